import { asCaller, type Caller } from "../../../decide/caller/caller.js";
import { ROOT_TASK_POLICIES, rootTarget } from "../../../decide/caller/root-task.js";
import { type Decision, decide } from "../../../decide/decide.js";
import type { RolePrincipal, UserPrincipal } from "../../../world/entity.js";
import type { World } from "../../../world/world.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { weakerSpeakers } from "../../power/strong.js";
import { newcomers } from "../../survey/newcomer.js";
import type { Survey } from "../../survey/survey.js";
import { asksForMfa, easiest, hasWay, waysOf } from "../../survey/way.js";
import { trustPolicy } from "../../text/example.js";
import { exampleCaller, shownCaller } from "../../text/example-caller.js";
import { distinct, grantsOf } from "../../text/proof.js";
import { ASSUME_ROOT, ROOT_TASKS } from "../../text/references-guard.js";
import { accountText, askText, joined } from "../../text/words.js";

const id = "MGMT-ASSUMEROOT";
const references: readonly FindingReference[] = [ASSUME_ROOT, ROOT_TASKS];

export const mgmtAssumerootInfo: FindingInfo = {
  id,
  title: "Somebody may take root tasks in every member account",
  severity: "high; medium when MFA is asked for",
  when:
    "A user or role of the management account, or of the delegated administrator for IAM, is no administrator and may call " +
    "`sts:AssumeRoot` on member accounts that nobody has named, with a task that gives something away: making a login for the root " +
    "user, unlocking the policy of a bucket or a queue. Where the policy names the accounts, or where `sts:TaskPolicyArn` leaves only the " +
    "tasks that audit or delete root credentials, it is not reported. Administrators of those accounts have the right anyway.",
  why:
    "What the account's own policies say does not hold a root session: it removes the bucket policy that keeps everybody out, or opens " +
    "the root login for a new password. Only the task that it was opened for and SCPs limit it.",
  fix: "Demand the task with `StringEquals` on `sts:TaskPolicyArn`, and name the accounts in `Resource`. Ask for MFA.",
  references,
  example: {
    setting:
      "An identity policy of a role of the management account that is no administrator; 444455556666 is a member.",
    bad: trustPolicy({ Effect: "Allow", Action: "sts:AssumeRoot", Resource: "*" }),
    good: trustPolicy({
      Effect: "Allow",
      Action: "sts:AssumeRoot",
      Resource: "arn:aws:iam::444455556666:root",
      Condition: {
        StringEquals: { "sts:TaskPolicyArn": "arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy" },
      },
    }),
  },
};

/** Tasks that only look, or only take credentials away. */
const HARMLESS = /\/(IAMAuditRootUserCredentials|IAMDeleteRootUserCredentials)$/;

const GRAVE_TASKS = ROOT_TASK_POLICIES.filter((task) => !HARMLESS.test(task));

function draft(survey: Survey, principal: UserPrincipal | RolePrincipal): readonly Draft[] {
  const { world } = survey;
  const caller = asCaller(principal);
  const fresh = newcomers(survey);
  const tasks = GRAVE_TASKS.filter((task) =>
    fresh.callers.some(
      (newcomer) =>
        newcomer.kind === "account" && waysInto(fresh.world, caller, newcomer.account, task) !== null,
    ),
  );
  const [task] = tasks;
  if (task === undefined) return [];
  const entry = firstEntry(world, caller, task);
  if (entry === null) return [];
  const ways = waysOf(entry);
  const way = easiest(ways);
  const mfa = ways.every(asksForMfa);
  const severity = mfa ? "medium" : "high";
  const names = tasks.map((arn) => arn.slice(arn.lastIndexOf("/") + 1));
  return [
    {
      identity: [principal.arn],
      about: principal,
      severity,
      title: `${principal.name} may take root tasks in every member account`,
      principals: [principal.arn],
      evidence: distinct(grantsOf(entry).filter(({ layer }) => layer === "identity")),
      ...shownCaller(way, exampleCaller(entry, way)),
      why:
        `${principal.kind === "user" ? "User" : "Role"} ${principal.name} of ${accountText(world, principal.account)} is no administrator, but may ` +
        `call sts:AssumeRoot on any member account with ${joined(names)}.${askText(way)} Severity ${severity}: a root session of a ` +
        `member account is not held by the policies in it${mfa ? "; one step lower, since MFA is asked for" : ""}.`,
      fix: `Demand the task that ${principal.name} needs with StringEquals on sts:TaskPolicyArn, and name the accounts in Resource.`,
    },
  ];
}

function firstEntry(world: World, caller: Caller, task: string): Decision | null {
  for (const account of [...world.memberships.keys()].toSorted()) {
    const entry = waysInto(world, caller, account, task);
    if (entry !== null) return entry;
  }
  return null;
}

function waysInto(world: World, caller: Caller, account: string, task: string): Decision | null {
  const target = rootTarget(world, account);
  if (typeof target === "string") return null;
  const decision = decide(world, caller, target, { "sts:TaskPolicyArn": task });
  return hasWay(decision) ? decision : null;
}

export const mgmtAssumeroot: Rule = {
  id,
  references,
  check: (survey) =>
    weakerSpeakers(survey, ["sts:AssumeRoot"], (account) =>
      survey.world.rootAdministrators.has(account),
    ).flatMap((principal) => draft(survey, principal)),
};
