import { namesAction } from "./action-list.js";
import type { Outline, Policy, Statement } from "./document.js";
import { outlinesOf } from "./lazy-policy.js";

/** Whether the statement covers the action (`sts:AssumeRole`); names of actions are not case sensitive. */
export function coversAction({ actions, notActions }: Outline, action: string): boolean {
  return notActions ? actions.length > 0 && !namesAction(actions, action) : namesAction(actions, action);
}

/** Whether a statement with that effect covers the action; told without parsing the policy. */
export function speaksOfAction(policy: Policy, effect: "Allow" | "Deny", action: string): boolean {
  for (const one of outlinesOf(policy)) if (one.effect === effect && coversAction(one, action)) return true;
  return false;
}

const allowing = new WeakMap<Policy, Map<string, readonly Statement[]>>();
const denying = new WeakMap<Policy, Map<string, readonly Statement[]>>();
const NONE: readonly Statement[] = [];

/** The statements with an effect that cover an action, in their order; found once for each document. */
export function covering(policy: Policy, effect: "Allow" | "Deny", action: string): readonly Statement[] {
  const known = effect === "Allow" ? allowing : denying;
  let byAction = known.get(policy);
  let found = byAction?.get(action);
  if (found !== undefined) return found;
  // Most policies say nothing of most actions: those are neither parsed nor remembered.
  if (!speaksOfAction(policy, effect, action)) return NONE;
  if (byAction === undefined) {
    byAction = new Map();
    known.set(policy, byAction);
  }
  found = policy.statements.filter(
    (statement) => statement.effect === effect && coversAction(statement, action),
  );
  byAction.set(action, found);
  return found;
}
