import { type Comparison, type ConditionEntry, conditionKeyId } from "../../policy/condition.js";
import {
  arnPattern,
  foldAscii,
  foldedPattern,
  literalPattern,
  matches,
  type Pattern,
  type Piece,
  wildcardPattern,
} from "../../policy/pattern.js";
import { perPairOfObjects } from "../../policy/per-pair.js";
import type { Template, TemplatePart } from "../../policy/variable.js";
import { compare, compareFixed, comparePattern, fixedTest, rangesFor } from "../domain/comparison.js";
import type { KeySpec } from "../domain/key-spec.js";
import type { Facts } from "../domain/knowledge.js";
import type { ElementTest, Test } from "../domain/test.js";
import {
  absent,
  and,
  FALSE,
  type Formula,
  has,
  leaf,
  not,
  or,
  present,
  type TextComparison,
  TRUE,
} from "../formula/formula.js";
import { resolveTemplate } from "./template.js";

/**
 * When the entries of a condition block hold: true, false, or a formula over the keys that are open.
 *
 * IAM User Guide, "Condition operators", "Conditions with multiple context keys or values": entries are joined with
 * AND, the values of one entry with OR.
 */
export function conditionFormula(entries: readonly ConditionEntry[], facts: Facts): Formula {
  return and(entries.map((entry) => entryFormula(entry, facts)));
}

/** When one entry holds. */
export function entryFormula(entry: ConditionEntry, facts: Facts): Formula {
  if (entry.comparison === "unknown") return opaque(entry);
  const knowledge = facts(entry.key);
  if (entry.comparison === "Null")
    return nullFormula(entry, knowledge.kind === "open" ? knowledge.spec : null, knowledge.kind === "absent");
  const whenAbsent = holdsWhenAbsent(entry);
  switch (knowledge.kind) {
    case "absent":
      return whenAbsent ? TRUE : FALSE;
    case "known":
      return knownFormula(entry, knowledge.values, facts);
    case "open":
      return hasVariables(entry)
        ? openFormula(entry, knowledge.spec, whenAbsent, facts)
        : fixedFormula(entry, knowledge.spec, whenAbsent, facts);
  }
}

const fixedFormulas = perPairOfObjects<ConditionEntry, KeySpec, Formula>();

// Without variables the formula is that of the entry and of what its key is, whoever asks.
function fixedFormula(entry: ConditionEntry, spec: KeySpec, whenAbsent: boolean, facts: Facts): Formula {
  return fixedFormulas.of(entry, spec, () => openFormula(entry, spec, whenAbsent, facts));
}

// IAM User Guide, "Condition operators" (negated, …IfExists) and "Set operators for multivalued context keys".
function holdsWhenAbsent(entry: ConditionEntry): boolean {
  if (entry.ifExists) return true;
  if (entry.set === "all") return true;
  if (entry.set === "any") return false;
  return entry.negated;
}

function nullFormula(entry: ConditionEntry, spec: KeySpec | null, isAbsent: boolean): Formula {
  return or(
    entry.values.map((value) => {
      const wanted = value.source.toLowerCase();
      if (wanted !== "true" && wanted !== "false") return FALSE;
      if (spec === null) return (wanted === "true") === isAbsent ? TRUE : FALSE;
      const id = entry.keyId;
      if (!spec.mayBeAbsent) return wanted === "false" ? TRUE : FALSE;
      return wanted === "true" ? absent(id) : present(id);
    }),
  );
}

// "ForAllValues": every value passes; without a prefix or with "ForAnyValue": some value does. A negated comparison
// without a prefix holds when no value matches.
function knownFormula(entry: ConditionEntry, values: readonly string[], facts: Facts): Formula {
  const fixed = fixedTests(entry);
  if (fixed !== null) {
    const passes = (value: string): boolean => fixed.some((test) => test(value)) !== entry.negated;
    const whole = entry.set === "all" || (entry.set === null && entry.negated);
    return (whole ? values.every(passes) : values.some(passes)) ? TRUE : FALSE;
  }
  const one = (value: string): Formula =>
    or(entry.values.map((template) => knownMatch(entry.comparison, value, template, facts)));
  if (entry.set === "all") return and(values.map((value) => (entry.negated ? not(one(value)) : one(value))));
  if (entry.set === "any") return or(values.map((value) => (entry.negated ? not(one(value)) : one(value))));
  const some = or(values.map(one));
  return entry.negated ? not(some) : some;
}

type Tests = readonly ((value: string) => boolean)[];

const knownTests = new WeakMap<ConditionEntry, Tests | null>();

