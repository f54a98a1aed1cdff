import type { Statement } from "./document.js";
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
