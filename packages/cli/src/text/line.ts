/** What a piece of text means; the printer decides how it looks. */
export type Style =
  | "allowed"
  | "conditional"
  | "denied"
  | "unknown"
  | "heading"
  | "strong"
  | "muted"
  | "good"
  | "critical"
  | "high"
  | "medium"
  | "low"
  | "info"
  | "link";

/** A piece of a line; its text is made safe when it is laid out. A piece that stays `together` is not wrapped inside. */
export type Span = string | { readonly text: string; readonly style: Style; readonly together?: boolean };

/** One line of text, before wrapping. */
export interface Line {
  /** Columns before the first word. */
  readonly indent: number;
  /** Columns before the first word of the lines that the text wraps into. */
  readonly hang: number;
  readonly spans: readonly Span[];
  /** A line that is never wrapped, such as one to be copied. */
  readonly whole?: boolean;
}

/** A line that wraps to its own indent, or to `indent + hang` where a hanging indent is given. */
export function line(indent: number, spans: readonly Span[], hang = 0): Line {
  return { indent, hang: indent + hang, spans };
}

/** A line that is never wrapped. */
export function wholeLine(indent: number, spans: readonly Span[]): Line {
  return { indent, hang: indent, spans, whole: true };
}

/** An empty line. */
export const blank: Line = { indent: 0, hang: 0, spans: [] };

/** Text with a meaning. */
export function styled(style: Style, text: string): Span {
  return { text, style };
}

/** Text with a meaning that no line break parts, such as a name with its number. */
export function together(style: Style, text: string): Span {
  return { text, style, together: true };
}

/** The spans with `separator` between them. */
export function joined(parts: readonly (readonly Span[])[], separator: Span): Span[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [separator, ...part]));
}
