import { type Budget, newBudget } from "../domain/budget.js";
import type { Literal } from "../formula/clause.js";
import { and, type Formula, leafKey, not, or } from "../formula/formula.js";
import { solve } from "../formula/solve.js";
import type { Open } from "../keys/open.js";

/** More alternatives than this are not listed; the answer says so. */
const ALTERNATIVE_COUNT_MAX = 64;

/** The ways in which a formula can hold: each a list of literals that all are needed. */
export interface Residual {
  readonly alternatives: readonly (readonly Literal[])[];
  /** False when there are more, or when a part could not be analysed. */
  readonly complete: boolean;
}

/**
 * Simplifies a formula to its alternatives: prime implicants that together cover it.
 *
 * Each is found as a solution that none of the others covers, and then loses every literal without which the formula
 * still must hold. That a parameter is not passed goes without saying and is left out of the result.
 */
export function residualOf(open: Open): Residual {
  const residual = implicantsOf(open);
  return { alternatives: tidy(residual.alternatives, open), complete: residual.complete };
}

/** As {@link residualOf}, with every literal: also that a parameter must not be passed. */
export function implicantsOf(open: Open): Residual {
  const first = open.twinOf ?? open;
  const known = implicants.get(first) ?? findImplicants(first);
  implicants.set(first, known);
  return known;
}

const implicants = new WeakMap<Open, Residual>();

function findImplicants(open: Open): Residual {
  const found: (readonly Literal[])[] = [];
  // One budget for all of them: what is left unsaid is said to be.
  const budget = newBudget();
  let uncovered: Formula = and([open.formula, open.background]);
  for (;;) {
    const solution = solve(uncovered, open.specs, budget);
    if (solution.kind === "none") return { alternatives: found, complete: true };
    if (solution.kind === "limit" || found.length >= ALTERNATIVE_COUNT_MAX)
      return { alternatives: found, complete: false };
    const implicant = shrink(solution.clause.literals, open, budget);
    found.push(implicant);
    uncovered = and([uncovered, not(and(implicant))]);
  }
}

// What the background brought in stands last and is tried first: it mostly follows from the rest.
function shrink(literals: readonly Literal[], open: Open, budget: Budget): readonly Literal[] {
  let kept = [...literals];
  for (const literal of literals.toReversed()) {
    const without = kept.filter((other) => other !== literal);
    if (solve(and([...without, open.background, not(open.formula)]), open.specs, budget).kind === "none")
      kept = without;
  }
  return kept;
}

function tidy(found: readonly (readonly Literal[])[], open: Open): readonly (readonly Literal[])[] {
  const irredundant = found.filter((implicant, index) => {
    const others = found.filter((_, other) => other !== index);
    if (others.length === 0 || found.length > 16) return true;
    // Earlier ones may rest on later ones only, so that two equals do not remove each other.
    const later = found.slice(index + 1);
    return (
      solve(and([and(implicant), open.background, not(or(later.map((other) => and(other))))]), open.specs)
        .kind !== "none"
    );
  });
  return irredundant.map((implicant) =>
    implicant
      .filter((literal) => !isLeftOut(literal, open))
      .toSorted((a, b) => (leafKey(a) < leafKey(b) ? -1 : 1)),
  );
}

function isLeftOut(literal: Literal, open: Open): boolean {
  return (
    literal.kind === "leaf" && literal.absent && literal.test === false && open.specs(literal.keyId).optional
  );
}
