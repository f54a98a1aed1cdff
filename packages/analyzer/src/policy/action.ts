import type { Policy, Statement } from "./document.js";
import { maySpeakOf } from "./lazy-policy.js";
import { matches } from "./pattern.js";

const known = new WeakMap<Statement, Map<string, boolean>>();

/** Whether the statement covers the action (`sts:AssumeRole`); names of actions are not case sensitive. */
export function coversAction(statement: Statement, action: string): boolean {
  let answers = known.get(statement);
  if (answers === undefined) {
    answers = new Map();
    known.set(statement, answers);
  }
  let answer = answers.get(action);
  if (answer === undefined) {
    answer = covers(statement, action.toLowerCase());
    answers.set(action, answer);
  }
  return answer;
}

function covers(statement: Statement, action: string): boolean {
  const named = statement.actions.some((pattern) => matches(pattern, action));
  return statement.notActions ? !named && statement.actions.length > 0 : named;
}

const allowing = new WeakMap<Policy, Map<string, readonly Statement[]>>();
const denying = new WeakMap<Policy, Map<string, readonly Statement[]>>();

/** The statements with an effect that cover an action, in their order; found once for each document. */
export function covering(policy: Policy, effect: "Allow" | "Deny", action: string): readonly Statement[] {
  if (!maySpeakOf(policy, action)) return [];
  const known = effect === "Allow" ? allowing : denying;
  let byAction = known.get(policy);
  if (byAction === undefined) {
    byAction = new Map();
    known.set(policy, byAction);
  }
  let found = byAction.get(action);
  if (found === undefined) {
    found = policy.statements.filter(
      (statement) => statement.effect === effect && coversAction(statement, action),
    );
    byAction.set(action, found);
  }
  return found;
}
