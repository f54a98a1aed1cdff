import { valueAt } from "@rolepath/snapshot";
import type { FindingPatch } from "../../answer.js";
import type { Draft, Repair, Rule } from "../finding.js";
import { fingerprint } from "../fingerprint.js";
import type { Survey } from "../survey/survey.js";
import { applyPatch } from "./apply.js";
import { changedSurvey } from "./changed.js";

/** The survey as it would be after the repair; null where its operations do not fit the document. */
export function changedBy(survey: Survey, { policy, operations }: Repair): Survey | null {
  const document = valueAt(survey.snapshot, policy.file, policy.documentPointer);
  const changed = document === undefined ? null : applyPatch(document, operations);
  return changed === null ? null : changedSurvey(survey, policy, changed);
}

/**
 * The repair of a draft as a patch: tried out by running the rule again on the changed document.
 *
 * @param drafts what the rule gives as it is; a repair that brings in another finding is none
 * @returns null where there is no repair, or where the finding would stay
 */
export function patchOf(
  survey: Survey,
  rule: Rule,
  drafts: readonly Draft[],
  draft: Draft,
): FindingPatch | null {
  const { repair } = draft;
  if (repair === undefined) return null;
  const { source, file, documentPointer } = repair.policy;
  const changed = changedBy(survey, repair);
  if (changed === null) return null;
  const patch = { source, file, documentPointer, operations: repair.operations };
  if (rule.readsGraph === true) return { ...patch, verified: false };
  const print = ({ identity }: Draft): string => fingerprint(rule.id, identity);
  const before = new Set(drafts.map(print));
  before.delete(print(draft));
  const after = rule.check(changed);
  return after.every((other) => before.has(print(other))) ? { ...patch, verified: true } : null;
}
