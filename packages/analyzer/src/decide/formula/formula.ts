import { byText } from "../../policy/by-text.js";
import { type Comparison, conditionKeyId } from "../../policy/condition.js";
import type { TemplatePart } from "../../policy/variable.js";
import type { Constraint } from "../domain/constraint.js";
import type { ElementTest, Test } from "../domain/test.js";
import { complement, testKey } from "../domain/test.js";

/**
 * A condition over open keys, in negation normal form.
 *
 * A leaf holds in some states of one key: when it is absent (if `absent`), and when it is present with a value that
 * passes `test` (`true`: any value, `false`: none). Leaves are closed under complement, so no negation is needed.
 */
export type Formula =
  | { readonly kind: "true" }
  | { readonly kind: "false" }
  | { readonly kind: "and"; readonly parts: readonly Formula[] }
  | { readonly kind: "or"; readonly parts: readonly Formula[] }
  | Leaf
  | LinkLeaf
  | OpaqueLeaf;

export interface Leaf {
  readonly kind: "leaf";
  readonly keyId: string;
  readonly absent: boolean;
  readonly test: Test | boolean;
}

/** The comparisons that take policy variables. */
export type TextComparison = Extract<
  Comparison,
  "StringEquals" | "StringEqualsIgnoreCase" | "StringLike" | "Arn"
>;

/**
 * One open key compared with another: the value of `keyId` (which is present) matches `template`, whose variables are
 * open keys that are present too. `not` turns it around.
 */
export interface LinkLeaf {
  readonly kind: "link";
  readonly keyId: string;
  readonly over: Test["over"];
  readonly comparison: TextComparison;
  readonly template: readonly TemplatePart[];
  readonly not: boolean;
  readonly id: string;
}

/** A comparison that the engine cannot analyse (an operator that does not exist, numbers in a tag): true or false, it is not known which. */
export interface OpaqueLeaf {
  readonly kind: "opaque";
  readonly id: string;
  readonly keyId: string;
  readonly operator: string;
  readonly values: readonly string[];
  readonly not: boolean;
}

export const TRUE: Formula = { kind: "true" };
export const FALSE: Formula = { kind: "false" };

/** All of `parts`, flattened; a false part makes it false. */
export function and(parts: readonly Formula[]): Formula {
  return join("and", parts);
}

/** Some of `parts`. */
export function or(parts: readonly Formula[]): Formula {
  return join("or", parts);
}

function join(kind: "and" | "or", parts: readonly Formula[]): Formula {
  const neutral = kind === "and" ? "true" : "false";
  const absorbing = kind === "and" ? "false" : "true";
  const flat: Formula[] = [];
  for (const part of parts) {
    if (part.kind === absorbing) return part;
    if (part.kind === neutral) continue;
    if (part.kind === kind) flat.push(...part.parts);
    else flat.push(part);
  }
  if (flat.length === 0) return kind === "and" ? TRUE : FALSE;
  if (flat.length === 1) return flat[0]!;
  return { kind, parts: flat };
}

/** The formula that holds exactly where `formula` does not. */
export function not(formula: Formula): Formula {
  switch (formula.kind) {
    case "true":
      return FALSE;
    case "false":
      return TRUE;
    case "and":
      return or(formula.parts.map(not));
    case "or":
      return and(formula.parts.map(not));
    case "leaf":
      return formula instanceof LeafNode ? formula.complement() : complementOf(formula);
    case "link":
      return { ...formula, not: !formula.not, over: complementOver(formula.over) };
    case "opaque":
      return { ...formula, not: !formula.not };
  }
}

function complementOver(over: Test["over"]): Test["over"] {
  return over === "value" ? "value" : over === "all" ? "some" : "all";
}

/** A leaf; states all or none become true or false. */
export function leaf(keyId: string, absent: boolean, test: Test | boolean): Formula {
  if (absent && test === true) return TRUE;
  if (!absent && test === false) return FALSE;
  return new LeafNode(keyId, absent, test);
}

function complementOf({ keyId, absent, test }: Leaf): Formula {
  return leaf(keyId, !absent, typeof test === "boolean" ? !test : complement(test));
}

/** A leaf of a policy is asked for its key and its states, and turned around, in every decision that it has a part in. */
class LeafNode implements Leaf {
  readonly kind = "leaf";
  #key: string | null = null;
  #complement: Formula | null = null;
  #constraint: Constraint | null = null;

  constructor(
    readonly keyId: string,
    readonly absent: boolean,
    readonly test: Test | boolean,
  ) {}

  get key(): string {
    this.#key ??= keyOf(this);
    return this.#key;
  }

  get constraint(): Constraint {
    this.#constraint ??= statesOf(this);
    return this.#constraint;
  }

  complement(): Formula {
    if (this.#complement === null) {
      this.#complement = complementOf(this);
      if (this.#complement instanceof LeafNode) this.#complement.#complement = this;
    }
    return this.#complement;
  }
}

/** The states of its key in which a leaf holds. */
export function constraintOf(formula: Leaf): Constraint {
  return formula instanceof LeafNode ? formula.constraint : statesOf(formula);
}

function statesOf({ absent, test }: Leaf): Constraint {
  if (test === false) return { absent, tests: null };
  return { absent, tests: test === true ? [] : [test] };
}

function keyOf({ keyId, absent, test }: Leaf): string {
  return `${keyId}|${absent}|${typeof test === "boolean" ? test : testKey(test)}`;
}

export const present = byText((keyId): Formula => leaf(keyId, false, true));

export const absent = byText((keyId): Formula => leaf(keyId, true, false));

/** The key is present with a value (for sets: some value) that passes. */
export function has(keyId: string, element: ElementTest, over: Test["over"] = "value"): Formula {
  return leaf(keyId, false, { over, element });
}

/** The ids of all keys that the formula speaks of. */
export function keysOf(formula: Formula, into: Set<string> = new Set()): Set<string> {
  switch (formula.kind) {
    case "and":
    case "or":
      for (const part of formula.parts) keysOf(part, into);
      break;
    case "leaf":
      into.add(formula.keyId);
      break;
    case "link":
      into.add(formula.keyId);
      for (const part of formula.template) if (part.kind === "variable") into.add(conditionKeyId(part.key));
      break;
    case "opaque":
      if (formula.keyId !== "") into.add(formula.keyId);
      break;
    default:
      break;
  }
  return into;
}

/** The same text for the same leaf. */
export function leafKey(formula: Leaf | LinkLeaf | OpaqueLeaf): string {
  switch (formula.kind) {
    case "leaf":
      return formula instanceof LeafNode ? formula.key : keyOf(formula);
    case "link":
      return `${formula.id}|${formula.over}|${formula.not}`;
    case "opaque":
      return `${formula.id}|${formula.not}`;
  }
}
