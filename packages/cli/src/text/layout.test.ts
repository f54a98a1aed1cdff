import { expect, test } from "vitest";
import { colorPaint } from "./color.js";
import { layOut, plainPaint } from "./layout.js";
import { blank, line, styled, together, wholeLine } from "./line.js";

test("a line wraps at spaces, to its hanging indent", () => {
  const text = layOut([line(2, ["one two three four five six"], 4)], 16, plainPaint);
  expect(text).toBe("  one two three\n      four five\n      six\n");
});

test("pieces without a space between them wrap together", () => {
  const text = layOut([line(0, ["aaaa ", styled("strong", "bb"), "cc dd"])], 8, plainPaint);
  expect(text).toBe("aaaa\nbbcc dd\n");
});

test("a word longer than any line stays whole and where it is, so that it can be copied", () => {
  const arn = "arn:aws:iam::111122223333:role/very/long/path/name";
  expect(layOut([line(2, ["see ", arn, " there"])], 20, plainPaint)).toBe(`  see ${arn}\n  there\n`);
});

test("what belongs together is not parted", () => {
  const account = together("muted", "Payments (111122223333)");
  expect(layOut([line(0, ["role/deploy ", account])], 30, plainPaint)).toBe(
    "role/deploy\nPayments (111122223333)\n",
  );
});

test("a whole line is never wrapped", () => {
  expect(layOut([wholeLine(0, ["rolepath can --from a --to b"])], 10, plainPaint)).toBe(
    "rolepath can --from a --to b\n",
  );
});

test("text is made safe on the way out", () => {
  expect(layOut([line(0, ["a\u001b[2Jb\nc"])], 80, plainPaint)).toBe("a\\u{1b}[2Jb\\nc\n");
});

test("wide characters count as two columns, combining ones as none", () => {
  expect(layOut([line(0, ["日本語 日本語"])], 12, plainPaint)).toBe("日本語\n日本語\n");
  expect(layOut([line(0, ["e\u0301e\u0301e\u0301 xyz"])], 7, plainPaint)).toBe("e\u0301e\u0301e\u0301 xyz\n");
});

test("colours do not count as columns, and every one is closed", () => {
  const text = layOut([line(0, [styled("denied", "aaa"), " ", styled("muted", "bbb")])], 7, colorPaint);
  expect(text).toBe("\u001b[31maaa\u001b[39m \u001b[2mbbb\u001b[22m\n");
});

test("no line ends in spaces", () => {
  expect(layOut([line(0, ["a", "   "]), blank], 80, plainPaint)).toBe("a\n\n");
});
