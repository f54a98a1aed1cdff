import { vendorOf } from "../../../world/vendor/vendor.js";
import { isVendor, type OutsiderDoor, outsiderGroups } from "../../door/outsider.js";
import type { Draft, FindingInfo, FindingReference, Repair, Rule } from "../../finding.js";
import { powerOf } from "../../power/power.js";
import { withoutIfExists } from "../../repair/edit.js";
import { judge } from "../../severity.js";
import type { Survey } from "../../survey/survey.js";
import { easiest } from "../../survey/way.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import {
  isAwsOwn,
  outsiderCaller,
  outsiderProof,
  outsiderRelief,
  ownerText,
} from "../../text/outsider-text.js";
import { CONFUSED_DEPUTY, THIRD_PARTIES } from "../../text/references.js";
import { askText, roleText, unique } from "../../text/words.js";

const id = "TRUST-VENDOR-NO-EXTID";
const references: readonly FindingReference[] = [THIRD_PARTIES, CONFUSED_DEPUTY];

export const trustVendorNoExtidInfo: FindingInfo = {
  id,
  title: "A vendor's account can become the role without an external id",
  severity:
    "high; medium when the role has no permissions; one step lower when a network is asked for, or when organization.json is missing",
  when:
    "A whole account outside the organization can become the role without passing an external id that the policy demands. Also " +
    "a named principal of an account that the snapshot asks for external ids elsewhere. `IfExists`, negated tests and a `*` pattern " +
    "demand nothing; a Deny on the wrong id does. An account whose people must pass MFA is left to TRUST-CROSS-ORG; only one of TRUST-CROSS-ORG and this rule is reported for a role and an account.",
  why:
    "A vendor's service acts for many customers from one account. Without an external id any of them can give it the ARN of your " +
    "role, and the service becomes that role on their behalf: the confused deputy.",
  fix:
    "Ask the vendor for the external id that it has chosen for you, and demand it in the same statement: `StringEquals` on " +
    "`sts:ExternalId`. Name the vendor's role instead of its account where it has one. In the place of an account of AWS itself name the service.",
  references,
  example: {
    setting: "Account 464622532012 is a vendor's. With `IfExists` whoever sends no external id passes.",
    bad: trustPolicy(
      assumeRole(
        { AWS: "arn:aws:iam::464622532012:root" },
        { StringEqualsIfExists: { "sts:ExternalId": "c0ffee-4711" } },
      ),
    ),
    good: trustPolicy(
      assumeRole(
        { AWS: "arn:aws:iam::464622532012:root" },
        { StringEquals: { "sts:ExternalId": "c0ffee-4711" } },
      ),
    ),
  },
};

function draft(survey: Survey, doors: readonly OutsiderDoor[]): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const { role, party } = first;
  const { world } = survey;
  const way = easiest(doors.flatMap((door) => door.ways));
  const power = powerOf(survey, role);
  const least = power === "none" ? "medium" : "high";
  const judgement = judge("party", power, [least, least], {
    relief: outsiderRelief(survey, doors),
  });
  const repair = repairOf(survey, doors);
  const mentioned = doors.some(({ door }) =>
    door.statement.conditions.some((entry) => entry.keyId === "sts:externalid"),
  );
  return [
    {
      identity: [role.arn, party],
      about: role,
      severity: judgement.severity,
      title: `Account ${party} can become ${role.name} without an external id`,
      principals: unique(doors.map((door) => door.principal)),
      evidence: outsiderProof(doors),
      ...outsiderCaller(doors),
      why:
        `The trust policy of ${roleText(world, role)} lets ${first.whole ? "every principal of " : ""}account ${party} in, which is ` +
        `${world.organizationKnown ? "outside the organization" : "not in the snapshot (organization.json is missing, so it may be yours)"}${ownerText(party)}, ` +
        `${mentioned ? "and its test of the external id also passes when none is sent" : "and asks for no external id"}.` +
        `${askText(way)} ${vendorOf(party) === null ? "If the account is a vendor's, its" : "Its"} other customers can send it to this role. ${judgement.text}`,
      fix: mentioned
        ? "Demand the external id: StringEquals on sts:ExternalId, without IfExists, negation or wildcards."
        : isAwsOwn(party)
          ? `Take account ${party} out of the trust policy of ${role.name}: AWS gives out no external ids. If one of its services needs the role, name the service in Principal and test aws:SourceAccount.`
          : `Ask the owner of ${party} for an external id and demand it in the statement with StringEquals on sts:ExternalId.`,
      ...(repair === null ? {} : { repair }),
    },
  ];
}

// The id is known where the policy has it and only asks too softly.
function repairOf(survey: Survey, doors: readonly OutsiderDoor[]): Repair | null {
  const statements = new Map(doors.map(({ door }) => [door.statement, door.role]));
  const operations = [...statements].map(([statement, role]) =>
    withoutIfExists(survey, role, statement, "sts:externalid"),
  );
  const [policy] = [...statements.values()].map((role) => role.trust);
  return policy === undefined || operations.includes(null)
    ? null
    : { policy, operations: operations.flatMap((list) => list ?? []) };
}

export const trustVendorNoExtid: Rule = {
  id,
  references,
  check: (survey) =>
    outsiderGroups(survey)
      .filter((group) => isVendor(survey, group))
      .flatMap((group) => draft(survey, group)),
};
