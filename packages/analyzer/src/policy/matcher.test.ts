import { expect, test } from "vitest";
import { matcherOf } from "./matcher.js";
import { arnPattern, wildcardPattern } from "./pattern.js";
import { isStar, type Token, tokenAccepts } from "./token.js";

const texts = (alphabet: string, lengthMax: number): readonly string[] => {
  const all = [""];
  for (const text of all) if (text.length < lengthMax) for (const char of alphabet) all.push(text + char);
  return all;
};

// Slow and plainly right.
function accepts(tokens: readonly Token[], value: string): boolean {
  const [token, ...rest] = tokens;
  if (token === undefined) return value === "";
  const [first, ...after] = value;
  if (isStar(token) && accepts(rest, value)) return true;
  if (first === undefined || !tokenAccepts(token, first)) return false;
  return accepts(isStar(token) ? tokens : rest, after.join(""));
}

test("text with wildcards matches as its tokens do", () => {
  for (const text of texts("ab*?", 4)) {
    const pattern = wildcardPattern([{ text, wild: true }]);
    const wrong = texts("ab", 4).filter((value) => pattern.matches(value) !== accepts(pattern.tokens, value));
    expect([text, wrong]).toEqual([text, []]);
  }
});

test("an ARN pattern matches part by part, as its tokens do", () => {
  const parts = ["", "a", "*", "a*", "*a"];
  const pieces = parts.flatMap((first) =>
    parts.flatMap((second) => [...parts, "*:a*", "?a"].map((last) => `${first}:${second}::::${last}`)),
  );
  const values = texts("a:", 4).flatMap((one) => [`a:${one}`, `aa:a:::${one}`, `::::${one}`, `:a::::${one}`]);
  for (const text of pieces) {
    const pattern = arnPattern([{ text, wild: true }])!;
    const wrong = values.filter((value) => pattern.matches(value) !== accepts(pattern.tokens, value));
    expect([text, wrong]).toEqual([text, []]);
  }
});

test("a star takes whole characters, never half of one", () => {
  const pattern = wildcardPattern([{ text: "*\ude00", wild: true }]);
  expect(pattern.matches("😀")).toBe(false);
  expect(pattern.matches("a\ude00")).toBe(true);
});

test("plain patterns are matched without an automaton", () => {
  const noTokens = (): never => {
    throw new Error("asked for tokens");
  };
  const pieces = [{ text: "arn:aws:iam::*:role/*-ci", wild: true }];
  for (const form of ["like", "arn"] as const)
    expect(matcherOf(form, pieces, noTokens)("arn:aws:iam::111122223333:role/app-ci")).toBe(true);
});
