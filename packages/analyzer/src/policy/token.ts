/**
 * Patterns as automata that can be intersected (see decide/domain).
 *
 * A token consumes one character (`char`, `fold`, `any`, `not-colon`) or any run of characters (`star`,
 * `star-not-colon`). IAM User Guide, "IAM JSON policy elements: Condition operators": `*` is any run, `?` one
 * character; in ARN operators the six colon-separated parts are matched one by one.
 */
export type Token =
  | { readonly kind: "char"; readonly char: string }
  | { readonly kind: "fold"; readonly char: string } // ASCII case folded; char is lower case
  | { readonly kind: "any" }
  | { readonly kind: "star" }
  | { readonly kind: "not-colon" }
  | { readonly kind: "star-not-colon" };

/** A part of a value in a policy before it is turned into a pattern: `wild` tells text that may hold wildcards from literal text. */
export interface Piece {
  readonly text: string;
  readonly wild: boolean;
}

const ANY: Token = { kind: "any" };
const STAR: Token = { kind: "star" };
const NOT_COLON: Token = { kind: "not-colon" };
const STAR_NOT_COLON: Token = { kind: "star-not-colon" };

/** The tokens of text as it is compared. */
export function tokensOf(
  form: "equals" | "ignore-case" | "like" | "arn",
  pieces: readonly Piece[],
): readonly Token[] {
  switch (form) {
    case "equals":
      return pieces.flatMap((piece) => [...piece.text].map(charToken));
    case "ignore-case":
      return pieces.flatMap((piece) => [...piece.text].map(foldToken));
    case "like":
      return wildTokens(pieces, 0);
    case "arn":
      // A lone `*` is any text, of whatever number of parts.
      return pieces.length === 1 && pieces[0]!.wild && pieces[0]!.text === "*"
        ? [STAR]
        : wildTokens(pieces, 5);
  }
}

// Wildcards of the parts before so many colons do not cross one.
function wildTokens(pieces: readonly Piece[], closedCount: number): readonly Token[] {
  const tokens: Token[] = [];
  let colonCount = 0;
  for (const piece of pieces) {
    for (const char of piece.text) {
      const open = colonCount >= closedCount;
      if (char === ":") colonCount += 1;
      if (piece.wild && char === "*") {
        const token = open ? STAR : STAR_NOT_COLON;
        if (tokens.at(-1) !== token) tokens.push(token);
      } else if (piece.wild && char === "?") tokens.push(open ? ANY : NOT_COLON);
      else tokens.push(charToken(char));
    }
  }
  return tokens;
}

const charTokens = new Map<string, Token>();

// The same few characters make up all text.
function charToken(char: string): Token {
  let token = charTokens.get(char);
  if (token === undefined) {
    token = { kind: "char", char };
    if (charTokens.size < CHARACTER_COUNT_MAX) charTokens.set(char, token);
  }
  return token;
}

const CHARACTER_COUNT_MAX = 1024;

function foldToken(char: string): Token {
  const lower = foldAscii(char);
  return /[a-z]/.test(lower) ? { kind: "fold", char: lower } : charToken(char);
}

/** The text that every match begins with. */
export function headOf(tokens: readonly Token[]): string {
  let head = "";
  for (const token of tokens) {
    if (token.kind !== "char") break;
    head += token.char;
  }
  return head;
}

/** The same text for the same tokens, and for no others. */
export function keyOf(tokens: readonly Token[]): string {
  return tokens.map(tokenKey).join("");
}

// A `$` of the text itself is written `${$}`, so that nothing else reads like these.
const MARK = "$";

function tokenKey(token: Token): string {
  switch (token.kind) {
    case "char":
      return escapeText(token.char);
    case "fold":
      return `${MARK}{i}${token.char}`;
    case "any":
      return "?";
    case "star":
      return "*";
    case "not-colon":
      return `${MARK}{:?}`;
    case "star-not-colon":
      return `${MARK}{:*}`;
  }
}

/** Tokens that no policy wrote, as text for people. */
export function showTokens(tokens: readonly Token[]): string {
  return tokens.map(tokenText).join("");
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

/** Text that holds wildcard characters literally, written with the policy variables for them. */
export function escapeText(text: string): string {
  return /[*?$]/.test(text) ? text.replaceAll(/[*?$]/g, (char) => `\${${char}}`) : text;
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

/** ASCII letters in lower case; other characters as they are. */
export function foldAscii(text: string): string {
  return /[A-Z]/.test(text) ? text.replaceAll(/[A-Z]+/g, (run) => run.toLowerCase()) : text;
}
