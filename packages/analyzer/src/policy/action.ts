import type { Statement } from "./document.js";
import { matches } from "./pattern.js";

/** Whether the statement covers the action (`sts:AssumeRole`); names of actions are not case sensitive. */
export function coversAction(statement: Statement, action: string): boolean {
  const lower = action.toLowerCase();
  const named = statement.actions.some((pattern) => matches(pattern, lower));
  return statement.notActions ? !named && statement.actions.length > 0 : named;
}
