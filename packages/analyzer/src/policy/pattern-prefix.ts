import { derivedPattern, literalPattern, type Pattern } from "./pattern.js";
import { isStar, showTokens, tokenAccepts } from "./token.js";

/** The pattern of values with `prefix` before them. */
export function prefixedPattern(pattern: Pattern, prefix: string): Pattern {
  const literal = pattern.literal === null ? null : prefix + pattern.literal;
  const tokens = [...literalPattern(prefix).tokens, ...pattern.tokens];
  return derivedPattern(
    pattern.form === "equals" ? "equals" : "like",
    tokens,
    prefix + pattern.display,
    literal,
  );
}
/** Patterns that together match what may follow `prefix` in a value of `pattern`; none where no value starts so. */
export function patternsAfter(pattern: Pattern, prefix: string): readonly Pattern[] {
  const { tokens } = pattern;
  const opened = (positions: Iterable<number>): ReadonlySet<number> => {
    const open = new Set(positions);
    for (const position of open) {
      const token = tokens[position];
      if (token !== undefined && isStar(token)) open.add(position + 1);
    }
    return open;
  };
  let alive = opened([0]);
  for (const char of prefix)
    alive = opened(
      [...alive].flatMap((position) => {
        const token = tokens[position];
        if (token === undefined || !tokenAccepts(token, char)) return [];
        return isStar(token) ? [position] : [position + 1];
      }),
    );
  return [...alive]
    .toSorted((a, b) => a - b)
    .map((position) => {
      const rest = tokens.slice(position);
      const literal = rest.every((token) => token.kind === "char")
        ? rest.map(({ char }) => char).join("")
        : null;
      return derivedPattern("like", rest, showTokens(rest), literal);
    });
}
