import type { Survey } from "../survey/survey.js";
import type { Repairing } from "./repair.js";

// What rules ask for: the repairs that the survey's reader has written, and none where nobody looks at them.

type Ask<Name extends keyof Repairing<Survey>> = Repairing<Survey>[Name];

/** What closes a role to the sessions of another. */
export const closedTo: Ask<"closedTo"> = (survey, ...asked) =>
  survey.repairing?.closedTo(survey, ...asked) ?? null;

/** The users and roles that can enter a role today, for a policy that is to name them. */
export const usersToName: Ask<"usersToName"> = (survey, ...asked) =>
  survey.repairing?.usersToName(survey, ...asked) ?? null;

/** Takes entries out of a role's trust policy, and statements that have no other; null where that cannot be written. */
export const withoutEntries: Ask<"withoutEntries"> = (survey, ...asked) =>
  survey.repairing?.withoutEntries(survey, ...asked) ?? null;

/** Adds a test to a statement of a role's trust policy; null where it tests the key that way already. */
export const withTest: Ask<"withTest"> = (survey, ...asked) =>
  survey.repairing?.withTest(survey, ...asked) ?? null;

/** As {@link withTest}, in any policy. */
export const withTestIn: Ask<"withTestIn"> = (survey, ...asked) =>
  survey.repairing?.withTestIn(survey, ...asked) ?? null;

/** Narrows the entries of `Action` that cover some calls. */
export const withCallsNarrowed: Ask<"withCallsNarrowed"> = (survey, ...asked) =>
  survey.repairing?.withCallsNarrowed(survey, ...asked) ?? null;

/** Drops `IfExists` from the tests of one key in a statement of a role's trust policy; null where there is none. */
export const withoutIfExists: Ask<"withoutIfExists"> = (survey, ...asked) =>
  survey.repairing?.withoutIfExists(survey, ...asked) ?? null;
