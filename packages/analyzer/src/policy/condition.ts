import type { Json } from "@rolepath/snapshot";
import { listOf } from "./principal.js";
import { parseTemplate, type Template } from "./variable.js";

/** What an operator compares, before `Not`, `IfExists` and set prefixes. */
export type Comparison =
  | "StringEquals"
  | "StringEqualsIgnoreCase"
  | "StringLike"
  | "NumericEquals"
  | "NumericLessThan"
  | "NumericLessThanEquals"
  | "NumericGreaterThan"
  | "NumericGreaterThanEquals"
  | "DateEquals"
  | "DateLessThan"
  | "DateLessThanEquals"
  | "DateGreaterThan"
  | "DateGreaterThanEquals"
  | "Bool"
  | "BinaryEquals"
  | "IpAddress"
  | "Arn"
  | "Null"
  | "unknown";

/** One operator with one key of a `Condition` block. All entries of a statement must hold. */
export interface ConditionEntry {
  /** As written: `ForAnyValue:StringNotLikeIfExists`. */
  readonly operator: string;
  readonly comparison: Comparison;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly set: "all" | "any" | null;
  /** As written; `keyId` is the same in lower case, since key names are not case sensitive. */
  readonly key: string;
  readonly keyId: string;
  readonly values: readonly Template[];
}

const COMPARISONS: ReadonlyMap<string, readonly [Comparison, boolean]> = new Map([
  ["stringequals", ["StringEquals", false]],
  ["stringnotequals", ["StringEquals", true]],
  ["stringequalsignorecase", ["StringEqualsIgnoreCase", false]],
  ["stringnotequalsignorecase", ["StringEqualsIgnoreCase", true]],
  ["stringlike", ["StringLike", false]],
  ["stringnotlike", ["StringLike", true]],
  ["numericequals", ["NumericEquals", false]],
  ["numericnotequals", ["NumericEquals", true]],
  ["numericlessthan", ["NumericLessThan", false]],
  ["numericlessthanequals", ["NumericLessThanEquals", false]],
  ["numericgreaterthan", ["NumericGreaterThan", false]],
  ["numericgreaterthanequals", ["NumericGreaterThanEquals", false]],
  ["dateequals", ["DateEquals", false]],
  ["datenotequals", ["DateEquals", true]],
  ["datelessthan", ["DateLessThan", false]],
  ["datelessthanequals", ["DateLessThanEquals", false]],
  ["dategreaterthan", ["DateGreaterThan", false]],
  ["dategreaterthanequals", ["DateGreaterThanEquals", false]],
  ["bool", ["Bool", false]],
  ["binaryequals", ["BinaryEquals", false]],
  ["ipaddress", ["IpAddress", false]],
  ["notipaddress", ["IpAddress", true]],
  ["arnequals", ["Arn", false]],
  ["arnlike", ["Arn", false]],
  ["arnnotequals", ["Arn", true]],
  ["arnnotlike", ["Arn", true]],
  ["null", ["Null", false]],
]);

/**
 * The entries of a `Condition` block. IAM User Guide, "Condition operators" and "Set operators for multivalued context keys".
 *
 * An operator that AWS does not have gets the comparison `unknown`: the engine keeps it open instead of guessing.
 */
export function parseConditions(
  element: Json | undefined,
  variables: boolean,
  note: (text: string) => void,
): readonly ConditionEntry[] {
  if (element === undefined || element === null) return [];
  if (typeof element !== "object" || Array.isArray(element)) {
    note("`Condition` is not an object; it is kept open");
    return [unreadable("Condition")];
  }
  return Object.entries(element).flatMap(([operator, keys]) => {
    if (keys === null || typeof keys !== "object" || Array.isArray(keys)) {
      note(`condition operator \`${operator}\` does not hold an object; it is kept open`);
      return [unreadable(operator)];
    }
    return Object.entries(keys).map(([key, values]) => parseEntry(operator, key, values, variables, note));
  });
}

/** A key's name for look-ups: lower case; the two clocks, `aws:EpochTime` and `aws:CurrentTime`, are one. */
export function conditionKeyId(key: string): string {
  const id = key.toLowerCase();
  return id === "aws:epochtime" ? "aws:currenttime" : id;
}

function unreadable(operator: string): ConditionEntry {
  return {
    operator,
    comparison: "unknown",
    negated: false,
    ifExists: false,
    set: null,
    key: "",
    keyId: "",
    values: [],
  };
}

function parseEntry(
  operator: string,
  key: string,
  values: Json,
  variables: boolean,
  note: (text: string) => void,
): ConditionEntry {
  let name = operator.toLowerCase();
  let set: "all" | "any" | null = null;
  if (name.startsWith("forallvalues:")) [set, name] = ["all", name.slice("forallvalues:".length)];
  else if (name.startsWith("foranyvalue:")) [set, name] = ["any", name.slice("foranyvalue:".length)];
  const ifExists = name.endsWith("ifexists");
  if (ifExists) name = name.slice(0, -"ifexists".length);
  const known = COMPARISONS.get(name);
  if (known === undefined) note(`AWS has no condition operator \`${operator}\`; it is kept open`);
  const [comparison, negated] = known ?? (["unknown", false] as const);
  const templated =
    comparison === "StringEquals" ||
    comparison === "StringEqualsIgnoreCase" ||
    comparison === "StringLike" ||
    comparison === "Arn";
  const texts = listOf(values).flatMap((value) => {
    if (typeof value === "string") return [value];
    if (typeof value === "number" || typeof value === "boolean") return [String(value)];
    note(`value of \`${key}\` under \`${operator}\` is neither text, number nor boolean; it matches nothing`);
    return [];
  });
  return {
    operator,
    comparison,
    negated,
    ifExists,
    set,
    key,
    keyId: conditionKeyId(key),
    values: texts.map((text) => parseTemplate(text, variables && templated)),
  };
}
