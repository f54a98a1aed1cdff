import { addressInBlock } from "./address.js";
import type { ConditionEntry } from "./document.js";
import { type Keys, valuesOf } from "./keys.js";
import { parseMoment } from "./moment.js";
import { foldCase, type Token, tokensMatch, tokenText } from "./text.js";
import { resolveText } from "./variables.js";

/** Compares one request value with one policy value. The policy value is text, or a pattern with its variables put in. */
type Compare =
  | { readonly kind: "plain"; readonly holds: (request: string, policy: string) => boolean }
  | { readonly kind: "text"; readonly holds: (request: string, policy: string) => boolean }
  | { readonly kind: "pattern"; readonly holds: (request: string, policy: readonly Token[]) => boolean };

interface Operator {
  readonly compare: Compare;
  readonly negated: boolean;
}

const number = (test: (difference: number) => boolean): Compare => ({
  kind: "plain",
  holds: (request, policy) =>
    isDecimal(request) && isDecimal(policy) && test(Number(request) - Number(policy)),
});
const date = (test: (difference: number) => boolean): Compare => ({
  kind: "plain",
  holds(request, policy) {
    const given = parseMoment(request);
    const wanted = parseMoment(policy);
    return given !== null && wanted !== null && test(given - wanted);
  },
});
const equal: Compare = { kind: "text", holds: (request, policy) => request === policy };
const equalFolded: Compare = {
  kind: "text",
  holds: (request, policy) => foldCase(request) === foldCase(policy),
};
const like: Compare = { kind: "pattern", holds: (request, policy) => tokensMatch(policy, request) };
const arnLike: Compare = { kind: "pattern", holds: arnMatches };
const address: Compare = { kind: "plain", holds: addressInBlock };
const bool: Compare = { kind: "plain", holds: (request, policy) => foldCase(request) === foldCase(policy) };
const binary: Compare = {
  kind: "plain",
  holds: (request, policy) => Buffer.from(request).equals(Buffer.from(policy, "base64")),
};

// Clause 3.1. A negated operator is the complement of its positive twin.
const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: { compare: equal, negated: false },
  StringNotEquals: { compare: equal, negated: true },
  StringEqualsIgnoreCase: { compare: equalFolded, negated: false },
  StringNotEqualsIgnoreCase: { compare: equalFolded, negated: true },
  StringLike: { compare: like, negated: false },
  StringNotLike: { compare: like, negated: true },
  ArnEquals: { compare: arnLike, negated: false },
  ArnLike: { compare: arnLike, negated: false },
  ArnNotEquals: { compare: arnLike, negated: true },
  ArnNotLike: { compare: arnLike, negated: true },
  NumericEquals: { compare: number((d) => d === 0), negated: false },
  NumericNotEquals: { compare: number((d) => d === 0), negated: true },
  NumericLessThan: { compare: number((d) => d < 0), negated: false },
  NumericLessThanEquals: { compare: number((d) => d <= 0), negated: false },
  NumericGreaterThan: { compare: number((d) => d > 0), negated: false },
  NumericGreaterThanEquals: { compare: number((d) => d >= 0), negated: false },
  DateEquals: { compare: date((d) => d === 0), negated: false },
  DateNotEquals: { compare: date((d) => d === 0), negated: true },
  DateLessThan: { compare: date((d) => d < 0), negated: false },
  DateLessThanEquals: { compare: date((d) => d <= 0), negated: false },
  DateGreaterThan: { compare: date((d) => d > 0), negated: false },
  DateGreaterThanEquals: { compare: date((d) => d >= 0), negated: false },
  Bool: { compare: bool, negated: false },
  BinaryEquals: { compare: binary, negated: false },
  IpAddress: { compare: address, negated: false },
  NotIpAddress: { compare: address, negated: true },
};

/** Whether every entry of a condition block holds (3.1: operators and keys are joined with AND). */
export function conditionHolds(entries: readonly ConditionEntry[], keys: Keys, version: string): boolean {
  return entries.every((entry) => conditionEntryHolds(entry, keys, version));
}

/** Whether one operator holds for one key. An operator that does not exist holds for nothing. */
export function conditionEntryHolds(entry: ConditionEntry, keys: Keys, version: string): boolean {
  const { set, base, ifExists } = splitOperator(entry.operator);
  const requestValues = valuesOf(keys, entry.key);
  const missing = requestValues.length === 0;
  if (base === "Null") return entry.values.some((value) => (foldCase(value) === "true") === missing);
  const operator = Object.hasOwn(OPERATORS, base) ? OPERATORS[base] : undefined;
  if (operator === undefined) return false;
  if (missing) {
    // The table of clause 3.1, column "missing key".
    if (ifExists) return true;
    if (set === "ForAllValues:") return true;
    if (set === "ForAnyValue:") return false;
    return operator.negated;
  }
  const holds = (requestValue: string): boolean => {
    const anyMatches = entry.values.some((policyValue) =>
      compareOne(operator.compare, requestValue, policyValue, keys, version),
    );
    return operator.negated ? !anyMatches : anyMatches;
  };
  return set === "ForAllValues:" ? requestValues.every(holds) : requestValues.some(holds);
}

/** Splits `ForAnyValue:StringLikeIfExists` into its three parts. */
export function splitOperator(operator: string): { set: string; base: string; ifExists: boolean } {
  const set = /^(ForAllValues:|ForAnyValue:)/.exec(operator)?.[0] ?? "";
  const rest = operator.slice(set.length);
  const ifExists = rest.endsWith("IfExists");
  return { set, base: ifExists ? rest.slice(0, -"IfExists".length) : rest, ifExists };
}

function compareOne(compare: Compare, request: string, policy: string, keys: Keys, version: string): boolean {
  // Clause 3.2: variables stand only in values of string and ARN operators.
  if (compare.kind === "plain") return compare.holds(request, policy);
  const tokens = resolveText(policy, version, keys, compare.kind === "pattern");
  if (tokens === null) return false;
  return compare.kind === "pattern"
    ? compare.holds(request, tokens)
    : compare.holds(request, tokenText(tokens));
}

/** Six segments, each a pattern of its own; the last holds the rest (3.1). A lone `*` is any value. */
function arnMatches(request: string, pattern: readonly Token[]): boolean {
  if (pattern.length === 1 && pattern[0] === "any") return true;
  const wanted = splitTokens(pattern);
  const given = request.split(":");
  if (wanted.length !== 6 || given.length < 6) return false;
  const segments = [...given.slice(0, 5), given.slice(5).join(":")];
  return wanted.every((segment, index) => tokensMatch(segment, segments[index]!));
}

function splitTokens(tokens: readonly Token[]): Token[][] {
  const segments: Token[][] = [[]];
  for (const token of tokens) {
    const isColon = typeof token === "object" && token.char === ":";
    if (isColon && segments.length < 6) segments.push([]);
    else segments.at(-1)!.push(token);
  }
  return segments;
}

function isDecimal(text: string): boolean {
  return /^[+-]?\d+(\.\d+)?$/.test(text);
}
