import { covering } from "../../policy/action.js";
import type { Statement } from "../../policy/document.js";
import type { PolicyRef } from "../../world/policy-ref.js";
import type { Call } from "../caller/call.js";
import { and, FALSE, type Formula, not, or, TRUE } from "../formula/formula.js";
import { conditionFormula, knownMatch } from "./condition-formula.js";
import { matchPrincipals, type Strength } from "./principal-match.js";

/** A statement that applies, always or when an open condition holds. */
export interface Contribution {
  readonly ref: PolicyRef;
  readonly statement: Statement;
  readonly when: Formula;
  /** Trust policies only. */
  readonly strength?: Strength;
}

/** The statements of identity-like policies (identity, boundary, SCP, RCP) that cover an action on a resource. */
export function applicable(
  refs: readonly PolicyRef[],
  effect: "Allow" | "Deny",
  action: string,
  resource: string,
  call: Call,
): readonly Contribution[] {
  const found: Contribution[] = [];
  for (const ref of refs) {
    if (ref.policy === null) continue;
    for (const statement of covering(ref.policy, effect, action)) {
      const covered = resourceFormula(statement, resource, call);
      // Keys are named as they are first asked for, so a statement about another resource must not ask.
      if (covered.kind === "false") continue;
      const when = and([covered, conditionFormula(statement.conditions, call.facts)]);
      if (when.kind !== "false") found.push({ ref, statement, when });
    }
  }
  return found;
}

/** The statements of a trust policy that cover an action and the caller, by strength. */
export function applicableTrust(
  ref: PolicyRef,
  effect: "Allow" | "Deny",
  action: string,
  call: Call,
): readonly Contribution[] {
  const found: Contribution[] = [];
  if (ref.policy === null) return found;
  for (const statement of covering(ref.policy, effect, action)) {
    const principals = matchPrincipals(statement, call);
    if (principals.size === 0) continue;
    const condition = conditionFormula(statement.conditions, call.facts);
    for (const [strength, covered] of principals) {
      const when = and([covered, condition]);
      if (when.kind !== "false") found.push({ ref, statement, when, strength });
    }
  }
  return found;
}

/** When the Resource element covers the resource; wildcards may cross `/` and `:`. IAM User Guide, "IAM JSON policy elements: Resource". */
export function resourceFormula(statement: Statement, resource: string, call: Call): Formula {
  if (statement.resources === null)
    return statement.principals === null && statement.notPrincipals === null ? FALSE : TRUE;
  const covered = or(
    statement.resources.map((template) => knownMatch("StringLike", resource, template, call.facts)),
  );
  return statement.notResources ? not(covered) : covered;
}

/** Some of the contributions applies. */
export function anyOf(contributions: readonly Contribution[]): Formula {
  return or(contributions.map((contribution) => contribution.when));
}