// The values of an entry as tests, made once; null where one of them has a variable.
function fixedTests(entry: ConditionEntry): Tests | null {
  let tests = knownTests.get(entry);
  if (tests === undefined) {
    tests = hasVariables(entry)
      ? null
      : entry.values.map((template) => fixedTest(knownComparison(entry), template));
    knownTests.set(entry, tests);
  }
  return tests;
}

// The two clocks are one key: seconds that `aws:EpochTime` is compared with are a date where the question pins a date.
function knownComparison({ keyId, comparison }: ConditionEntry): Comparison {
  return keyId === "aws:currenttime" && comparison.startsWith("Numeric")
    ? (comparison.replace("Numeric", "Date") as Comparison)
    : comparison;
}

function hasVariables(entry: ConditionEntry): boolean {
  return entry.values.some((template) => template.hasVariable);
}

/** When a known value passes one value of a condition entry or of a Resource element (before negation). */
export function knownMatch(comparison: Comparison, value: string, template: Template, facts: Facts): Formula {
  if (!template.hasVariable) return compareFixed(comparison, value, template) ? TRUE : FALSE;
  return or(
    resolveTemplate(template.parts, facts).map((resolved) => {
      if (!resolved.open) return compare(comparison, value, resolved.pieces) ? resolved.when : FALSE;
      return and([resolved.when, openVariableMatch(comparison, value, resolved.parts, facts)]);
    }),
  );
}

// A known value against a pattern with open variables: with a single variable as the whole pattern it is a plain
// test of that key; anything else is a link whose left side is known.
function openVariableMatch(
  comparison: Comparison,
  value: string,
  parts: readonly TemplatePart[],
  facts: Facts,
): Formula {
  const [only] = parts;
  if (!takesVariables(comparison)) return FALSE;
  if (parts.length === 1 && only?.kind === "variable") {
    const knowledge = facts(only.key);
    const pattern = comparePattern(comparison === "StringEqualsIgnoreCase" ? comparison : "StringEquals", [
      { text: value, wild: false },
    ]);
    if (knowledge.kind === "open" && pattern !== null) {
      return leaf(conditionKeyId(only.key), false, {
        over: "value",
        element: { kind: "match", patterns: [pattern], not: false },
      });
    }
  }
  return variableBetween(comparison, value, parts);
}

// `prefix-${key}-*` against a known value: the values of the key that make it match are parts of the known value.
function variableBetween(comparison: Comparison, value: string, parts: readonly TemplatePart[]): Formula {
  const variables = parts.filter((part) => part.kind === "variable");
  const [variable] = variables;
  if (variables.length === 1 && variable?.kind === "variable") {
    const middles = middlesOf(comparison, value, parts, parts.indexOf(variable));
    if (middles.length === 0) return FALSE;
    const patterns = middles.map((middle) =>
      comparison === "StringEqualsIgnoreCase" ? foldedPattern(middle) : literalPattern(middle),
    );
    return has(conditionKeyId(variable.key), { kind: "match", patterns, not: false });
  }
  const id = `known ${comparison} ${JSON.stringify([value, parts])}`;
  const keyId = variable?.kind === "variable" ? conditionKeyId(variable.key) : "";
  return { kind: "opaque", id, keyId, operator: comparison, values: [value], not: false };
}

function middlesOf(
  comparison: Comparison,
  value: string,
  parts: readonly TemplatePart[],
  at: number,
): readonly string[] {
  const fold = comparison === "StringEqualsIgnoreCase" ? foldAscii : (text: string): string => text;
  const pieces = (slice: readonly TemplatePart[]): readonly Piece[] =>
    slice.flatMap((part) =>
      part.kind === "text"
        ? [
            {
              text: fold(part.text),
              wild: part.wild && comparison !== "StringEquals" && comparison !== "StringEqualsIgnoreCase",
            },
          ]
        : [],
    );
  const [head, tail] = [pieces(parts.slice(0, at)), pieces(parts.slice(at + 1))];
  const [headPattern, tailPattern] = [wildcardPattern(head), wildcardPattern(tail)];
  const found = new Set<string>();
  for (let start = 0; start <= value.length; start += 1) {
    if (!matches(headPattern, fold(value.slice(0, start)))) continue;
    for (let end = start; end <= value.length; end += 1) {
      if (!matches(tailPattern, fold(value.slice(end)))) continue;
      const middle = value.slice(start, end);
      if (compare(comparison, value, [...head, { text: middle, wild: false }, ...tail])) found.add(middle);
    }
  }
  return [...found];
}

