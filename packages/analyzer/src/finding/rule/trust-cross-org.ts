import { assumeRole, trustPolicy } from "../example.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../finding.js";
import { isVendor, type OutsiderDoor, outsiderGroups } from "../outsider.js";
import { outsiderCaller, outsiderProof, outsiderRelief, ownerText } from "../outsider-text.js";
import { powerOf } from "../power.js";
import { CONFUSED_DEPUTY, PRINCIPAL, THIRD_PARTIES } from "../references.js";
import { judge } from "../severity.js";
import type { Survey } from "../survey.js";
import { easiest } from "../way.js";
import { askText, joined, roleText, shortId, unique } from "../words.js";

const id = "TRUST-CROSS-ORG";
const references: readonly FindingReference[] = [CONFUSED_DEPUTY, THIRD_PARTIES, PRINCIPAL];

export const trustCrossOrgInfo: FindingInfo = {
  id,
  title: "A principal of another organization can become the role",
  severity:
    "medium when the role only reads configuration, else high; one step lower when a network or MFA is asked for, or when organization.json is missing",
  when:
    "The trust policy lets in a named user or role, the people of a whole account (with MFA), or a whole organization, that is not of " +
    "your organization, and asks for no external id. With an external id that binds it is a vendor connected as AWS recommends, and " +
    "not reported; a whole account without one is TRUST-VENDOR-NO-EXTID. Without organization.json every account that is not in the " +
    "snapshot counts as another organization's, except for the roles that AWS Control Tower, Organizations and StackSets leave for " +
    "the management account.",
  why:
    "Whoever runs that account decides who can act as that principal, today and after it is sold or taken over. None of your SCPs " +
    "applies to it, and nobody removes the trust when the business relation ends.",
  fix:
    "Find out whose account it is. Remove the statement if nobody needs it any more; else ask for an external id with " +
    "`StringEquals`, or tie it to the network of the other side.",
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
  const who = organization
    ? `organization ${party}`
    : `${joined(principals.map(shortId))} of account ${party}`;
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
      why: `The trust policy of ${roleText(world, role)} lets ${who} in, ${organization ? "which is another one" : unknown}${ownerText(party)}.${askText(way)} ${judgement.text}`,
      fix:
        `Find out whose ${organization ? "organization" : "account"} ${party} is. Remove it from the trust policy of ${role.name} if nobody needs it; ` +
        "else ask for an external id with StringEquals on sts:ExternalId.",
    },
  ];
}

export const trustCrossOrg: Rule = {
  id,
  references,
  check: (survey) =>
    outsiderGroups(survey)
      .filter((group) => !isVendor(survey, group))
      .flatMap((group) => draft(survey, group)),
};
