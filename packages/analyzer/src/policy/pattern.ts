import { type Matcher, matcherOf } from "./matcher.js";
import { escapeText, headOf, keyOf, type Piece, type Token, tokensOf } from "./token.js";

export { foldAscii, isStar, type Piece, type Token, tokenAccepts } from "./token.js";

const ANYTHING: readonly Piece[] = [{ text: "*", wild: true }];

/** How a pattern compares: as the operators of IAM do. */
export type PatternForm = "equals" | "ignore-case" | "like" | "arn";

/**
 * A pattern over text, as policies write it.
 *
 * Documents hold many more patterns than questions look at, so all but the text itself is made when it is first asked
 * for, and once.
 */
export class Pattern {
  private madeTokens: readonly Token[] | null;
  private madeText: string | null = null;
  private madeHead: string | null = null;
  private madeMatcher: Matcher | null = null;

  /**
   * @param literal the one value that matches, when the pattern has no wildcard and is case sensitive
   * @param derived for a pattern that no policy holds: its tokens, and the text to show
   */
  constructor(
    readonly form: PatternForm,
    readonly literal: string | null,
    private readonly pieces: readonly Piece[],
    private readonly derived: { readonly tokens: readonly Token[]; readonly display: string } | null = null,
  ) {
    this.madeTokens = derived?.tokens ?? null;
  }

  get tokens(): readonly Token[] {
    this.madeTokens ??= tokensOf(this.form, this.pieces);
    return this.madeTokens;
  }

  /** The text before the first wildcard. */
  get head(): string {
    if (this.literal !== null) return this.literal;
    this.madeHead ??= headOf(this.tokens);
    return this.madeHead;
  }

  /** Whether every text that begins with the head matches. */
  get takesAnyTail(): boolean {
    const { tokens } = this;
    return tokens.at(-1)?.kind === "star" && tokens.slice(0, -1).every((token) => token.kind === "char");
  }

  /** The same text for the same pattern, and for no other: for caches. */
  get text(): string {
    this.madeText ??= this.literal === null ? keyOf(this.tokens) : escapeText(this.literal);
    return this.madeText;
  }

  /** As a policy would write it. */
  get display(): string {
    if (this.derived !== null) return this.derived.display;
    switch (this.form) {
      case "equals":
        // Text that only looks like a variable is written as the literal that it is.
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the policy variable for a dollar sign
        return textOf(this.pieces).replaceAll("${", "${$}{");
      case "ignore-case":
        return textOf(this.pieces);
      default:
        return this.pieces.map((piece) => (piece.wild ? piece.text : escapeText(piece.text))).join("");
    }
  }

  /** Whether a value matches. */
  matches(value: string): boolean {
    if (this.literal !== null) return this.literal === value;
    this.madeMatcher ??= matcherOf(this.form, this.pieces, () => this.tokens);
    return this.madeMatcher(value);
  }
}

/** The pattern that matches exactly `text`. */
export function literalPattern(text: string): Pattern {
  return new Pattern("equals", text, [{ text, wild: false }]);
}

/** The pattern that matches `text` whatever the case of its ASCII letters. */
export function foldedPattern(text: string): Pattern {
  return new Pattern("ignore-case", null, [{ text, wild: false }]);
}

/** `*` any run, `?` one character, in the pieces that are marked `wild`. */
export function wildcardPattern(pieces: readonly Piece[]): Pattern {
  return new Pattern("like", literalOf(pieces), pieces);
}

/**
 * The pattern of an ARN operator: six parts, wildcards do not cross the first five colons, the last part holds the rest.
 *
 * @returns null when the text has fewer than six parts; a lone `*` is taken as "any"
 */
export function arnPattern(pieces: readonly Piece[]): Pattern | null {
  const whole = textOf(pieces);
  if (whole === "*" && pieces.some((piece) => piece.wild)) return new Pattern("arn", null, ANYTHING);
  return whole.split(":").length < 6 ? null : new Pattern("arn", literalOf(pieces), pieces);
}

/** A pattern that is worked out from others. */
export function derivedPattern(
  form: PatternForm,
  tokens: readonly Token[],
  display: string,
  literal: string | null,
): Pattern {
  return new Pattern(form, literal, [], { tokens, display });
}

/** Whether `value` matches, in time proportional to the product of both lengths at worst. */
export function matches(pattern: Pattern, value: string): boolean {
  return pattern.matches(value);
}

function literalOf(pieces: readonly Piece[]): string | null {
  if (pieces.some((piece) => piece.wild && /[*?]/.test(piece.text))) return null;
  return textOf(pieces);
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.length === 1 ? pieces[0]!.text : pieces.map((piece) => piece.text).join("");
}
