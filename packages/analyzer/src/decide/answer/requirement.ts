import type { Requirement } from "../../answer.js";
import type { Pattern } from "../../policy/pattern.js";
import { rangesOf } from "../domain/constraint.js";
import type { Ranges } from "../domain/interval.js";
import { toCidrs } from "../domain/ip.js";
import type { KeySpec } from "../domain/key-spec.js";
import type { ElementTest, Test } from "../domain/test.js";
import type { Literal, Specs } from "../formula/clause.js";
import type { Leaf, LinkLeaf, OpaqueLeaf } from "../formula/formula.js";
import { keyLabel } from "./key-label.js";

/** One alternative of a residual, in the words of IAM and of people. Sorted by key. */
export function requirementsOf(literals: readonly Literal[], specs: Specs): readonly Requirement[] {
  const byKey = new Map<string, Literal[]>();
  for (const literal of literals) {
    const list = byKey.get(literal.keyId);
    if (list === undefined) byKey.set(literal.keyId, [literal]);
    else list.push(literal);
  }
  return [...byKey.keys()].toSorted().flatMap((keyId) => {
    const group = byKey.get(keyId) ?? [];
    const leaves = group.filter((literal): literal is Leaf => literal.kind === "leaf");
    const others = group.filter((literal) => literal.kind !== "leaf");
    return [
      ...(leaves.length === 0 ? [] : leafRequirements(leaves, specs(keyId))),
      ...others.map((literal) => otherRequirement(literal, keyId === "" ? null : specs(keyId))),
    ];
  });
}

function leafRequirements(leaves: readonly Leaf[], spec: KeySpec): readonly Requirement[] {
  const mayBeAbsent = spec.mayBeAbsent && leaves.every((leaf) => leaf.absent);
  if (leaves.some((leaf) => leaf.test === false))
    return [requirement(spec, "Null", ["true"], `${keyLabel(spec.name)} is not present`)];
  const tests = leaves.flatMap((leaf) => (typeof leaf.test === "boolean" ? [] : [leaf.test]));
  const result =
    spec.type === "string"
      ? tests.map((test) => matchRequirement(spec, test, mayBeAbsent))
      : rangeRequirements(spec, tests, mayBeAbsent);
  const impliesPresence = result.some((entry) => !holdsWhenAbsent(entry.operator));
  if (!mayBeAbsent && spec.mayBeAbsent && !impliesPresence) {
    return [
      requirement(
        spec,
        "Null",
        ["false"],
        result.length === 0 ? presenceText(spec) : `${keyLabel(spec.name)} is present`,
      ),
      ...result,
    ];
  }
  return result;
}

function presenceText(spec: KeySpec): string {
  return spec.kind === "caller"
    ? `some ${keyLabel(spec.name)} is passed`
    : `${keyLabel(spec.name)} is present`;
}

function holdsWhenAbsent(operator: string): boolean {
  return (
    operator.endsWith("IfExists") ||
    operator.startsWith("ForAllValues:") ||
    (operator.includes("Not") && !operator.startsWith("ForAnyValue:"))
  );
}

type MatchElement = ElementTest & { readonly kind: "match" };

function matchRequirement(spec: KeySpec, test: Test, mayBeAbsent: boolean): Requirement {
  const element = test.element as MatchElement;
  const values = element.patterns.map((pattern) => pattern.display);
  const set = test.over === "all" ? "ForAllValues:" : test.over === "some" ? "ForAnyValue:" : "";
  const bool = spec.finite?.join() === "false,true";
  const operator = bool ? boolOperator(element) : matchOperator(element);
  const suffix = mayBeAbsent && !holdsWhenAbsent(set + operator) ? "IfExists" : "";
  const label = keyLabel(spec.name);
  const wanted = bool
    ? boolText(label, element, values)
    : `${setText(test.over, label)} ${phrase(element, values)}`;
  const text = mayBeAbsent ? `${wanted}, or it is absent` : wanted;
  return requirement(spec, set + operator + suffix, bool ? [boolValue(element)] : values, text);
}

function boolOperator(element: MatchElement): string {
  // "not false" of a flag that is there is true.
  return element.patterns.length === 1 ? "Bool" : matchOperator(element);
}

function boolValue(element: MatchElement): string {
  const value = (element.patterns[0]?.display ?? "").toLowerCase();
  return element.not ? (value === "true" ? "false" : "true") : value;
}

function boolText(label: string, element: MatchElement, values: readonly string[]): string {
  if (values.length !== 1) return `${label} ${phrase(element, values)}`;
  return label === "MFA"
    ? boolValue(element) === "true"
      ? "the caller has passed MFA"
      : "the caller has not passed MFA"
    : `${label} is ${boolValue(element)}`;
}

function matchOperator(element: MatchElement): string {
  const forms = new Set(
    element.patterns.map((pattern: Pattern) =>
      pattern.form === "like" && pattern.literal !== null ? "equals" : pattern.form,
    ),
  );
  const not = element.not ? "Not" : "";
  if (forms.has("arn")) return `Arn${not}Like`;
  if (forms.has("ignore-case")) return `String${not}EqualsIgnoreCase`;
  return forms.has("like") ? `String${not}Like` : `String${not}Equals`;
}

function setText(over: Test["over"], label: string): string {
  return over === "all" ? `every one of ${label}` : over === "some" ? `some one of ${label}` : label;
}

