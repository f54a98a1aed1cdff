import type { Caller } from "../../../decide/caller/caller.js";
import { type Decision, decide } from "../../../decide/decide.js";
import type { Statement } from "../../../policy/document.js";
import type { RolePrincipal } from "../../../world/entity.js";
import { withPolicy } from "../../../world/policy-ref.js";
import { publicStatements } from "../../door/public.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { powerOf } from "../../power/power.js";
import { judge } from "../../severity.js";
import type { Door } from "../../survey/door.js";
import { callerAt } from "../../survey/door-caller.js";
import { unlessNothing } from "../../survey/judge.js";
import { knock, type Survey } from "../../survey/survey.js";
import { easiest, hasWay, waysOf } from "../../survey/way.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { exampleCaller, shownCaller } from "../../text/example-caller.js";
import { doorProof } from "../../text/proof.js";
import { NOT_PRINCIPAL } from "../../text/references.js";
import { joined, roleText } from "../../text/words.js";

const id = "TRUST-NOTPRINCIPAL";
const references: readonly FindingReference[] = [NOT_PRINCIPAL];

export const trustNotprincipalInfo: FindingInfo = {
  id,
  title: "The trust policy says who is not meant",
  severity: "high in an Allow; low in a Deny",
  when:
    "A statement of the trust policy has `NotPrincipal` and decides something: an Allow lets somebody in, a Deny keeps somebody out " +
    "whom another statement lets in. An Allow that is open to the world is TRUST-PUBLIC.",
  why:
    "IAM does not document `NotPrincipal` for trust policies, and with Allow it covers everyone who is not listed, those of other " +
    "companies and those who are made tomorrow among them. With Deny it also hits the sessions of a listed role and every principal under a " +
    "permissions boundary, so that such a list is rarely what it seems.",
  fix: "Allow by `Principal`, whom you mean. To keep others out, deny `*` with `ArnNotLike` on `aws:PrincipalArn`.",
  references,
  example: {
    setting: "A role of a member account of the organization `o-exampleorgid`.",
    bad: trustPolicy({
      Effect: "Allow",
      NotPrincipal: { AWS: "arn:aws:iam::444455556666:role/ci" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } },
    }),
    good: trustPolicy(assumeRole({ AWS: "arn:aws:iam::444455556666:role/platform-admin" })),
  },
};

// Somebody whom the statement does not list gets in: a stranger, an account of the organization, a principal of the own account.
const letsIn = unlessNothing((survey, door: Door): Decision | null => {
  if (publicStatements(survey).has(door)) return null;
  const accounts = new Set([...survey.world.memberships.keys(), door.role.account]);
  const callers: readonly Caller[] = [
    { kind: "anyone" },
    ...[...accounts].toSorted().map((account): Caller => ({ kind: "account", account })),
  ];
  for (const caller of callers) {
    const decision = knock(survey, door, caller);
    if (hasWay(decision)) return decision;
  }
  return null;
});

// Somebody whom the role names gets in more easily without the statement.
function keepsOut(survey: Survey, role: RolePrincipal, deny: Statement, doors: readonly Door[]): boolean {
  const statements = (role.trust.policy?.statements ?? []).filter((statement) => statement !== deny);
  const without: RolePrincipal = { ...role, trust: withPolicy(role.trust, { statements, notes: [] }) };
  return doors.some((door) => {
    const caller = callerAt(survey, door);
    if (caller === null) return false;
    const ask = (target: RolePrincipal): Decision => decide(survey.world, caller, target);
    return JSON.stringify(waysOf(ask(role))) !== JSON.stringify(waysOf(ask(without)));
  });
}

function checkRole(survey: Survey, doors: readonly Door[]): readonly Draft[] {
  const [door] = doors;
  if (door === undefined) return [];
  const { role } = door;
  const allows = doors.flatMap((door) => {
    const decision = door.statement.notPrincipals === null ? null : letsIn(survey, door);
    return decision === null ? [] : [{ statement: door.statement, decision }];
  });
  const denies = (role.trust.policy?.statements ?? []).filter(
    (statement) =>
      statement.effect === "Deny" &&
      statement.notPrincipals !== null &&
      keepsOut(survey, role, statement, doors),
  );
  if (allows.length + denies.length === 0) return [];
  const severity = allows.length > 0 ? "high" : "low";
  const statements = [...allows.map(({ statement }) => statement), ...denies];
  const judgement = judge(allows.length > 0 ? "organization" : "principal", powerOf(survey, role), [
    severity,
    severity,
  ]);
  const entry = allows[0]?.decision ?? null;
  const way = entry === null ? [] : easiest(waysOf(entry));
  const listed = statements.flatMap((statement) => statement.notPrincipals ?? []).map(({ text }) => text);
  return [
    {
      identity: [role.arn, severity],
      about: role,
      severity: judgement.severity,
      title: `The trust policy of ${role.name} uses NotPrincipal with ${allows.length > 0 ? "Allow" : "Deny"}`,
      principals: listed.length === 0 ? ["*"] : listed,
      evidence: statements.map((statement) =>
        doorProof(
          { ...door, statement },
          "if",
          `${statement.effect === "Allow" ? "allows" : "denies"} everyone whom its NotPrincipal does not list`,
        ),
      ),
      ...(entry === null ? {} : shownCaller(way, exampleCaller(entry, way))),
      why:
        `The trust policy of ${roleText(survey.world, role)} ${allows.length > 0 ? "lets in" : "keeps out"} everyone but ${joined(listed)}. ` +
        `IAM does not document NotPrincipal for trust policies. ${judgement.text}`,
      fix:
        allows.length > 0
          ? `Name in Principal who needs ${role.name}.`
          : "Deny `*` instead, with ArnNotLike on aws:PrincipalArn for those who are exempt.",
    },
  ];
}

export const trustNotprincipal: Rule = {
  id,
  references,
  check: (survey) => {
    const doors = survey.doors.filter(({ role }) =>
      role.trust.policy?.statements.some((statement) => statement.notPrincipals !== null),
    );
    return groupBy(doors, ({ role }) => role.arn).flatMap((group) => checkRole(survey, group));
  },
};
