import { isVendor, type OutsiderDoor, outsiderGroups } from "../../door/outsider.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { powerOf } from "../../power/power.js";
import { judge } from "../../severity.js";
import type { Survey } from "../../survey/survey.js";
import { asksForMfa, easiest } from "../../survey/way.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { outsiderCaller, outsiderProof, outsiderRelief, ownerText } from "../../text/outsider-text.js";
import { CONFUSED_DEPUTY, PRINCIPAL, THIRD_PARTIES } from "../../text/references.js";
import { askText, joined, roleText, shortId, unique } from "../../text/words.js";

const id = "TRUST-CROSS-ORG";
const references: readonly FindingReference[] = [CONFUSED_DEPUTY, THIRD_PARTIES, PRINCIPAL];

export const trustCrossOrgInfo: FindingInfo = {
  id,
  title: "A principal of another organization can become the role",
  severity:
    "medium when the role only reads configuration or has no permissions, else high; one step lower when a network or MFA is asked for, or when organization.json is missing",
  when:
    "The trust policy lets in a named user or role (also by a condition on its ARN), the people of a whole account (with MFA), or a whole organization, that is not of " +
    "your organization, and asks for no external id. With an external id that binds it is a vendor connected as AWS recommends, and " +
    "not reported; a whole account without one is TRUST-VENDOR-NO-EXTID. Without organization.json every account that is not in the " +
    "snapshot counts as another organization's, except for the roles that AWS Control Tower, Organizations and StackSets leave for " +
    "the management account.",
  why:
    "Whoever runs that account decides who can act as that principal, today and after it is sold or taken over. None of your SCPs " +
    "applies to it, and nobody removes the trust when the business relation ends.",
  fix:
    "Find out whose account it is. Remove the statement if nobody needs it any more; else ask for an external id with " +
    "`StringEquals`, or tie it to the network of the other side. People who pass MFA, and service-linked roles, can send none: name them.",
  references,
  example: {
    setting: "Account 888888888888 is not in the organization.",
    bad: trustPolicy(assumeRole({ AWS: "arn:aws:iam::888888888888:role/etl-export" })),
    good: trustPolicy(assumeRole({ AWS: "arn:aws:iam::444455556666:role/etl-export" })),
  },
};

function draft(survey: Survey, doors: readonly OutsiderDoor[]): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const { role, party } = first;
  const { world } = survey;
  const way = easiest(doors.flatMap((door) => door.ways));
  const judgement = judge("party", powerOf(survey, role), ["medium", "high"], {
    relief: outsiderRelief(survey, doors),
  });
  const principals = unique(doors.map((door) => door.principal));
  const organization = party.startsWith("o-");
  const unknown = world.organizationKnown
    ? "which is not in the organization"
    : "which is not in the snapshot (organization.json is missing, so it may be yours)";
  return [
    {
      identity: [role.arn, party],
      about: role,
      severity: judgement.severity,
      title: `${organization ? `Organization ${party}` : `Account ${party}`}, outside the organization, can become ${role.name}`,
      principals,
      evidence: outsiderProof(doors),
      ...outsiderCaller(doors),
      why: `The trust policy of ${roleText(world, role)} lets ${whoText(doors)} in, ${organization ? "which is another one" : unknown}${ownerText(party)}.${askText(way)} ${judgement.text}`,
      fix:
        `Find out whose ${organization ? "organization" : "account"} ${party} is. Remove it from the trust policy of ${role.name} if nobody needs it; ` +
        keepText(doors),
    },
  ];
}

// The principals that are named, else the party, and whether that is all of it.
function whoText(doors: readonly OutsiderDoor[]): string {
  const party = doors[0]?.party ?? "";
  if (party.startsWith("o-")) return `organization ${party}`;
  const named = unique(doors.map(({ principal }) => principal)).filter((principal) => principal !== party);
  if (named.length > 0) return `${joined(named.map(shortId))} of account ${party}`;
  return doors.some(({ whole }) => whole) ? `every principal of account ${party}` : `account ${party}`;
}

// What to do where the trust is meant: an external id is for software that can send one.
function keepText(doors: readonly OutsiderDoor[]): string {
  if (doors.every(({ party }) => party.startsWith("o-")))
    return "else name in Principal the accounts or roles that need it.";
  if (doors.every(({ ways }) => ways.every(asksForMfa)))
    return "else name in Principal the users whom it is for: people who switch roles in the console can send no external id.";
  if (doors.every(({ principal }) => principal.includes(":role/aws-service-role/")))
    return "else, if it is your own, name it among the trusted accounts of rolepath.yaml: a service-linked role sends no external id.";
  return "else ask for an external id with StringEquals on sts:ExternalId.";
}

export const trustCrossOrg: Rule = {
  id,
  references,
  check: (survey) =>
    outsiderGroups(survey)
      .filter((group) => !isVendor(survey, group))
      .flatMap((group) => draft(survey, group)),
};
