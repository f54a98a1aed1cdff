import { type Pattern, type Piece, wildcardPattern } from "./pattern.js";

/** A value of a policy, cut at its policy variables. IAM User Guide, "IAM policy elements: Variables and tags". */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string; readonly wild: boolean }
  | { readonly kind: "variable"; readonly key: string; readonly fallback: string | null };

/** Documents hold many more values than questions look at: all but the text itself is made when it is first asked for. */
export class Template {
  private madeParts: readonly TemplatePart[] | null = null;
  private madeLike: Pattern | null = null;

  constructor(
    readonly source: string,
    readonly hasVariable: boolean,
    /** From where on `${…}` is more than text. */
    private readonly variablesFrom: number,
  ) {}

  get parts(): readonly TemplatePart[] {
    this.madeParts ??= cut(this.source, this.variablesFrom);
    return this.madeParts;
  }

  /** The text between the variables. */
  get pieces(): readonly Piece[] {
    return this.parts.flatMap((part) => (part.kind === "text" ? [{ text: part.text, wild: part.wild }] : []));
  }

  /** The pattern with wildcards, of a value without variables. */
  get like(): Pattern {
    this.madeLike ??= wildcardPattern(this.pieces);
    return this.madeLike;
  }
}

const VARIABLE = /\$\{([^{}]*)\}/g;

/**
 * Cuts `source` into text and variables.
 *
 * `${*}`, `${?}` and `${$}` are literal characters; `${key, 'text'}` has a default.
 *
 * @param variables false under policy version 2008-10-17, where everything is literal text
 */
export function parseTemplate(source: string, variables: boolean): Template {
  return templateFrom(source, variables && source.includes("${") ? 0 : Number.POSITIVE_INFINITY);
}

/** Cuts a value of a Resource element as {@link parseTemplate} does: its variables stand after the fifth colon. */
export function parseResource(source: string, variables: boolean): Template {
  return templateFrom(
    source,
    variables && source.includes("${") ? afterFifthColon(source) : Number.POSITIVE_INFINITY,
  );
}

/** Whether a value of a Resource element has a variable where AWS takes none: what it names does not exist. */
export function hasMisplacedVariable(source: string): boolean {
  const first = source.search(VARIABLE);
  return first !== -1 && first < afterFifthColon(source);
}

// "You can use variables in the Resource element, but only in the resource portion of the ARN."
function afterFifthColon(source: string): number {
  return /^(?:[^:]*:){5}/.exec(source)?.[0].length ?? source.length;
}

function templateFrom(source: string, variablesFrom: number): Template {
  const hasVariable =
    variablesFrom !== Number.POSITIVE_INFINITY &&
    [...source.matchAll(VARIABLE)].some(
      ({ index, 1: inside = "" }) => index >= variablesFrom && !isLiteral(inside),
    );
  return new Template(source, hasVariable, variablesFrom);
}

function cut(source: string, variablesFrom: number): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of variablesFrom === Number.POSITIVE_INFINITY ? [] : source.matchAll(VARIABLE)) {
    if (match.index < variablesFrom) continue;
    if (match.index > end) parts.push({ kind: "text", text: source.slice(end, match.index), wild: true });
    parts.push(variablePart(match[1] ?? ""));
    end = match.index + match[0].length;
  }
  if (end < source.length || parts.length === 0)
    parts.push({ kind: "text", text: source.slice(end), wild: true });
  return parts;
}

function isLiteral(inside: string): boolean {
  return inside === "*" || inside === "?" || inside === "$";
}

function variablePart(inside: string): TemplatePart {
  if (isLiteral(inside)) return { kind: "text", text: inside, wild: false };
  const comma = inside.indexOf(",");
  if (comma === -1) return { kind: "variable", key: inside.trim(), fallback: null };
  const quoted = inside.slice(comma + 1).trim();
  const fallback = /^'.*'$/s.test(quoted) ? quoted.slice(1, -1) : quoted;
  return { kind: "variable", key: inside.slice(0, comma).trim(), fallback };
}
