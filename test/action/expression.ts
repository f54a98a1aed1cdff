/** What expressions can look up: `inputs.snapshot`, `steps.check.outputs.json`. */
export interface Lookup {
  readonly [name: string]: string | Lookup | undefined;
}

/** Text with its `${{ … }}` filled in. */
export function fillIn(text: string, lookup: Lookup): string {
  return text.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) =>
    String(evaluate(expression, lookup)),
  );
}

/** Whether a step runs; steps before it have succeeded. */
export function isTrue(condition: string | undefined, lookup: Lookup): boolean {
  if (condition === undefined) return true;
  const bare = condition.replace(/^\$\{\{\s*(.*?)\s*\}\}$/, "$1");
  const value = evaluate(bare, lookup);
  return value !== "" && value !== false;
}

/**
 * An expression of GitHub Actions, as far as our files use them: `a && b`, `a == b`, `a != b`, `'text'`, names.
 *
 * @throws for anything else
 */
function evaluate(expression: string, lookup: Lookup): string | boolean {
  const parts = expression.split("&&");
  if (parts.length > 1) return parts.every((part) => isTrue(part.trim(), lookup));
  const compared = /^(.*?)\s*(==|!=)\s*(.*)$/.exec(expression);
  if (compared !== null) {
    const [, left = "", operator, right = ""] = compared;
    return (evaluate(left, lookup) === evaluate(right, lookup)) === (operator === "==");
  }
  const quoted = /^'([^']*)'$/.exec(expression);
  if (quoted !== null) return quoted[1] ?? "";
  if (!/^[\w-]+(\.[\w-]+)+$/.test(expression)) throw new Error(`cannot evaluate \`${expression}\``);
  let value: string | Lookup | undefined = lookup;
  for (const step of expression.split("."))
    value = typeof value === "object" && Object.hasOwn(value, step) ? value[step] : undefined;
  if (typeof value === "object") throw new Error(`\`${expression}\` is no text`);
  // GitHub gives nothing for a name that does not exist.
  return value ?? "";
}
