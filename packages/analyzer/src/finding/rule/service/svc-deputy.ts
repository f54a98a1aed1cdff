import type { RolePrincipal } from "../../../world/entity.js";
import { type ServiceDoor, serviceProof, serviceThrough, strangeAccount } from "../../door/service-door.js";
import { serviceSource } from "../../door/service-source.js";
import type { Draft, FindingInfo, FindingReference, Repair, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { powerOf } from "../../power/power.js";
import { isStrong } from "../../power/strong.js";
import { withTest } from "../../repair/edit.js";
import { judge } from "../../severity.js";
import type { Door } from "../../survey/door.js";
import { perSurvey, type Survey } from "../../survey/survey.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { CONFUSED_DEPUTY, GLOBAL_KEYS } from "../../text/references.js";
import { accountText, askText, joined, unique } from "../../text/words.js";
import { arnLike, valueIn } from "../../token/token-door.js";
import { shownPassage } from "../../token/token-finding.js";

const id = "SVC-DEPUTY";
const references: readonly FindingReference[] = [CONFUSED_DEPUTY, GLOBAL_KEYS];

export const svcDeputyInfo: FindingInfo = {
  id,
  title: "An AWS service may use the role for another customer",
  severity: "low; medium when the role is an administrator or can become one",
  when:
    "The role trusts a service whose guide shows `aws:SourceArn` or `aws:SourceAccount` in trust policies, and a call on behalf of a " +
    "resource in an account that nobody has heard of gets in. The role must touch data or more. Services that are not known to send " +
    "these keys are not reported, nor those that run their customer's code and take a role only from whoever may pass it (EC2, " +
    "Lambda, ECS tasks, CodeBuild, SageMaker, …). An RCP of the organization that ties services to it is enough for all roles. " +
    "Administrators are reported one by one, other roles together by account and service.",
  why:
    "The service is trusted and works for everybody. Where it can be told the ARN of a role of another account, as with AWS AppSync " +
    "until 2022, it becomes a deputy that carries a stranger's request into your account. Most services check that a role is passed " +
    "inside one account, so this is a second lock, and the one that does not depend on them.",
  fix:
    "Add `StringEquals` on `aws:SourceAccount` with the account of the role, and `ArnLike` on `aws:SourceArn` with the resource that " +
    "uses it. For all roles at once: an RCP that denies services that work for accounts outside the organization (`aws:SourceOrgID`).",
  references,
  example: {
    setting: "A role for state machines of the account; it reads a bucket.",
    bad: trustPolicy(assumeRole({ Service: "states.amazonaws.com" })),
    good: trustPolicy(
      assumeRole(
        { Service: "states.amazonaws.com" },
        {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:states:eu-west-1:111122223333:stateMachine:*" },
        },
      ),
    ),
  },
};

/** The keys of a request that a service makes for a stranger. */
const strange = perSurvey((survey: Survey) => strangeAccount(survey));

const throughForStranger = serviceThrough((survey, door) => {
  const account = strange(survey);
  return {
    pins: {
      "aws:SourceAccount": account,
      "aws:SourceOrgID": "o-rolepathstranger",
      "aws:SourceOrgPaths": ["o-rolepathstranger/r-root/"],
      // Firehose, for one, sends the account as the external id; others send none.
      ...(asksForId(door) ? { "sts:ExternalId": account } : {}),
    },
    // ARNs of buckets name no account.
    demands: [
      valueIn("aws:SourceArn", [arnLike(`arn:*:*:*:${account}:*`), arnLike("arn:*:s3:::rolepath-stranger*")]),
    ],
  };
});

function deputyDoors(survey: Survey): readonly ServiceDoor[] {
  return survey.serviceDoors.flatMap((door) => {
    if (door.form.kind !== "service" || serviceSource(door.form.name)?.answer !== "sends") return [];
    const power = powerOf(survey, door.role);
    if (power === "none" || power === "read") return [];
    return throughForStranger(survey, door) ?? [];
  });
}

function asksForId({ role }: Door): boolean {
  return (role.trust.policy?.statements ?? []).some(({ conditions }) =>
    conditions.some(({ keyId }) => keyId === "sts:externalid"),
  );
}

function draft(survey: Survey, doors: readonly ServiceDoor[]): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const { role } = first.door;
  const roles = [...new Map(doors.map(({ door }) => [door.role.arn, door.role])).values()];
  const names = unique(roles.map(({ name }) => name));
  const services = unique(doors.map(({ service }) => service));
  const { severity, text } = judge("service", powerOf(survey, role), ["low", "medium"]);
  const sources = unique(services.map((service) => serviceSource(service)?.source ?? ""));
  const one = roles.length === 1;
  const repair = one ? repairOf(survey, role, doors) : null;
  return [
    {
      identity: [...(isStrong(survey, role) ? [role.arn] : [role.account]), ...services],
      about: role,
      severity,
      title: `${joined(services)} may use ${one ? role.name : `${roles.length} roles of account ${role.account}`} for another customer`,
      principals: services,
      evidence: serviceProof(doors, "allows the service whomever it works for"),
      ...shownPassage(first.passage),
      why:
        `The trust ${one ? "policy" : "policies"} of ${joined(names)} in ${accountText(survey.world, role.account)} ${one ? "lets" : "let"} ` +
        `${joined(services)} in and ${one ? "does" : "do"} not test for whom the service works, though it says so ` +
        `(${sources.join(", ")}).${askText(first.passage.way)} ${text}`,
      fix:
        `${isShared(doors) ? `Give ${joined(services)} a statement without the other principals, and add` : "Add"} StringEquals on ` +
        `aws:SourceAccount with ${role.account}, and ArnLike on aws:SourceArn with the resource that uses the role.`,
      ...(repair === null ? {} : { repair }),
    },
  ];
}

// Others of the statement would be locked out by a test of what they do not send.
function isShared(doors: readonly ServiceDoor[]): boolean {
  return doors.some(({ door: { statement } }) =>
    (statement.principals ?? []).some(
      (form) => form.kind !== "service" || serviceSource(form.name)?.answer !== "sends",
    ),
  );
}

function repairOf(survey: Survey, role: RolePrincipal, doors: readonly ServiceDoor[]): Repair | null {
  if (isShared(doors)) return null;
  const statements = [...new Set(doors.map(({ door }) => door.statement))];
  const test = { operator: "StringEquals", key: "aws:SourceAccount", values: [role.account] };
  const edits = statements.map((statement) => withTest(survey, role, statement, test));
  return edits.every((edit) => edit !== null) ? { policy: role.trust, operations: edits.flat() } : null;
}

// Roles that matter most are a finding each; the rest one for each service and account, as many as there may be.
function groupsOf(survey: Survey): readonly (readonly ServiceDoor[])[] {
  const byRole = groupBy(deputyDoors(survey), ({ door }) => door.role.arn);
  const strong = byRole.filter(([first]) => first !== undefined && isStrong(survey, first.door.role));
  const rest = byRole.filter((doors) => !strong.includes(doors));
  const kind = (doors: readonly ServiceDoor[]): string =>
    `${doors[0]?.door.role.account} ${unique(doors.map(({ service }) => service)).join(" ")}`;
  return [...strong, ...groupBy(rest, kind).map((groups) => groups.flat())];
}

export const svcDeputy: Rule = {
  id,
  references,
  check: (survey) => groupsOf(survey).flatMap((doors) => draft(survey, doors)),
};
