import { createHash } from "node:crypto";
import { encodeText } from "@rolepath/snapshot";
import { expect, test } from "vitest";
import { sha256 } from "./sha256.js";

test.each([
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  ],
])("the digest of %j is that of the standard's example", (text, digest) => {
  expect(sha256(encodeText(text))).toBe(digest);
});

test("messages of every length about the ends of blocks have the digest that OpenSSL gives them", () => {
  for (let length = 0; length < 260; length++) {
    const message = Uint8Array.from({ length }, (_, at) => (at * 131 + length * 7) % 256);
    expect(sha256(message)).toBe(createHash("sha256").update(message).digest("hex"));
  }
});

test("a message of a million bytes has the digest that the standard gives it", () => {
  expect(sha256(new Uint8Array(1_000_000).fill(0x61))).toBe(
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
  );
});
