import { foldAscii, isStar, type Piece, type Token, tokenAccepts } from "./token.js";

/** Whether a value matches a pattern. */
export type Matcher = (value: string) => boolean;

/**
 * The quickest way to match: most patterns are text with a few `*`, which need no automaton.
 *
 * @param tokens read only where there is no quicker way
 */
export function matcherOf(
  form: "equals" | "ignore-case" | "like" | "arn",
  pieces: readonly Piece[],
  tokens: () => readonly Token[],
): Matcher {
  // `?` and code points of two units are for the automaton, which reads code points.
  const plain =
    pieces.length > 0 &&
    !pieces.some(({ text, wild }) => /[\ud800-\udfff]/.test(text) || (wild && text.includes("?")));
  if (!plain) return automatonMatcher(tokens());
  switch (form) {
    case "ignore-case": {
      const folded = foldAscii(pieces.map((piece) => piece.text).join(""));
      return (value) => value.length === folded.length && foldAscii(value) === folded;
    }
    case "arn":
      return arnMatcher(pieces);
    default: {
      const run = runOf(pieces);
      return (value) => fits(run, value, 0, value.length);
    }
  }
}

/** Text between stars: the first and the last stand at the ends. */
type Run = readonly string[];

function runOf(pieces: readonly Piece[]): Run {
  const run = [""];
  for (const { text, wild } of pieces) {
    const [first = "", ...more] = wild ? text.split("*") : [text];
    run[run.length - 1] += first;
    run.push(...more);
  }
  return run;
}

// Each text is best taken where it first occurs: that leaves the most to the next star.
function fits(run: Run, value: string, start: number, end: number): boolean {
  const first = run[0]!;
  if (!value.startsWith(first, start)) return false;
  let from = start + first.length;
  if (run.length === 1) return from === end;
  const last = run[run.length - 1]!;
  const to = end - last.length;
  if (from > to || !value.startsWith(last, to)) return false;
  for (let index = 1; index < run.length - 1; index += 1) {
    const text = run[index]!;
    const at = value.indexOf(text, from);
    from = at + text.length;
    if (at === -1 || from > to) return false;
  }
  return true;
}

// The first five parts hold no colon, the last one holds the rest.
function arnMatcher(pieces: readonly Piece[]): Matcher {
  const parts: Piece[][] = [[]];
  for (const { text, wild } of pieces) {
    let rest = text;
    for (let at = rest.indexOf(":"); at !== -1 && parts.length < 6; at = rest.indexOf(":")) {
      parts.at(-1)!.push({ text: rest.slice(0, at), wild });
      parts.push([]);
      rest = rest.slice(at + 1);
    }
    parts.at(-1)!.push({ text: rest, wild });
  }
  const runs = parts.map(runOf);
  const tail = runs.pop()!;
  return (value) => {
    let start = 0;
    for (const run of runs) {
      const end = value.indexOf(":", start);
      if (end === -1 || !fits(run, value, start, end)) return false;
      start = end + 1;
    }
    return fits(tail, value, start, value.length);
  };
}

/**
 * Matches in time proportional to the product of both lengths at worst.
 *
 * The positions of the pattern that are alive are carried along as a set; nothing is tried twice, so no pattern can
 * make it backtrack without end.
 */
function automatonMatcher(tokens: readonly Token[]): Matcher {
  return (value) => {
    let alive = new Uint8Array(tokens.length + 1);
    let next = new Uint8Array(tokens.length + 1);
    open(tokens, alive, 0);
    for (const char of value) {
      next.fill(0);
      let any = false;
      for (let at = 0; at < tokens.length; at += 1) {
        const token = tokens[at];
        if (alive[at] === 0 || token === undefined || !tokenAccepts(token, char)) continue;
        open(tokens, next, isStar(token) ? at : at + 1);
        any = true;
      }
      if (!any) return false;
      [alive, next] = [next, alive];
    }
    return alive[tokens.length] === 1;
  };
}

// A star may also be skipped: every position behind it is alive with it.
function open(tokens: readonly Token[], alive: Uint8Array, position: number): void {
  let at = position;
  for (;;) {
    alive[at] = 1;
    const token = tokens[at];
    if (token === undefined || !isStar(token)) return;
    at += 1;
  }
}