function phrase(element: MatchElement, values: readonly string[]): string {
  const wild = element.patterns.some((pattern) => pattern.literal === null && pattern.form !== "ignore-case");
  const list =
    values.length === 1 ? `\`${values[0]}\`` : `one of ${values.map((value) => `\`${value}\``).join(", ")}`;
  if (element.not)
    return wild
      ? `does not match ${list}`
      : values.length === 1
        ? `is not ${list}`
        : `is none of ${values.map((value) => `\`${value}\``).join(", ")}`;
  return wild ? `matches ${list}` : `is ${list}`;
}

function rangeRequirements(
  spec: KeySpec,
  tests: readonly Test[],
  mayBeAbsent: boolean,
): readonly Requirement[] {
  if (tests.length === 0) return [];
  const elements = tests.map((test) => test.element);
  return spec.type === "ip"
    ? addressRequirements(spec, elements, mayBeAbsent)
    : orderRequirements(spec, rangesOf(spec, elements), mayBeAbsent);
}

function addressRequirements(
  spec: KeySpec,
  elements: readonly ElementTest[],
  mayBeAbsent: boolean,
): readonly Requirement[] {
  const inside = elements.filter((element) => element.kind === "within" && !element.not);
  const outside = elements.filter((element) => element.kind === "within" && element.not);
  const result: Requirement[] = [];
  const label = keyLabel(spec.name);
  const orAbsent = mayBeAbsent ? ", or it is absent" : "";
  if (inside.length > 0) {
    const blocks = toCidrs(rangesOf(spec, inside));
    result.push(
      requirement(
        spec,
        `IpAddress${mayBeAbsent ? "IfExists" : ""}`,
        blocks,
        `${label} is in ${blocks.join(" or ")}${orAbsent}`,
      ),
    );
  }
  if (outside.length > 0) {
    const blocks = outside.flatMap((element) => (element.kind === "within" ? toCidrs(element.ranges) : []));
    result.push(
      requirement(spec, "NotIpAddress", blocks, `${label} is not in ${blocks.join(" or ")}${orAbsent}`),
    );
  }
  return result;
}

function orderRequirements(spec: KeySpec, ranges: Ranges, mayBeAbsent: boolean): readonly Requirement[] {
  const prefix = spec.type === "date" ? "Date" : "Numeric";
  const show = (value: bigint): string =>
    spec.type === "date" ? new Date(Number(value) * 1000).toISOString().replace(".000Z", "Z") : String(value);
  const [first, last] = [spec.universe[0]?.[0], spec.universe.at(-1)?.[1]];
  const suffix = mayBeAbsent ? "IfExists" : "";
  const label = keyLabel(spec.name);
  const time = spec.type === "date";
  const orAbsent = mayBeAbsent ? ", or it is absent" : "";
  const low = ranges[0]?.[0];
  const high = ranges.at(-1)?.[1];
  const result: Requirement[] = [];
  if (low !== undefined && low === high)
    return [
      requirement(spec, `${prefix}Equals${suffix}`, [show(low)], `${label} is ${show(low)}${orAbsent}`),
    ];
  if (low !== undefined && low !== first)
    result.push(
      requirement(
        spec,
        `${prefix}GreaterThanEquals${suffix}`,
        [show(low)],
        `${label} is ${show(low)} or ${time ? "later" : "more"}${orAbsent}`,
      ),
    );
  if (high !== undefined && high !== last) {
    result.push(
      requirement(
        spec,
        `${prefix}LessThan${suffix}`,
        [show(high + 1n)],
        `${label} is ${time ? "before" : "less than"} ${show(high + 1n)}${orAbsent}`,
      ),
    );
  }
  for (const [index, [, end]] of ranges.entries()) {
    const next = ranges[index + 1];
    if (next === undefined) continue;
    // A hole of one value is an operator of IAM; a wider one is said as the pieces that are left.
    if (next[0] === end + 2n)
      result.push(
        requirement(spec, `${prefix}NotEquals`, [show(end + 1n)], `${label} is not ${show(end + 1n)}`),
      );
    else
      result.push(
        requirement(
          spec,
          `${prefix}NotBetween`,
          [show(end + 1n), show(next[0] - 1n)],
          `${label} is not between ${show(end + 1n)} and ${show(next[0] - 1n)}`,
        ),
      );
  }
  return result;
}

function otherRequirement(literal: LinkLeaf | OpaqueLeaf | Leaf, spec: KeySpec | null): Requirement {
  if (literal.kind === "link") {
    const template = literal.template
      .map((part) => (part.kind === "text" ? part.text : `\${${part.key}}`))
      .join("");
    const base = literal.comparison === "Arn" ? "ArnLike" : literal.comparison;
    const operator = literal.not ? base.replace(/^(String|Arn)/, "$1Not") : base;
    const name = spec?.name ?? literal.keyId;
    const text = `${keyLabel(name)} ${literal.not ? "differs from" : "equals"} \`${template}\``;
    return { key: name, operator, values: [template], kind: spec?.kind ?? "environment", text };
  }
  const opaque = literal as OpaqueLeaf;
  const name = spec?.name ?? opaque.keyId;
  return {
    key: name,
    operator: opaque.operator,
    values: opaque.values,
    kind: spec?.kind ?? "environment",
    text: `${opaque.not ? "not: " : ""}${opaque.operator} of ${name === "" ? "an unreadable condition" : name} (not fully analysed)`,
  };
}

function requirement(spec: KeySpec, operator: string, values: readonly string[], text: string): Requirement {
  return { key: spec.name, operator, values, kind: spec.kind, text };
}
