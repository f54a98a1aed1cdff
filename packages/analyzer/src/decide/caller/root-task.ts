import { NOTHING_ATTACHED, type RolePrincipal } from "../../world/entity.js";
import { type PolicyRef, policyRef } from "../../world/policy-ref.js";
import { NO_TAGS } from "../../world/tags.js";
import type { World } from "../../world/world.js";
import type { Caller } from "./caller.js";
import { accountOf } from "./caller.js";

/** A root session of AssumeRoot lasts at most 15 minutes. AWS STS API Reference, AssumeRoot. */
const ROOT_SECONDS_MAX = 900;

/** The task policies that AssumeRoot takes. AWS STS API Reference, AssumeRoot. */
export const ROOT_TASK_POLICIES: readonly string[] = [
  "IAMAuditRootUserCredentials",
  "IAMCreateRootUserPassword",
  "IAMDeleteRootUserCredentials",
  "S3UnlockBucketPolicy",
  "SQSUnlockQueuePolicy",
].map((name) => `arn:aws:iam::aws:policy/root-task/${name}`);

/** The root user of a member account as a target, or why it is none. Semantics 1.8. */
export function rootTarget(world: World, account: string): RolePrincipal | string {
  const membership = world.memberships.get(account);
  if (membership === undefined)
    return `account ${account} is not known to be a member of the organization, so AssumeRoot does not reach it`;
  const partition = partitionOf(world, account);
  return {
    kind: "role",
    arn: `arn:${partition}:iam::${account}:root`,
    partition,
    account,
    name: `root of ${membership.name ?? account}`,
    path: "/",
    uniqueId: account,
    tags: NO_TAGS,
    identityPolicies: [],
    boundary: null,
    createdAt: null,
    attached: NOTHING_ATTACHED,
    trust: ruleOf(world),
    maxSessionSeconds: ROOT_SECONDS_MAX,
    lastUsed: null,
    serviceLinked: false,
    identityCenter: false,
  };
}

const rules = new WeakMap<World, PolicyRef>();

// There is no trust policy: being of such an account delegates to its identity policies.
function ruleOf(world: World): PolicyRef {
  let rule = rules.get(world);
  if (rule === undefined) {
    const Principal = { AWS: [...world.rootAdministrators] };
    const Statement = { Effect: "Allow", Principal, Action: "sts:AssumeRoot" };
    rule = policyRef({ Version: "2012-10-17", Statement }, "rule of AssumeRoot", "organization.json", "");
    rules.set(world, rule);
  }
  return rule;
}

function partitionOf(world: World, account: string): string {
  const entry = world.accounts.get(account);
  return (entry?.roles[0] ?? entry?.users[0])?.partition ?? "aws";
}

/** Whether a target is the root user of an account. */
export function isRootTarget(target: RolePrincipal): boolean {
  return target.arn.endsWith(":root");
}

/** Who may call AssumeRoot at all; null when the caller may. AWS STS API Reference, AssumeRoot. */
export function rootRefusal(world: World, caller: Caller, target: RolePrincipal): string | null {
  if (world.memberships.get(target.account)?.management === true)
    return "AssumeRoot reaches member accounts, not the management account";
  if (caller.kind === "root") return "root users cannot call AssumeRoot";
  const account = accountOf(caller);
  if (account === null || caller.kind === "federation-token")
    return "only principals of the management account or of the delegated administrator for IAM can call AssumeRoot";
  return world.rootAdministrators.has(account)
    ? null
    : "only principals of the management account or of the delegated administrator for IAM can call AssumeRoot; the snapshot knows of no such delegation";
}
