import { fromTokens, isStar, literalPattern, type Pattern, tokenAccepts } from "./pattern.js";

/** The pattern of values with `prefix` before them. */
export function prefixedPattern(pattern: Pattern, prefix: string): Pattern {
  const head = literalPattern(prefix);
  return {
    tokens: [...head.tokens, ...pattern.tokens],
    literal: pattern.literal === null ? null : prefix + pattern.literal,
    text: head.text + pattern.text,
    head: prefix + pattern.head,
    display: prefix + pattern.display,
    form: pattern.form === "equals" ? "equals" : "like",
  };
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
      const rest = fromTokens(tokens.slice(position), [], "like");
      return { ...rest, display: rest.text };
    });
}
