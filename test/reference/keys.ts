import type { Context } from "./request.js";

/** The keys of a request, by lower-case name: names are not case sensitive, tag keys in them included (3.1). */
export type Keys = ReadonlyMap<string, string | readonly string[]>;

export function keysOf(context: Context): Map<string, string | readonly string[]> {
  const keys = new Map<string, string | readonly string[]>();
  for (const [name, value] of Object.entries(context)) {
    if (typeof value === "string" || value.length > 0) keys.set(name.toLowerCase(), value);
  }
  return keys;
}

/** The value of a single-valued key, else undefined. */
export function singleValue(keys: Keys, name: string): string | undefined {
  const value = keys.get(name.toLowerCase());
  return typeof value === "string" ? value : undefined;
}

/** All values of a key; none when it is absent. */
export function valuesOf(keys: Keys, name: string): readonly string[] {
  const value = keys.get(name.toLowerCase());
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
}
