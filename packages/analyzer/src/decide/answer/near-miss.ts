import { coversAction } from "../../policy/action.js";
import type { ConditionEntry } from "../../policy/condition.js";
import type { Statement } from "../../policy/document.js";
import type { Call } from "../caller/call.js";
import { describeCaller } from "../caller/describe.js";
import { entryFormula } from "../match/condition-formula.js";
import { matchPrincipals } from "../match/principal-match.js";
import { resourceFormula } from "../match/statement.js";
import { keyLabel } from "./key-label.js";

/** Why a statement does not apply to the call, in one sentence; null when it does. */
export function whyNot(statement: Statement, action: string, call: Call, trust: boolean): string | null {
  if (!coversAction(statement, action)) return `it does not cover ${action}`;
  if (trust) {
    if (matchPrincipals(statement, call).size === 0) return principalText(statement, call);
  } else if (resourceFormula(statement, call.target.arn, call).kind === "false") {
    const resources = (statement.resources ?? []).map((template) => template.source);
    if (statement.notResources) return `its NotResource leaves ${call.target.arn} out`;
    return resources.length === 0
      ? "it has no Resource"
      : `its Resource ${list(resources)} does not cover ${call.target.arn}`;
  }
  for (const entry of statement.conditions) {
    if (entryFormula(entry, call.facts).kind === "false") return conditionText(entry, call);
  }
  return null;
}

function principalText(statement: Statement, call: Call): string {
  const forms = statement.principals ?? [];
  if (forms.length === 0) return "it names no principal";
  const dangling = forms.filter((form) => form.kind === "id");
  if (dangling.length === forms.length)
    return `it names ${list(dangling.map((form) => form.text))}, the unique id of a principal that was deleted`;
  return `it names ${list(forms.map((form) => form.text))}, which does not cover ${describeCaller(call.caller)}`;
}

function conditionText(entry: ConditionEntry, call: Call): string {
  const knowledge = call.facts(entry.key);
  const label = keyLabel(entry.key) === entry.key ? entry.key : `${keyLabel(entry.key)} (${entry.key})`;
  const wanted = list(entry.values.map((value) => value.source));
  if (knowledge.kind === "absent")
    return `its ${entry.operator} asks for ${label} ${wanted}, and this request has no such key`;
  if (knowledge.kind === "known")
    return `its ${entry.operator} asks for ${label} ${wanted}, and here it is ${list(knowledge.values)}`;
  return `its ${entry.operator} asks for ${label} ${wanted}, which no request can have`;
}

function list(values: readonly string[]): string {
  const shown = values.slice(0, 3).map((value) => `\`${value}\``);
  return values.length > 3 ? `${shown.join(", ")} and ${values.length - 3} more` : shown.join(", ");
}
