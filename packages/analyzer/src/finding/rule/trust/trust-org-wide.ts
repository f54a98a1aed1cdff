import type { FindingCaller } from "../../../answer.js";
import { organizationsNamed } from "../../door/binding.js";
import { type WideDoor, wideDoors } from "../../door/wide.js";
import type { Draft, FindingInfo, FindingReference, Repair, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { powerOf } from "../../power/power.js";
import { withTest } from "../../repair/edit.js";
import { usersToName } from "../../repair/users.js";
import { judge } from "../../severity.js";
import { knock, perGraph, type Survey } from "../../survey/survey.js";
import { easiest, waysOf } from "../../survey/way.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { exampleCaller, shownCaller } from "../../text/example-caller.js";
import { distinct, doorProof, guardsOf } from "../../text/proof.js";
import { GLOBAL_KEYS, PRINCIPAL } from "../../text/references.js";
import { askText, roleText, unique } from "../../text/words.js";

const id = "TRUST-ORG-WIDE";
const references: readonly FindingReference[] = [GLOBAL_KEYS, PRINCIPAL];

export const trustOrgWideInfo: FindingInfo = {
  id,
  title: "The whole organization can become the role",
  severity: "medium; high when the role is an administrator or can become one",
  when:
    "A statement that allows `*` is tied to the organization and to nothing narrower: an account that joins any of its units " +
    "tomorrow gets in as well. Not reported where a unit of the organization, an account, a role name, a principal tag or a network " +
    "narrows it, in the statement, in a Deny or in an RCP. SCPs that keep some units from calling do not make the statement narrower.",
  why:
    "The organization is as weak as its weakest account. A sandbox, an acquired company or one stolen access key anywhere " +
    "in it is enough, and the list of who can enter grows with every new account without anybody looking.",
  fix:
    "Name the roles that need it: `ArnLike` on `aws:PrincipalArn` beside the organization id. Or name the units: " +
    "`ForAnyValue:StringLike` on `aws:PrincipalOrgPaths`.",
  references,
  example: {
    setting: "A role of a member account of the organization `o-exampleorgid`.",
    bad: trustPolicy(assumeRole({ AWS: "*" }, { StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } })),
    good: trustPolicy(
      assumeRole(
        { AWS: "*" },
        {
          StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" },
          ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/inventory-reader" },
        },
      ),
    ),
  },
};

function draft(survey: Survey, doors: readonly WideDoor[]): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const { role } = first.door;
  const judgement = judge("organization", powerOf(survey, role), ["medium", "high"]);
  const organizations = unique(doors.flatMap((door) => door.organizations));
  const repair = repairOf(survey, doors);
  const rest = first.way.filter((requirement) => organizationsNamed(requirement).length === 0);
  return [
    {
      identity: [role.arn],
      about: role,
      severity: judgement.severity,
      title: `Every account of the organization can become ${role.name}`,
      principals: organizations,
      evidence: distinct([
        ...doors.map(({ door }) =>
          doorProof(door, "if", "allows every principal of the organization and tells them apart by nothing"),
        ),
        ...doors.flatMap(({ decision }) => guardsOf(decision)),
      ]),
      ...shownCaller(first.way, exampleOf(survey, first)),
      why:
        `The trust policy of ${roleText(survey.world, role)} is tied to organization ${organizations.join(", ")} and to nothing ` +
        `narrower: every account of it can send any of its principals, those that join later as well.${askText(rest)} ${judgement.text}`,
      fix:
        `Add ArnLike on aws:PrincipalArn with the names of the roles that need ${role.name}, or ForAnyValue:StringLike on ` +
        "aws:PrincipalOrgPaths with the units, to the same statement.",
      ...(repair === null ? {} : { repair }),
    },
  ];
}

// The account that joins tomorrow has no name yet; one that is there shows as much.
function exampleOf(survey: Survey, { door, decision }: WideDoor): FindingCaller | null {
  for (const account of members(survey)) {
    if (account === door.role.account) continue;
    const entry = knock(survey, door, { kind: "account", account });
    const ways = waysOf(entry);
    if (ways.length > 0) return exampleCaller(entry, easiest(ways));
  }
  return survey.world.organizationKnown ? null : exampleCaller(decision, easiest(waysOf(decision)));
}

// No change that is tried out adds an account or takes one away.
const members = perGraph(({ graph: { world } }: Survey) => [...world.memberships.keys()].toSorted());

function repairOf(survey: Survey, doors: readonly WideDoor[]): Repair | null {
  const statements = new Map(doors.map(({ door }) => [door.statement, door.role]));
  const [role] = statements.values();
  const values = role === undefined ? null : usersToName(survey, role);
  if (role === undefined || values === null) return null;
  const test = { operator: "ArnLike", key: "aws:PrincipalArn", values };
  const operations = [...statements.keys()].map((statement) => withTest(survey, role, statement, test));
  return operations.includes(null)
    ? null
    : { policy: role.trust, operations: operations.flatMap((list) => list ?? []) };
}

export const trustOrgWide: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(
      wideDoors(survey).filter(({ door }) => door.statement.notPrincipals === null),
      ({ door }) => door.role.arn,
    ).flatMap((doors) => draft(survey, doors)),
};