function takesVariables(comparison: Comparison): comparison is TextComparison {
  return (
    comparison === "StringEquals" ||
    comparison === "StringEqualsIgnoreCase" ||
    comparison === "StringLike" ||
    comparison === "Arn"
  );
}

function openFormula(entry: ConditionEntry, spec: KeySpec, whenAbsent: boolean, facts: Facts): Formula {
  const id = entry.keyId;
  const over = overOf(entry, spec);
  const fixed: Pattern[] = [];
  const alternatives: Formula[] = [];
  const ranged =
    spec.type !== "string" ||
    entry.comparison.startsWith("Numeric") ||
    entry.comparison.startsWith("Date") ||
    entry.comparison === "IpAddress";
  if (ranged) {
    const ranges = rangesFor(
      spec,
      entry.comparison,
      entry.values.map((template) => template.source),
    );
    if (ranges === null) return and([whenAbsent && spec.mayBeAbsent ? TRUE : present(id), opaque(entry)]);
    return states(id, spec, whenAbsent, { kind: "within", ranges, not: entry.negated }, over);
  }
  for (const template of entry.values) {
    for (const resolved of resolveTemplate(template.parts, facts)) {
      if (resolved.open) {
        if (takesVariables(entry.comparison)) {
          alternatives.push(and([resolved.when, linkOrSelf(id, entry.comparison, resolved.parts)]));
        }
        continue;
      }
      const pattern = comparePattern(entry.comparison, resolved.pieces);
      if (pattern === null) continue;
      if (resolved.when.kind === "true") fixed.push(pattern);
      else alternatives.push(and([resolved.when, matchLeaf(id, [pattern])]));
    }
  }
  if (alternatives.length === 0) {
    return states(id, spec, whenAbsent, { kind: "match", patterns: dedupe(fixed), not: entry.negated }, over);
  }
  // Links and conditional values: only for keys with one value, where "some" and "all" are the same.
  const positive = or([fixed.length === 0 ? FALSE : matchLeaf(id, dedupe(fixed)), ...alternatives]);
  const body = entry.negated
    ? and([present(id), not(and([present(id), positive]))])
    : and([present(id), positive]);
  return or([whenAbsent && spec.mayBeAbsent ? absent(id) : FALSE, body]);
}

function matchLeaf(keyId: string, patterns: readonly Pattern[]): Formula {
  return leaf(keyId, false, { over: "value", element: { kind: "match", patterns, not: false } });
}

// A key compared with itself is equal to itself; as an ARN it must be one.
function linkOrSelf(keyId: string, comparison: TextComparison, template: readonly TemplatePart[]): Formula {
  const [only] = template;
  const self = template.length === 1 && only?.kind === "variable" && conditionKeyId(only.key) === keyId;
  if (!self) return link(keyId, comparison, template);
  const arn = arnPattern([{ text: "*:*:*:*:*:*", wild: true }]);
  return comparison !== "Arn" || arn === null ? present(keyId) : matchLeaf(keyId, [arn]);
}

function link(keyId: string, comparison: TextComparison, template: readonly TemplatePart[]): Formula {
  const id = `${keyId} ${comparison} ${JSON.stringify(template)}`;
  return { kind: "link", keyId, over: "value", comparison, template, not: false, id };
}

// A multivalued key without a set operator works as "some value matches" (negated: "no value matches").
function overOf(entry: ConditionEntry, spec: KeySpec): Test["over"] {
  if (!spec.multivalued) return "value";
  if (entry.set === "all") return "all";
  if (entry.set === "any") return "some";
  return entry.negated ? "all" : "some";
}

function states(
  id: string,
  spec: KeySpec,
  whenAbsent: boolean,
  element: ElementTest,
  over: Test["over"],
): Formula {
  const empty = element.kind === "match" ? element.patterns.length === 0 : element.ranges.length === 0;
  const test: Test | boolean = empty ? element.not : { over, element };
  if (test === true && !spec.mayBeAbsent) return TRUE;
  return leaf(id, whenAbsent && spec.mayBeAbsent, test);
}

function dedupe(patterns: readonly Pattern[]): readonly Pattern[] {
  const seen = new Map(patterns.map((pattern) => [pattern.text, pattern]));
  return [...seen.values()];
}

function opaque(entry: ConditionEntry): Formula {
  const values = entry.values.map((value) => value.source);
  const id = `${entry.operator} ${entry.keyId} ${JSON.stringify(values)}`;
  return { kind: "opaque", id, keyId: entry.keyId, operator: entry.operator, values, not: false };
}
