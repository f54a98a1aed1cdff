import { isAdmin } from "../../../decide/admin/admin.js";
import type { Caller } from "../../../decide/caller/caller.js";
import { callerId } from "../../../decide/caller/describe.js";
import type { RolePrincipal } from "../../../world/entity.js";
import { publicRoles } from "../../door/public.js";
import { doorWidth } from "../../door/width.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { powerOf } from "../../power/power.js";
import { judge } from "../../severity.js";
import type { Door } from "../../survey/door.js";
import { entersAt, membersOf } from "../../survey/hop-sources.js";
import { knock, type Survey } from "../../survey/survey.js";
import { easiest, waysOf } from "../../survey/way.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { exampleCaller, shownCaller } from "../../text/example-caller.js";
import { distinct, doorProof } from "../../text/proof.js";
import { ASSUME_ROLE } from "../../text/references.js";
import { joined, principalText, roleText, unique } from "../../text/words.js";

const id = "TRUST-LONG-SESSION";
const references: readonly FindingReference[] = [ASSUME_ROLE];

const HOUR = 3600;
const LONGEST_HOURS = 12;

export const trustLongSessionInfo: FindingInfo = {
  id,
  title: "Sessions of the role last long",
  severity: "low; medium for an administrator whose sessions last twelve hours",
  when:
    "The role's maximum session duration is over one hour and the role is an administrator, or it is twelve hours; and somebody can have so " +
    "long a session: a user, a token, a SAML assertion, an account outside. Where only roles enter, sessions are of one hour whatever the role says, " +
    "and AWS services end theirs by themselves. Not for roles that anyone can become: TRUST-PUBLIC says worse.",
  why: "A session cannot be taken back one by one. Whoever copies its keys from a laptop or a log has the role until they expire.",
  fix: "Set the maximum session duration of the role to one hour; tools sign in anew by themselves.",
  references,
  example: {
    setting: "Sessions of the role may last twelve hours. Alice is a user, `ci` a role.",
    bad: trustPolicy(assumeRole({ AWS: "arn:aws:iam::444455556666:user/alice" })),
    good: trustPolicy(assumeRole({ AWS: "arn:aws:iam::444455556666:role/ci" })),
  },
};

interface LongDoor {
  readonly door: Door;
  readonly from: string;
  readonly caller: Caller;
}

function isLong(survey: Survey, role: RolePrincipal): boolean {
  return (
    role.maxSessionSeconds >= LONGEST_HOURS * HOUR ||
    (role.maxSessionSeconds > HOUR && isAdmin(survey.world, role))
  );
}

// A session of a role opens the next one for an hour at most; services ask for what they need.
function hasLongSession(caller: Caller): boolean {
  switch (caller.kind) {
    case "user":
    case "account":
    case "anyone":
    case "federated":
      return true;
    case "foreign":
      return caller.form === "user";
    default:
      return false;
  }
}

function longDoors(survey: Survey): readonly LongDoor[] {
  const { trust } = survey.graph;
  return survey.doors.flatMap((door): readonly LongDoor[] => {
    if (!isLong(survey, door.role) || publicRoles(survey).has(door.role) || !trust.hasNode(door.role.arn))
      return [];
    const cells = trust
      .hopsInto(door.role.arn)
      .flatMap(({ cell }) => (hasLongSession(cell.first) ? [cell] : []));
    return membersOf(cells).flatMap((caller) =>
      entersAt(survey, door, caller) ? [{ door, from: callerId(caller), caller }] : [],
    );
  });
}

function draft(survey: Survey, doors: readonly LongDoor[]): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const { role } = first.door;
  const decision = knock(survey, first.door, first.caller);
  const way = easiest(waysOf(decision));
  const hours = Math.round((role.maxSessionSeconds / HOUR) * 10) / 10;
  const strong = isAdmin(survey.world, role) && hours >= LONGEST_HOURS;
  const severity = strong ? "medium" : "low";
  const principals = unique(doors.map(({ from }) => from));
  const judgement = judge(doorWidth(survey, first.door), powerOf(survey, role), [severity, severity]);
  return [
    {
      identity: [role.arn],
      about: role,
      severity: judgement.severity,
      title: `Sessions of ${role.name} last up to ${hours} hours`,
      principals,
      evidence: distinct(
        doors.map(({ door }) => doorProof(door, "if", `allows sessions of up to ${hours} hours`)),
      ),
      ...shownCaller(way, exampleCaller(decision, way)),
      why:
        `${joined(principals.map((name) => principalText(survey.world, name)))} can have a session of ${roleText(survey.world, role)} that lasts ${hours} hours. Whoever gets ` +
        `hold of its keys has the role for as long. ${judgement.text}`,
      fix: `Set the maximum session duration of ${role.name} to ${HOUR} seconds.`,
    },
  ];
}

export const trustLongSession: Rule = {
  id,
  references,
  readsGraph: true,
  check: (survey) =>
    groupBy(longDoors(survey), ({ door }) => door.role.arn).flatMap((doors) => draft(survey, doors)),
};
