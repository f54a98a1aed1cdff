import type { Severity } from "../../../answer.js";
import { vendorOf } from "../../../world/vendor/vendor.js";
import { boundGroups, type OutsiderDoor } from "../../door/outsider.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { powerOf } from "../../power/power.js";
import { compareSeverity, type Judgement, judge, type Power } from "../../severity.js";
import type { Survey } from "../../survey/survey.js";
import { easiest } from "../../survey/way.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { exampleCaller, shownCaller } from "../../text/example-caller.js";
import { distinct, doorProof } from "../../text/proof.js";
import { THIRD_PARTIES } from "../../text/references.js";
import { askText, joined, roleText, unique } from "../../text/words.js";

const id = "TRUST-VENDOR-UNKNOWN";
const references: readonly FindingReference[] = [
  THIRD_PARTIES,
  {
    title: "Known AWS accounts (fwd:cloudsec)",
    url: "https://github.com/fwdcloudsec/known_aws_accounts",
  },
];

export const trustVendorUnknownInfo: FindingInfo = {
  id,
  title: "An unknown outside account can become the role",
  severity:
    "medium where the strongest role that the account can become is an administrator or can become one, low where it reads or changes data, else info",
  when:
    "An account outside the organization can become a role with an external id, is on the public list of vendors' accounts under no " +
    "name, and `rolepath.yaml` does not trust it. Once for each account. A role that lets it in without an external id is " +
    "left to TRUST-VENDOR-NO-EXTID and TRUST-CROSS-ORG, which say as well that nobody knows it.",
  why:
    "Nothing in the policy says whose account it is. Contracts end and vendors are sold; an account that nobody can put a name to is " +
    "one that nobody will take out.",
  fix:
    "Find out whose account it is, from who made the role and from the vendor's documentation. Then name it in `rolepath.yaml` under the trusted accounts, or " +
    "remove it from the trust policy.",
  references,
  example: {
    setting: "Account 999999999999 is on no list; 464622532012 is Datadog's.",
    bad: trustPolicy(
      assumeRole(
        { AWS: "arn:aws:iam::999999999999:root" },
        { StringEquals: { "sts:ExternalId": "6f1c9e4b2a7d4c0f" } },
      ),
    ),
    good: trustPolicy(
      assumeRole(
        { AWS: "arn:aws:iam::464622532012:root" },
        { StringEquals: { "sts:ExternalId": "6f1c9e4b2a7d4c0f" } },
      ),
    ),
  },
};

interface Judged {
  readonly door: OutsiderDoor;
  readonly judgement: Judgement;
}

// Before it is lowered for the external id.
const SEVERITIES: Readonly<Record<Power, Severity>> = {
  admin: "high",
  escalation: "high",
  data: "medium",
  read: "low",
  none: "low",
};

function draft(survey: Survey, doors: readonly OutsiderDoor[]): readonly Draft[] {
  const { world } = survey;
  const relief = world.organizationKnown
    ? "an external id is asked for"
    : "the account may be one of your own";
  const [first] = doors
    .map((door): Judged => {
      const power = powerOf(survey, door.role);
      return { door, judgement: judge("party", power, [SEVERITIES[power], SEVERITIES[power]], { relief }) };
    })
    .toSorted(
      (a, b) =>
        compareSeverity(a.judgement.severity, b.judgement.severity) ||
        (a.door.role.arn < b.door.role.arn ? -1 : 1),
    );
  if (first === undefined) return [];
  const { role, party, bound, decision } = first.door;
  const way = easiest(bound);
  const others = unique(doors.map((door) => roleText(world, door.role))).filter(
    (text) => text !== roleText(world, role),
  );
  return [
    {
      identity: [party],
      about: role,
      severity: first.judgement.severity,
      title: `Nobody is known to own account ${party}, which can become ${role.name}`,
      principals: [party],
      evidence: distinct(
        doors.map(({ door, principal }) => doorProof(door, "if", `allows ${principal} with an external id`)),
      ),
      ...shownCaller(way, exampleCaller(decision, way)),
      why:
        `Account ${party} can become ${roleText(world, role)}${others.length === 0 ? "" : `, and ${joined(others)}`}. It is ` +
        `${world.organizationKnown ? "outside the organization" : "not in the snapshot (organization.json is missing, so it may be yours)"} ` +
        `and on no list of known vendors.${askText(way)} ${first.judgement.text}`,
      fix: `Find out whose account ${party} is; then name it among the trusted accounts of rolepath.yaml, or remove it from the trust policy of ${role.name}.`,
    },
  ];
}

export const trustVendorUnknown: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(boundGroups(survey).flat(), ({ party }) => party)
      .filter(([door]) => door !== undefined && vendorOf(door.party) === null)
      .flatMap((group) => draft(survey, group)),
};
