/** A value of a policy, cut at its policy variables. IAM User Guide, "IAM policy elements: Variables and tags". */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string; readonly wild: boolean }
  | { readonly kind: "variable"; readonly key: string; readonly fallback: string | null };

export interface Template {
  readonly parts: readonly TemplatePart[];
  readonly hasVariable: boolean;
  readonly source: string;
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
  if (!variables || !source.includes("${")) {
    return { parts: [{ kind: "text", text: source, wild: true }], hasVariable: false, source };
  }
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of source.matchAll(VARIABLE)) {
    if (match.index > end) parts.push({ kind: "text", text: source.slice(end, match.index), wild: true });
    parts.push(variablePart(match[1] ?? ""));
    end = match.index + match[0].length;
  }
  if (end < source.length || parts.length === 0)
    parts.push({ kind: "text", text: source.slice(end), wild: true });
  return { parts, hasVariable: parts.some((part) => part.kind === "variable"), source };
}

function variablePart(inside: string): TemplatePart {
  if (inside === "*" || inside === "?" || inside === "$") return { kind: "text", text: inside, wild: false };
  const comma = inside.indexOf(",");
  if (comma === -1) return { kind: "variable", key: inside.trim(), fallback: null };
  const quoted = inside.slice(comma + 1).trim();
  const fallback = /^'.*'$/s.test(quoted) ? quoted.slice(1, -1) : quoted;
  return { kind: "variable", key: inside.slice(0, comma).trim(), fallback };
}
