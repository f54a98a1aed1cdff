import { expect, test } from "vitest";
import { fingerprint } from "./fingerprint.js";

test("a fingerprint is the same everywhere and for ever", () => {
  // Baselines hold this text: a change here makes every accepted finding new again.
  expect(fingerprint("TRUST-PUBLIC", ["arn:aws:iam::111122223333:role/Target"])).toBe(
    "34969d19a973e0d1ee576f169bdab4cc",
  );
});

test("a fingerprint tells apart what only looks alike when joined", () => {
  expect(fingerprint("A", ["b", "c"])).not.toBe(fingerprint("A", ["b,c"]));
  expect(fingerprint("A", ["b"])).not.toBe(fingerprint("B", ["b"]));
  expect(fingerprint("A", ["ä"])).not.toBe(fingerprint("A", ["a"]));
});
