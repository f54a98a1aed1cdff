import type { CanAnswer, CanQuestion, Requirement } from "@rolepath/analyzer";
import { keyLabel } from "@rolepath/analyzer";
import type { FieldInput, FieldView } from "../protocol.js";
import type { Given } from "../route.js";
import { shown } from "../text.js";

// What the snapshot does not settle, as a form: each condition key that the verdict hangs on is a field, and what the
// reader fills in is asked of the engine as the request's context.

const setOperator = /^For(?:Any|All)Values:/i;
const multivalued = /^(?:aws:TagKeys|sts:TransitiveTagKeys|.*:amr)$/i;

/** How a value for a key is written: as the operators that test it read it. */
export function inputOf(key: string, operators: readonly string[]): FieldInput {
  const some = (pattern: RegExp): boolean => operators.some((operator) => pattern.test(operator));
  if (multivalued.test(key) || some(setOperator)) return "list";
  if (/:MultiFactorAuthPresent$|:SecureTransport$/i.test(key) || some(/^Bool/i)) return "yes-no";
  if (some(/IpAddress/i) || /:(?:Vpc)?SourceIp$/i.test(key)) return "address";
  if (some(/^Numeric/i)) return "number";
  if (some(/^Date/i)) return "date";
  return "text";
}

const formats: Readonly<Partial<Record<FieldInput, readonly [pattern: RegExp, words: string]>>> = {
  "yes-no": [/^(?:true|false)$/, "yes or no"],
  address: [
    /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$|^(?=.*:)[0-9a-f:]{2,39}(?:\.\d+){0,3}$/i,
    "an address such as 203.0.113.10, without a prefix length",
  ],
  number: [/^-?\d{1,15}$/, "a whole number"],
  date: [/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?$/, "a date such as 2026-11-01T12:00:00Z"],
};

function problemOf(input: FieldInput, value: string | null): string {
  const format = formats[input];
  if (value === null || format === undefined || format[0].test(value)) return "";
  return `expected ${format[1]}; not taken into account`;
}

function typedValue(input: FieldInput, value: string): string | readonly string[] {
  if (input !== "list") return value;
  return value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function sampleOf(answer: CanAnswer, key: string): string | null {
  const name = key.toLowerCase();
  const found = Object.entries(answer.witness ?? {}).find(([other]) => other.toLowerCase() === name)?.[1];
  return found === undefined ? null : typeof found === "string" ? found : found.join(", ");
}

/** What people call a claim: what follows the name of the provider. */
export function labelOf(key: string): string {
  const label = keyLabel(key);
  if (label !== key || /^(?:aws|sts|saml|sso|iam):/i.test(key)) return label;
  return `claim ${key.slice(key.lastIndexOf(":") + 1)}`;
}

/** The fields of a hop: the keys of its residual, then what the reader supplied besides. */
export function fieldsOf(answer: CanAnswer, given: readonly Given[]): readonly FieldView[] {
  const byKey = new Map<string, Requirement[]>();
  for (const one of answer.requires) {
    // What is no condition key cannot be part of a request: compute that must exist, a policy that is missing.
    if (!one.key.includes(":")) continue;
    byKey.set(one.key, [...(byKey.get(one.key) ?? []), one]);
  }
  const named = new Set([...byKey.keys()].map((key) => key.toLowerCase()));
  for (const [key] of given) if (!named.has(key.toLowerCase())) byKey.set(key, []);
  return [...byKey].map(([key, requires]): FieldView => {
    const input = inputOf(
      key,
      requires.map((one) => one.operator),
    );
    const value = given.find(([other]) => other.toLowerCase() === key.toLowerCase())?.[1];
    return {
      key,
      keyText: shown(key),
      label: shown(labelOf(key)),
      kind: requires[0]?.kind ?? "caller",
      input,
      wants: [...new Set(requires.map((one) => one.text))].map((text) => shown(text)),
      sample: sampleOf(answer, key),
      problem: shown(value === undefined ? "" : problemOf(input, value)),
    };
  });
}

/** What was supplied as the context of a question. What has not the form of its key is left open. */
export function contextOf(
  fields: readonly FieldView[],
  given: readonly Given[],
): NonNullable<CanQuestion["context"]> {
  const entries = fields.flatMap((field): [string, string | readonly string[] | null][] => {
    const found = given.find(([key]) => key.toLowerCase() === field.key.toLowerCase());
    if (found === undefined || field.problem !== "") return [];
    return [[field.key, found[1] === null ? null : typedValue(field.input, found[1])]];
  });
  return Object.fromEntries(entries);
}
