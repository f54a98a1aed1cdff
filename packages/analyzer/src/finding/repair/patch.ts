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
  const before = printsOf(rule, drafts);
  const own = fingerprint(rule.id, draft.identity);
  const mended = rule.check(changed).every((other) => {
    const print = fingerprint(rule.id, other.identity);
    return print !== own && before.has(print);
  });
  return mended ? { ...patch, verified: true } : null;
}

const prints = new WeakMap<readonly Draft[], ReadonlySet<string>>();

// Every draft is held against all the others.
function printsOf(rule: Rule, drafts: readonly Draft[]): ReadonlySet<string> {
  const found = prints.get(drafts) ?? new Set(drafts.map(({ identity }) => fingerprint(rule.id, identity)));
  prints.set(drafts, found);
  return found;
}
