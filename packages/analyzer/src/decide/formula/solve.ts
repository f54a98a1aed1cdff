import { type Budget, newBudget } from "../domain/budget.js";
import { both, type Constraint, findState } from "../domain/constraint.js";
import type { Clause, Literal, Specs } from "./clause.js";
import { constraintOf, type Formula, leafKey } from "./formula.js";
import { checkLinks, type LinkOutcome } from "./link.js";

/**
 * - `clause`: the formula can hold, for example so
 * - `none`: it can never hold
 * - `limit`: the search was cut, or holds only by a comparison that cannot be analysed
 */
export type Solution =
  | { readonly kind: "clause"; readonly clause: Clause }
  | { readonly kind: "none" }
  | { readonly kind: "limit" };

/**
 * Whether the formula can hold, exactly.
 *
 * A tableau: conjunctions are taken apart, disjunctions tried in order, each leaf narrows the constraint of its key,
 * and a branch ends as soon as a constraint has no state left. Links between keys are checked when a branch is whole.
 */
export function solve(formula: Formula, specs: Specs, budget: Budget = newBudget()): Solution {
  if (formula.kind === "true") return ALWAYS;
  if (formula.kind === "false") return NEVER;
  const search = new Search(specs, budget);
  const clause = search.run([formula]);
  if (clause !== null) return { kind: "clause", clause };
  return search.cut ? { kind: "limit" } : { kind: "none" };
}

const ALWAYS: Solution = {
  kind: "clause",
  clause: { literals: [], constraints: new Map(), states: new Map() },
};
const NEVER: Solution = { kind: "none" };

/** A literal that was asserted, and what was demanded of its key before. */
interface Step {
  readonly key: string;
  /** Null for what demands nothing of one key. */
  readonly keyId: string | null;
  readonly before: Constraint | undefined;
}

class Search {
  cut = false;
  private readonly constraints = new Map<string, Constraint>();
  private readonly literals: Literal[] = [];
  private readonly asserted = new Set<string>();
  private readonly trail: Step[] = [];

  constructor(
    private readonly specs: Specs,
    private readonly budget: Budget,
  ) {}

  run(pending: readonly Formula[]): Clause | null {
    const work = [...pending];
    const branches: (Formula & { readonly kind: "or" })[] = [];
    const before = this.trail.length;
    while (work.length > 0) {
      const next = work.pop()!;
      switch (next.kind) {
        case "true":
          break;
        case "false":
          return this.backTo(before);
        case "and":
          for (let index = next.parts.length - 1; index >= 0; index -= 1) work.push(next.parts[index]!);
          break;
        case "or":
          branches.push(next);
          break;
        default:
          if (!this.assert(next)) return this.backTo(before);
      }
    }
    // A disjunction that already holds needs no branch; the narrowest is tried first.
    const open = branches.filter((branch) => !branch.parts.some((part) => this.holds(part)));
    if (open.length === 0) return this.finish() ?? this.backTo(before);
    const narrowest = open.reduce((best, branch) =>
      branch.parts.length < best.parts.length ? branch : best,
    );
    const rest = open.filter((branch) => branch !== narrowest);
    for (const part of narrowest.parts) {
      this.budget.left -= 1;
      if (this.budget.left < 0) {
        this.cut = true;
        return this.backTo(before);
      }
      const clause = this.run([part, ...rest]);
      if (clause !== null) {
        return clause;
      }
    }
    return this.backTo(before);
  }

  // Takes back all but so many steps, the last first.
  private backTo(length: number): null {
    while (this.trail.length > length) {
      const { key, keyId, before } = this.trail.pop()!;
      if (keyId !== null) {
        if (before === undefined) this.constraints.delete(keyId);
        else this.constraints.set(keyId, before);
      }
      this.asserted.delete(key);
      this.literals.pop();
    }
    return null;
  }

  private holds(formula: Formula): boolean {
    switch (formula.kind) {
      case "true":
        return true;
      case "leaf":
      case "link":
      case "opaque":
        return this.asserted.has(leafKey(formula));
      case "and":
        return formula.parts.every((part) => this.holds(part));
      case "or":
        return formula.parts.some((part) => this.holds(part));
      default:
        return false;
    }
  }

  private assert(literal: Literal): boolean {
    const key = leafKey(literal);
    if (this.asserted.has(key)) return true;
    this.budget.left -= 1;
    if (literal.kind !== "leaf" && this.asserted.has(leafKey({ ...literal, not: !literal.not })))
      return false;
    this.asserted.add(key);
    this.literals.push(literal);
    if (literal.kind !== "leaf") {
      this.trail.push({ key, keyId: null, before: undefined });
      return true;
    }
    const before = this.constraints.get(literal.keyId);
    const own = constraintOf(literal);
    const after = before === undefined ? own : both(before, own);
    this.constraints.set(literal.keyId, after);
    this.trail.push({ key, keyId: literal.keyId, before });
    const state = findState(this.specs(literal.keyId), after, "absent", this.budget);
    if (state === "limit") this.cut = true;
    return state !== null && state !== "limit";
  }

  private finish(): Clause | null {
    if (this.literals.some((literal) => literal.kind === "opaque")) {
      // It may hold or not: neither "can" nor "cannot" is known.
      this.cut = true;
      return null;
    }
    const outcome: LinkOutcome = checkLinks(this.literals, this.constraints, this.specs, this.budget);
    if (outcome === "limit") this.cut = true;
    if (outcome === "limit" || outcome === null) return null;
    return { literals: [...this.literals], constraints: new Map(this.constraints), states: outcome };
  }
}
