import { shutAs } from "../world/organization.js";
import type { PolicyRef } from "../world/policy-ref.js";
import type { Call } from "./caller/call.js";
import { accountOf, principalOf } from "./caller/caller.js";
import { rcpLevels, scpLevels } from "./caller/guardrails.js";
import { type Formula, keysOf } from "./formula/formula.js";

/** Roles older than this may rest on implicit self-trust. AWS Security Blog, "Announcing an update to IAM role trust policy behavior". */
const SELF_TRUST_END = "2022-09-21";

/** Says what is taken for granted because the snapshot does not hold it. */
export function coverageNotes(call: Call): readonly string[] {
  const { world, caller, target } = call;
  const notes: string[] = [];
  if (world.organizationGap !== null) {
    notes.push(
      `not all of the organization was collected (${world.organizationGap}): SCPs and RCPs that are missing are taken as if none applied`,
    );
  }
  if (!world.organizationKnown)
    notes.push(
      "organization.json is missing: SCPs and RCPs are unknown and taken as if none applied, and the collected accounts as if in no organization",
    );
  else if (!world.memberships.has(target.account))
    notes.push(
      `account ${target.account} is not in the organization of the snapshot: its RCPs are unknown and taken as if none applied`,
    );
  for (const { policies } of [...scpLevels(call), ...rcpLevels(call)]) notes.push(...unread(policies));
  const account = accountOf(caller);
  for (const id of new Set([target.account, account ?? target.account])) {
    const membership = world.memberships.get(id);
    if (membership?.lostAbove !== undefined && membership.lostAbove !== null)
      notes.push(
        `the organization of the snapshot does not tell what is above ${membership.lostAbove}, where account ${id} is: SCPs and RCPs from there on are unknown and taken as if none applied`,
      );
    const shut = shutAs(membership);
    if (shut !== null)
      notes.push(`account ${id} is ${shut}: nobody can act in it now; the answer is as if it were open`);
  }
  if (account === null) {
    if (caller.kind === "anyone")
      notes.push(
        "anyone stands for a principal of an account that nothing is known of; its own administrator grants everything",
      );
    return notes;
  }
  if (caller.kind === "account" || caller.kind === "foreign") {
    notes.push(
      world.accounts.has(account)
        ? `account ${account} stands for any principal that its administrator could create; its identity policies are taken to grant everything`
        : `account ${account} was not collected; its own administrator is taken to grant everything`,
    );
  }
  if (world.organizationKnown && !world.memberships.has(account))
    notes.push(
      `account ${account} is not in the organization of the snapshot: its SCPs are unknown and taken as if none applied`,
    );
  if (caller.kind === "role" && !caller.session.complete && caller.session.policy === undefined)
    notes.push("the session of the calling role is taken to carry no session policy");
  return notes;
}

/** The notes that speak of the calling user or role itself: those of others that policies do not tell apart differ. */
export function ownNotes(call: Call, formula: Formula): readonly string[] {
  const { caller, target } = call;
  const notes: string[] = [];
  if (caller.kind === "role" && !caller.session.complete && testsPrincipalTags(formula)) {
    notes.push(
      `the tags of the calling session are taken to be whatever the trust policy of ${caller.role.name} lets be set`,
    );
  }
  if (
    caller.kind === "role" &&
    caller.role.arn === target.arn &&
    (target.createdAt ?? SELF_TRUST_END) < SELF_TRUST_END
  ) {
    notes.push(
      "the role is older than 21 September 2022; AWS kept implicit self-trust for a tiny set of such roles, which the snapshot cannot show",
    );
  }
  const principal = principalOf(caller);
  if (principal === null) return notes;
  notes.push(...unread(principal.identityPolicies));
  if (principal.boundary !== null) notes.push(...unread([principal.boundary]));
  return notes;
}

function unread(refs: readonly PolicyRef[]): readonly string[] {
  return refs.flatMap(({ policy, source }) =>
    policy === null
      ? [`${source} is not in the snapshot or could not be read; it is taken to deny nothing`]
      : [],
  );
}

const tested = new WeakMap<Formula, boolean>();

// Asked of each of many callers with the same formula.
function testsPrincipalTags(formula: Formula): boolean {
  const known = tested.get(formula);
  if (known !== undefined) return known;
  const tests = [...keysOf(formula)].some((id) => id.startsWith("aws:principaltag/"));
  tested.set(formula, tests);
  return tests;
}
