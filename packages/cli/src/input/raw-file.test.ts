import { expect, test } from "vitest";
import { RawFile } from "./raw-file.js";

test("the digest of a file is told from its bytes when it is first asked for, and not again", () => {
  const bytes = Buffer.from("abc");
  const file = new RawFile(bytes);
  const digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  expect(file.digest).toBe(digest);
  // The next file stands in the same memory.
  bytes.fill("x");
  expect(file.digest).toBe(digest);
});
