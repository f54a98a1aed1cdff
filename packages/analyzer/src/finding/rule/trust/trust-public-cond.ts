import { seemingBond } from "../../door/chosen.js";
import { closingText, everyoneText } from "../../door/everyone.js";
import { isSeeminglyBound, type PublicDoor, publicGroups } from "../../door/public.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { powerOf } from "../../power/power.js";
import { judge } from "../../severity.js";
import type { Survey } from "../../survey/survey.js";
import { easiest } from "../../survey/way.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { shownCaller } from "../../text/example-caller.js";
import { distinct, doorProof, guardsOf } from "../../text/proof.js";
import { OPERATORS, PRINCIPAL, SET_OPERATORS } from "../../text/references.js";
import { askText, joined, roleText, unique } from "../../text/words.js";

const id = "TRUST-PUBLIC-COND";
const references: readonly FindingReference[] = [OPERATORS, SET_OPERATORS, PRINCIPAL];

export const trustPublicCondInfo: FindingInfo = {
  id,
  title: "Anyone can become the role by choosing what is asked for",
  severity: "high; medium when the role has no permissions",
  when:
    "A statement of the trust policy allows `*`, and all that is asked of the caller is chosen by the caller (a session name, a source " +
    "identity, tags, a user agent) or passes for most: `IfExists`, `ForAllValues`, negated tests. A Deny or an RCP that ties the caller counts. " +
    "One finding for a role; where another of its statements asks for nothing, or only for an external id, TRUST-PUBLIC speaks.",
  why:
    "`*` is every user and every role of every AWS account in the world. What the request itself carries tells them apart by nothing: " +
    "whoever reads or guesses the policy sends what it asks for, or leaves out what it tests.",
  fix:
    "Name the accounts or roles that need it in `Principal`, or tie the caller in the same statement: `StringEquals` on " +
    "`aws:PrincipalOrgID` or `aws:PrincipalAccount`, `ArnLike` on `aws:PrincipalArn` with the account written out.",
  references,
  example: {
    setting: "A role of a member account. Session names are chosen by whoever calls.",
    bad: trustPolicy(assumeRole({ AWS: "*" }, { StringLike: { "sts:RoleSessionName": "ci-*" } })),
    good: trustPolicy(
      assumeRole(
        { AWS: "*" },
        {
          StringLike: { "sts:RoleSessionName": "ci-*" },
          ArnLike: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/ci" },
        },
      ),
    ),
  },
};

function draft(survey: Survey, doors: readonly PublicDoor[]): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const { role } = first.door;
  const way = easiest(doors.map((door) => door.way));
  const entry = doors.find((door) => door.way === way) ?? first;
  const power = powerOf(survey, role);
  const least = power === "none" ? "medium" : "high";
  const judgement = judge("anyone", power, [least, least]);
  const faults = unique(way.flatMap((requirement) => seemingBond(requirement) ?? []));
  return [
    {
      identity: [role.arn],
      about: role,
      severity: judgement.severity,
      title: `Anyone with an AWS account can become ${role.name} by choosing what is asked for`,
      principals: ["*"],
      evidence: distinct([
        ...doors.map(({ door, way: own }) =>
          doorProof(door, "if", `allows everyone, if ${own.map(({ text }) => text).join(" and ")}`),
        ),
        ...doors.flatMap(({ decision }) => guardsOf(decision)),
      ]),
      ...shownCaller(way, entry.example),
      why:
        `The trust policy of ${roleText(survey.world, role)} allows ${everyoneText(doors)}.${askText(way)} ` +
        `That ties nobody: ${joined(faults)}. ${judgement.text}`,
      fix: closingText(doors, role.name),
    },
  ];
}

export const trustPublicCond: Rule = {
  id,
  references,
  check: (survey) =>
    publicGroups(survey)
      .filter(isSeeminglyBound)
      .flatMap((doors) => draft(survey, doors)),
};
