import type { Pattern } from "../../policy/pattern.js";
import type { KeySpec } from "./key-spec.js";
import type { MatchTest } from "./test.js";

/**
 * The answer of the search over automata where it can be seen: no value, since the tests contradict each other at their
 * beginnings, or the only shortest value that a test takes.
 *
 * @param passes whether a text is a value of the key that passes every test
 */
export function findPlainly(
  spec: KeySpec,
  tests: readonly MatchTest[],
  passes: (value: string) => boolean,
): string | null | "unclear" {
  const refused = tests.filter((test) => test.not).map((test) => test.patterns);
  const taken = livePatterns(
    spec.prefix,
    tests.filter((test) => !test.not).map((test) => test.patterns),
  );
  for (const patterns of taken)
    if (patterns.length === 0 || refused.some((others) => patterns.every((one) => isCovered(one, others))))
      return null;
  for (const patterns of taken) {
    const shortest = shortestTexts(patterns);
    const found = shortest?.toSorted().find((text) => text.startsWith(spec.prefix) && passes(text));
    if (found !== undefined) return found;
  }
  return "unclear";
}

// Of each test the patterns that can begin as the key does, and as some pattern of each other test does.
function livePatterns(
  prefix: string,
  tests: readonly (readonly Pattern[])[],
): readonly (readonly Pattern[])[] {
  return tests.map((patterns, index) =>
    patterns.filter(
      (one) =>
        agree(one.head, prefix) &&
        tests.every((others, other) => other === index || others.some(({ head }) => agree(one.head, head))),
    ),
  );
}

function agree(head: string, other: string): boolean {
  return head.startsWith(other) || other.startsWith(head);
}

// Whether one of the others takes every text that the pattern takes.
function isCovered(pattern: Pattern, others: readonly Pattern[]): boolean {
  return others.some(
    (other) => other.text === pattern.text || (other.takesAnyTail && pattern.head.startsWith(other.head)),
  );
}

// The texts of the least length that the patterns take; null where they are more than can be told without a search.
function shortestTexts(patterns: readonly Pattern[]): readonly string[] | null {
  let lengthMin = Number.POSITIVE_INFINITY;
  const texts: string[] = [];
  for (const pattern of patterns) {
    const chars: string[] = [];
    for (const token of pattern.tokens) {
      if (token.kind === "char") chars.push(token.char);
      else if (token.kind !== "star" && token.kind !== "star-not-colon") return null;
    }
    if (chars.length > lengthMin) continue;
    if (chars.length < lengthMin) texts.length = 0;
    lengthMin = chars.length;
    texts.push(chars.join(""));
  }
  return texts;
}
