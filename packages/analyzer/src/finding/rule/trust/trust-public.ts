import { bindingOf } from "../../door/binding.js";
import { closingText, everyoneText } from "../../door/everyone.js";
import { isSeeminglyBound, type PublicDoor, publicGroups } from "../../door/public.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { powerOf } from "../../power/power.js";
import { judge } from "../../severity.js";
import type { Survey } from "../../survey/survey.js";
import { easiest, type Way } from "../../survey/way.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { shownCaller } from "../../text/example-caller.js";
import { distinct, doorProof, guardsOf } from "../../text/proof.js";
import { GLOBAL_KEYS, PRINCIPAL, THIRD_PARTIES } from "../../text/references.js";
import { askText, roleText } from "../../text/words.js";

const id = "TRUST-PUBLIC";
const references: readonly FindingReference[] = [PRINCIPAL, GLOBAL_KEYS, THIRD_PARTIES];

export const trustPublicInfo: FindingInfo = {
  id,
  title: "Anyone can become the role",
  severity: "critical; high when the role has no permissions",
  when:
    "A statement of the trust policy allows `*`, and nothing ties the caller to an account, an organization, a principal or a " +
    "network. An external id, MFA, or the name of a role whose account is open do not: whoever knows of them can have them. A Deny statement " +
    "or an RCP that ties the caller counts like a condition of the statement itself. Where all that is asked is a session name, tags, a user agent, or " +
    "a test that passes for whoever leaves its key out, it is TRUST-PUBLIC-COND.",
  why:
    "`*` in a trust policy is every user and every role of every AWS account in the world, not of your own. An account costs " +
    "nothing, role names are guessed from lists, and nothing in the caller's account stands in the way.",
  fix:
    "Name the accounts or roles that need it in `Principal`. Where that is not possible, tie the caller in the same statement: " +
    "`StringEquals` on `aws:PrincipalOrgID` or `aws:PrincipalAccount`, or `ArnLike` on `aws:PrincipalArn` with the account written out.",
  references,
  example: {
    setting: "A role of a member account. The external id is known to everybody who was ever told.",
    bad: trustPolicy(assumeRole({ AWS: "*" }, { StringEquals: { "sts:ExternalId": "partner-upload-2024" } })),
    good: trustPolicy(
      assumeRole(
        { AWS: "*" },
        { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/upload-*" } },
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
  const least = power === "none" ? "high" : "critical";
  const judgement = judge("anyone", power, [least, least]);
  const organization = survey.world.organizationId;
  const condition = organization === null ? "" : ` (\`${organization}\`)`;
  return [
    {
      identity: [role.arn],
      about: role,
      severity: judgement.severity,
      title: `Anyone with an AWS account can become ${role.name}`,
      principals: ["*"],
      evidence: distinct([
        ...doors.map(({ door, way: own }) =>
          doorProof(
            door,
            own.length === 0 ? "yes" : "if",
            `allows everyone${own.length === 0 ? "" : `, if ${own.map(({ text }) => text).join(" and ")}`}`,
          ),
        ),
        ...doors.flatMap(({ decision }) => guardsOf(decision)),
      ]),
      ...shownCaller(way, entry.example),
      why:
        `The trust policy of ${roleText(survey.world, role)} allows ${wildcardText(doors)}: ${everyoneText(doors)}.` +
        `${askText(way)}${secretText(way)} ${judgement.text}`,
      fix: closingText(doors, role.name, condition),
    },
  ];
}

function wildcardText(doors: readonly PublicDoor[]): string {
  return doors.some(({ door }) => door.statement.notPrincipals === null)
    ? "`*`"
    : "everyone whom its NotPrincipal does not list";
}

function secretText(way: Way): string {
  return way.some((requirement) => bindingOf(requirement) === "external-id")
    ? " An external id is no secret: it stands in the trust policy, and everyone who was told can pass it on."
    : "";
}

export const trustPublic: Rule = {
  id,
  references,
  check: (survey) =>
    publicGroups(survey)
      .filter((doors) => !isSeeminglyBound(doors))
      .flatMap((doors) => draft(survey, doors)),
};
