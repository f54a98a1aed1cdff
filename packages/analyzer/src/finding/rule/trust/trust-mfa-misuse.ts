import { type MfaMisuse, mfaMisuses } from "../../door/mfa.js";
import { doorWidth } from "../../door/width.js";
import type { Draft, FindingInfo, FindingReference, Repair, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { powerOf } from "../../power/power.js";
import { withoutIfExists } from "../../repair/edit.js";
import { judge } from "../../severity.js";
import { doorName } from "../../survey/door.js";
import type { Survey } from "../../survey/survey.js";
import { easiest, waysOf } from "../../survey/way.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { shownCaller } from "../../text/example-caller.js";
import { distinct, doorProof } from "../../text/proof.js";
import { GLOBAL_KEYS, MFA } from "../../text/references.js";
import { askText, joined, principalText, roleText, unique } from "../../text/words.js";

const id = "TRUST-MFA-MISUSE";
const references: readonly FindingReference[] = [MFA, GLOBAL_KEYS];

export const trustMfaMisuseInfo: FindingInfo = {
  id,
  title: "MFA is asked for in a way that does not ask for it",
  severity: "medium; low where MFA is asked of a role, since then nobody gets in",
  when:
    "The trust policy tests MFA, a request whose MFA flag is false is turned away, and one with plain access keys, which has no such " +
    "flag, is not: `BoolIfExists` in an Allow, `Bool` with `false` in a Deny. Or it names a role as principal and would let it in but " +
    "for the test of MFA. Where the same statement lets in the world, the whole organization, or an outsider without external id, that is reported instead.",
  why:
    "`aws:MultiFactorAuthPresent` is missing from requests that are signed with access keys: the very keys that lie in files and are " +
    "stolen. Sessions of roles always carry it as false, however their users signed in.",
  fix:
    "Ask for MFA in the Allow with `Bool` and `true`, and let users call. In a Deny, `BoolIfExists` with `false`. For roles, ask for MFA " +
    "where people sign in, and for something that a role can have here: a session tag, a source identity, a network.",
  references,
  example: {
    setting:
      "Alice is a user of a member account, with access keys, whose policies allow her to become the role.",
    bad: trustPolicy(
      assumeRole(
        { AWS: "arn:aws:iam::444455556666:root" },
        { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } },
      ),
    ),
    good: trustPolicy(
      assumeRole(
        { AWS: "arn:aws:iam::444455556666:root" },
        { Bool: { "aws:MultiFactorAuthPresent": "true" } },
      ),
    ),
  },
};

function draft(survey: Survey, misuses: readonly MfaMisuse[]): readonly Draft[] {
  const [first] = misuses;
  if (first === undefined) return [];
  const { door, kind, decision } = first;
  const { role } = door;
  const way = easiest(waysOf(decision));
  const principals = unique(misuses.map((misuse) => doorName(misuse.door)));
  const who = joined(principals.map((name) => principalText(survey.world, name)));
  const least = kind === "keys" ? "medium" : "low";
  const judgement = judge(doorWidth(survey, door), powerOf(survey, role), [least, least]);
  const text = kind === "keys" ? `allows ${who} without MFA` : `asks ${who} for MFA`;
  const repair = kind === "keys" ? repairOf(survey, misuses) : null;
  return [
    {
      identity: [role.arn, kind],
      about: role,
      severity: judgement.severity,
      title:
        kind === "keys"
          ? `${role.name} asks for MFA, and access keys get in without`
          : `${role.name} asks a role for MFA, which no role has`,
      principals,
      evidence: distinct(
        misuses.flatMap((misuse) =>
          [misuse.door.statement, ...misuse.statements].map((statement) =>
            doorProof({ ...misuse.door, statement }, "if", statement.effect === "Allow" ? text : "tests MFA"),
          ),
        ),
      ),
      ...(kind === "keys" ? shownCaller(way, null) : {}),
      why:
        kind === "keys"
          ? `${roleText(survey.world, role)} turns ${who} away when the request says that MFA was not passed. A request with plain access keys ` +
            `says nothing of MFA, and gets in.${askText(way)} ${judgement.text}`
          : `${roleText(survey.world, role)} would let ${who} in but for the test of MFA. Sessions of roles carry MFA as false, so ` +
            `that nobody gets in; whoever repairs that in a hurry opens it to everyone. ${judgement.text}`,
      fix:
        kind === "keys"
          ? "Demand MFA in the Allow with Bool on aws:MultiFactorAuthPresent and true; in a Deny use BoolIfExists with false."
          : `Ask for MFA where people sign in to become ${who}, and take the test out of the trust policy of ${role.name}.`,
      ...(repair === null ? {} : { repair }),
    },
  ];
}

function repairOf(survey: Survey, misuses: readonly MfaMisuse[]): Repair | null {
  const statements = new Map(misuses.map(({ door }) => [door.statement, door.role]));
  const operations = [...statements].map(([statement, role]) =>
    withoutIfExists(survey, role, statement, "aws:multifactorauthpresent"),
  );
  const [policy] = [...statements.values()].map((role) => role.trust);
  return policy === undefined || operations.includes(null)
    ? null
    : { policy, operations: operations.flatMap((list) => list ?? []) };
}

export const trustMfaMisuse: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(mfaMisuses(survey), ({ door, kind }) => `${door.role.arn} ${kind}`).flatMap((misuses) =>
      draft(survey, misuses),
    ),
};
