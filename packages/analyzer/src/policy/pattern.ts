/**
 * Patterns over text, as policies write them, and as automata that can be intersected (see decide/domain).
 *
 * A token consumes one character (`char`, `any`, `not-colon`) or any run of characters (`star`, `star-not-colon`).
 * IAM User Guide, "IAM JSON policy elements: Condition operators": `*` is any run, `?` one character; in ARN
 * operators the six colon-separated parts are matched one by one.
 */
export type Token =
  | { readonly kind: "char"; readonly char: string }
  | { readonly kind: "fold"; readonly char: string } // ASCII case folded; char is lower case
  | { readonly kind: "any" }
  | { readonly kind: "star" }
  | { readonly kind: "not-colon" }
  | { readonly kind: "star-not-colon" };

export interface Pattern {
  readonly tokens: readonly Token[];
  /** The one value that matches, when the pattern has no wildcard and is case sensitive. */
  readonly literal: string | null;
  /** The same text for the same pattern, for caches. */
  readonly text: string;
  /** The text before the first wildcard: most values are told apart by it. */
  readonly head: string;
  /** As a policy would write it. */
  readonly display: string;
  readonly form: "equals" | "ignore-case" | "like" | "arn";
}

/** A part of a value in a policy before it is turned into a pattern: `wild` tells text that may hold wildcards from literal text. */
export interface Piece {
  readonly text: string;
  readonly wild: boolean;
}

const ANY: Token = { kind: "any" };
const STAR: Token = { kind: "star" };
const NOT_COLON: Token = { kind: "not-colon" };
const STAR_NOT_COLON: Token = { kind: "star-not-colon" };

/** The pattern that matches exactly `text`. */
export function literalPattern(text: string): Pattern {
  return {
    tokens: [...text].map((char) => ({ kind: "char", char })),
    literal: text,
    text: escapeText(text),
    head: text,
    // Text that only looks like a variable is written as the literal that it is.
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the policy variable for a dollar sign
    display: text.replaceAll("${", "${$}{"),
    form: "equals",
  };
}

/** The pattern that matches `text` whatever the case of its ASCII letters. */
export function foldedPattern(text: string): Pattern {
  const tokens = [...text].map((char): Token => {
    const lower = foldAscii(char);
    return /[a-z]/.test(lower) ? { kind: "fold", char: lower } : { kind: "char", char };
  });
  return {
    tokens,
    literal: null,
    text: `(any case)${escapeText(foldAscii(text))}`,
    head: "",
    display: text,
    form: "ignore-case",
  };
}

/** `*` any run, `?` one character, in the pieces that are marked `wild`. */
export function wildcardPattern(pieces: readonly Piece[]): Pattern {
  const tokens: Token[] = [];
  for (const piece of pieces) {
    for (const char of piece.text) {
      if (piece.wild && char === "*") {
        if (tokens.at(-1)?.kind !== "star") tokens.push(STAR);
      } else if (piece.wild && char === "?") tokens.push(ANY);
      else tokens.push({ kind: "char", char });
    }
  }
  return fromTokens(tokens, pieces, "like");
}

/**
 * The pattern of an ARN operator: six parts, wildcards do not cross the first five colons, the last part holds the rest.
 *
 * @returns null when the text has fewer than six parts; a lone `*` is taken as "any"
 */
export function arnPattern(pieces: readonly Piece[]): Pattern | null {
  const tokens: Token[] = [];
  let colonCount = 0;
  let whole = "";
  for (const piece of pieces) {
    for (const char of piece.text) {
      whole += char;
      const last = colonCount >= 5;
      if (char === ":") {
        colonCount += 1;
        tokens.push({ kind: "char", char });
      } else if (piece.wild && char === "*") {
        const token = last ? STAR : STAR_NOT_COLON;
        if (tokens.at(-1) !== token) tokens.push(token);
      } else if (piece.wild && char === "?") tokens.push(last ? ANY : NOT_COLON);
      else tokens.push({ kind: "char", char });
    }
  }
  if (whole === "*" && pieces.some((piece) => piece.wild)) return fromTokens([STAR], pieces, "arn");
  return colonCount < 5 ? null : fromTokens(tokens, pieces, "arn");
}

export function fromTokens(
  tokens: readonly Token[],
  pieces: readonly Piece[],
  form: Pattern["form"],
): Pattern {
  const literal = tokens.every((token) => token.kind === "char")
    ? tokens.map((token) => (token.kind === "char" ? token.char : "")).join("")
    : null;
  const display = pieces.map((piece) => (piece.wild ? piece.text : escapeText(piece.text))).join("");
  return { tokens, literal, text: tokens.map(tokenText).join(""), head: headOf(tokens), display, form };
}

function headOf(tokens: readonly Token[]): string {
  let head = "";
  for (const token of tokens) {
    if (token.kind !== "char") break;
    head += token.char;
  }
  return head;
}

function tokenText(token: Token): string {
  switch (token.kind) {
    case "char":
      return escapeText(token.char);
    case "fold":
      return `(${token.char})`;
    case "any":
      return "?";
    case "star":
      return "*";
    case "not-colon":
      return "?:";
    case "star-not-colon":
      return "*:";
  }
}

// Text that holds wildcard characters literally is written with the policy variables for them.
function escapeText(text: string): string {
  return text.replaceAll(/[*?$]/g, (char) => `\${${char}}`);
}

/** Whether one token accepts one character. */
export function tokenAccepts(token: Token, char: string): boolean {
  switch (token.kind) {
    case "char":
      return token.char === char;
    case "fold":
      return token.char === foldAscii(char);
    case "any":
    case "star":
      return true;
    case "not-colon":
    case "star-not-colon":
      return char !== ":";
  }
}

export function isStar(token: Token): boolean {
  return token.kind === "star" || token.kind === "star-not-colon";
}

/**
 * Whether `value` matches, in time proportional to the product of both lengths at worst.
 *
 * The positions of the pattern that are alive are carried along as a set; nothing is tried twice, so no pattern can
 * make it backtrack without end.
 */
export function matches(pattern: Pattern, value: string): boolean {
  if (pattern.literal !== null) return pattern.literal === value;
  if (!value.startsWith(pattern.head)) return false;
  const tokens = pattern.tokens;
  if (tokens.at(-1)?.kind === "star" && [...pattern.head].length === tokens.length - 1) return true;
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

/** ASCII letters in lower case; other characters as they are. */
export function foldAscii(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (run) => run.toLowerCase());
}
