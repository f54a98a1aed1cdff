import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { sha256 } from "./sha256.js";

const theirs = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

test("is that of the standard's own examples", () => {
  expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")).toBe(
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  );
});

test("is what Node says of texts of every length around the ends of blocks, and of all characters", () => {
  for (let length = 0; length < 300; length++) {
    const text = String.fromCodePoint(
      ...Array.from({ length }, (_, at) => 32 + ((at * 7919 + length * 31) % 90)),
    );
    expect(sha256(text), `${length} characters`).toBe(theirs(text));
  }
  for (const text of ["é", "İ", "😀".repeat(40), "\u0000", "\ud800", "x".repeat(100_000)])
    expect(sha256(text)).toBe(theirs(text));
});
