import type { Severity } from "../../../answer.js";
import { isAdmin } from "../../../decide/admin/admin.js";
import type { RolePrincipal } from "../../../world/entity.js";
import type { SsoUser } from "../../../world/identity-center.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { sourceOf } from "../../power/strong.js";
import type { Survey } from "../../survey/survey.js";
import { trustPolicy } from "../../text/example.js";
import { rightsOf } from "../../text/proof-of-policy.js";
import { MANAGEMENT_ACCOUNT } from "../../text/references.js";
import { PERMISSION_SETS } from "../../text/references-guard.js";
import { accountText, joined, unique } from "../../text/words.js";

const id = "SSO-ADMIN-WIDE";
const references: readonly FindingReference[] = [PERMISSION_SETS, MANAGEMENT_ACCOUNT];

/** From so many people on, administrators are a crowd; in the management account earlier. */
const PEOPLE_COUNT_MIN = 10;
const MANAGEMENT_PEOPLE_COUNT_MIN = 5;
/** Half of a company is one too, unless it is tiny. */
const HALF_COUNT_MIN = 5;

export const ssoAdminWideInfo: FindingInfo = {
  id,
  title: "An administrator's permission set is assigned to many people",
  severity: "medium; high in the management account",
  when:
    "IAM Identity Center lets ten or more people, or half of all people (when those are five or more), into a role that is an administrator of its account; " +
    "five or more in the management account. People count once, by whichever group they are assigned. One finding for a permission " +
    "set, with all accounts where that is so. Needs `identity-center.json`.",
  why:
    "Each of them can do everything in the account, with a phished session as much as by mistake. Groups grow by themselves: whoever " +
    "joins the group becomes an administrator of all these accounts.",
  fix: "Assign the set to a small group, for as long as the work takes, and give the others a set that names what they need.",
  references,
  example: {
    setting:
      "The inline policy of a permission set that all twelve people of the company are assigned in account 444455556666.",
    bad: trustPolicy({ Effect: "Allow", Action: "*", Resource: "*" }),
    good: trustPolicy({ Effect: "Allow", Action: ["ec2:Describe*", "logs:Get*"], Resource: "*" }),
  },
};

interface Crowd {
  readonly role: RolePrincipal;
  readonly management: boolean;
  readonly people: readonly SsoUser[];
  readonly groups: readonly string[];
}

function crowds({ world }: Survey): readonly Crowd[] {
  const { assignments } = world;
  if (assignments === null) return [];
  return [...assignments.byRole.keys()].toSorted().flatMap((arn) => {
    const role = world.roles.get(arn);
    const entries = assignments.byRole.get(arn) ?? [];
    const people = [...new Map(entries.map(({ user }) => [user.userId, user])).values()];
    const management = role !== undefined && world.memberships.get(role.account)?.management === true;
    const half = people.length >= HALF_COUNT_MIN && people.length * 2 >= assignments.users.length;
    const many = people.length >= (management ? MANAGEMENT_PEOPLE_COUNT_MIN : PEOPLE_COUNT_MIN) || half;
    if (role === undefined || !many || !isAdmin(world, role)) return [];
    return [{ role, management, people, groups: unique(entries.flatMap(({ group }) => group ?? [])) }];
  });
}

function draft(survey: Survey, group: readonly Crowd[]): readonly Draft[] {
  const sorted = group.toSorted(
    (a, b) => Number(b.management) - Number(a.management) || b.people.length - a.people.length,
  );
  const [first] = sorted;
  if (first === undefined) return [];
  const { world } = survey;
  const { role, people, management } = first;
  const severity: Severity = management ? "high" : "medium";
  const set = sourceOf(role).replace(/^permission set /, "");
  const groups = unique(group.flatMap((crowd) => crowd.groups));
  const others = group.length - 1;
  const by = groups.length === 0 ? "by name" : `through ${joined(groups)}`;
  return [
    {
      identity: [sourceOf(role)],
      about: role,
      severity,
      title: `${people.length} people are administrators by permission set ${set}`,
      principals: unique(group.flatMap((crowd) => crowd.people.map(({ name }) => `sso-user/${name}`))),
      evidence: rightsOf(role, "is part of what makes the role an administrator"),
      example: {
        from: `sso-user/${people.map(({ name }) => name).toSorted()[0] ?? ""}`,
        to: role.arn,
        verdict: "allowed",
        context: {},
      },
      why:
        `Identity Center lets ${people.length} of ${world.assignments?.users.length ?? people.length} people into permission set ${set} in ` +
        `${accountText(world, role.account)}, ${by}, and its role is an administrator there.` +
        `${others > 0 ? ` So it is in ${others} more account${others === 1 ? "" : "s"}.` : ""} Severity ${severity}: ` +
        `${management ? "the account governs all others, and no SCP binds what they do there" : "everyone of them can do everything in the account"}.`,
      fix: `Assign ${set} to a small group, for as long as the work takes; give the others a set that names what they need.`,
    },
  ];
}

export const ssoAdminWide: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(crowds(survey), ({ role }) => sourceOf(role)).flatMap((group) => draft(survey, group)),
};
