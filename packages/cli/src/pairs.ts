import { UsageError } from "./error.js";

/**
 * `key=value` arguments as a record; a key that is given again becomes a list.
 *
 * @throws UsageError for an argument without `=` or without a key
 */
export function pairs(option: string, given: readonly string[]): Record<string, string | readonly string[]> {
  const values = new Map<string, string[]>();
  for (const text of given) {
    const at = text.indexOf("=");
    if (at < 1) throw new UsageError(`--${option} \`${text}\`: expected key=value`);
    const key = text.slice(0, at);
    const earlier = values.get(key);
    if (earlier === undefined) values.set(key, [text.slice(at + 1)]);
    else earlier.push(text.slice(at + 1));
  }
  // fromEntries defines own properties: a key named `__proto__` stays a key.
  return Object.fromEntries([...values].map(([key, list]) => [key, list.length === 1 ? list[0]! : list]));
}
