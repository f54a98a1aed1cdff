import type { JsonObject } from "./json.js";

/** The keys of an object, paired with those that a schema names. */
export interface MatchedKeys {
  /** By the schema's key: the raw value. */
  readonly fields: Map<string, unknown>;
  /** By the schema's key: the key as the file spells it. */
  readonly spelled: ReadonlyMap<string, string>;
  /** Keys of the file that the schema does not name. */
  readonly extras: readonly string[];
  /** Keys of the file that spell, in another way, one that is there already. */
  readonly twins: readonly string[];
}

/** Pairs the keys of `raw` with `wanted`: the same spelling first, else whatever the case. */
export function matchKeys(wanted: readonly string[], raw: JsonObject): MatchedKeys {
  const fields = new Map<string, unknown>();
  const spelled = new Map<string, string>();
  const known = new Set(wanted);
  const unmatched: string[] = [];
  const pair = (key: string, asSpelled: string) => {
    fields.set(key, raw[asSpelled]);
    spelled.set(key, asSpelled);
  };
  for (const key of Object.keys(raw)) {
    if (known.has(key)) pair(key, key);
    else unmatched.push(key);
  }
  if (unmatched.length === 0) return { fields, spelled, extras: [], twins: [] };
  const byFolded = new Map(wanted.map((key) => [foldKey(key), key]));
  const extras: string[] = [];
  const twins: string[] = [];
  for (const asSpelled of unmatched) {
    const key = byFolded.get(foldKey(asSpelled));
    if (key === undefined) extras.push(asSpelled);
    else if (fields.has(key)) twins.push(asSpelled);
    else pair(key, asSpelled);
  }
  return { fields, spelled, extras, twins };
}

/** A key without case, underscores and hyphens: `RoleDetailList`, `roleDetailList` and `role_detail_list` are one. */
export function foldKey(key: string): string {
  return key.replaceAll(/[_-]/g, "").toLowerCase();
}

/** The field `key` of `raw`, whatever the case of its key, and the key as spelled; null where there is none. */
export function findField(
  raw: JsonObject,
  key: string,
): { readonly spelled: string; readonly value: unknown } | null {
  const spelled = matchKeys([key], raw).spelled.get(key);
  return spelled === undefined ? null : { spelled, value: raw[spelled] };
}
