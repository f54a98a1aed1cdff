import type { Principal, RolePrincipal, UserPrincipal } from "../world/entity.js";
import type { PolicyRef } from "../world/policy-ref.js";
import type { World } from "../world/world.js";
import type { Call } from "./call.js";
import type { Caller } from "./caller.js";
import { and, type Formula, not, or, TRUE } from "./formula.js";
import { factsFor } from "./keys/facts.js";
import { openOf } from "./open.js";
import { someSession } from "./session.js";
import { solve } from "./solve.js";
import { anyOf, applicable } from "./statement.js";

// Actions of unlike services, one that does not exist among them: who may call all of them may call everything.
const PROBES: readonly (readonly [string, string])[] = [
  ["iam:CreateUser", "arn:aws:iam::000000000000:user/rolepath-probe"],
  ["iam:AttachRolePolicy", "arn:aws:iam::000000000000:role/rolepath-probe"],
  ["s3:DeleteBucket", "arn:aws:s3:::rolepath-probe"],
  ["ec2:RunInstances", "arn:aws:ec2:us-east-1:000000000000:instance/rolepath-probe"],
  ["kms:ScheduleKeyDeletion", "arn:aws:kms:us-east-1:000000000000:key/rolepath-probe"],
  ["rolepath-probe:Anything", "arn:aws:rolepath-probe:us-east-1:000000000000:anything"],
];

const cache = new WeakMap<Principal, boolean>();

/**
 * Whether the principal is an administrator of its account: it may do everything there, or change IAM so that it may.
 *
 * Decided by what its policies allow, boundary and SCPs included, never by their names; a condition that can be met
 * counts as met.
 */
export function isAdmin(world: World, principal: UserPrincipal | RolePrincipal): boolean {
  const known = cache.get(principal);
  if (known !== undefined) return known;
  const result =
    PROBES.every(([action, resource]) =>
      mayDo(world, principal, action, resource.replaceAll("000000000000", principal.account)),
    ) || raisesItself(world, principal);
  cache.set(principal, result);
  return result;
}

// Rights to give oneself any policy: semantics 4.1, "put identity permission on self".
function raisesItself(world: World, principal: UserPrincipal | RolePrincipal): boolean {
  const kind = principal.kind === "user" ? "User" : "Role";
  return (
    mayDo(world, principal, `iam:Put${kind}Policy`, principal.arn) ||
    mayDo(world, principal, `iam:Attach${kind}Policy`, principal.arn)
  );
}

/** Whether identity policies, boundary and SCPs let the principal call an action on a resource of its own account, in some request context. */
export function mayDo(
  world: World,
  principal: UserPrincipal | RolePrincipal,
  action: string,
  resource: string,
): boolean {
  const caller: Caller =
    principal.kind === "user"
      ? { kind: "user", user: principal }
      : { kind: "role", role: principal, session: someSession(null) };
  const call: Call = {
    world,
    caller,
    target: ownTarget(principal),
    action: "sts:AssumeRole",
    facts: factsFor(world, caller, ownTarget(principal)),
    pinnedKeys: [],
    note: () => undefined,
  };
  const allow = (refs: readonly PolicyRef[]): Formula =>
    anyOf(applicable(refs, "Allow", action, resource, call));
  const deny = (refs: readonly PolicyRef[]): Formula =>
    not(anyOf(applicable(refs, "Deny", action, resource, call)));
  const boundary =
    principal.boundary === null ? TRUE : and([allow([principal.boundary]), deny([principal.boundary])]);
  const membership = world.memberships.get(principal.account);
  const levels = membership === undefined || membership.management ? [] : membership.scps;
  const formula = and([
    allow(principal.identityPolicies),
    deny(principal.identityPolicies),
    boundary,
    ...levels.map((level) => and([allow(level.policies), deny(level.policies)])),
  ]);
  if (formula.kind === "true" || formula.kind === "false") return formula.kind === "true";
  const open = openOf(call, or([formula]));
  return solve(and([open.formula, open.background]), open.specs).kind === "clause";
}

// Keys of the resource are those of the account; its tags are the principal's own, the nearest there is to an unnamed resource.
function ownTarget(principal: UserPrincipal | RolePrincipal): RolePrincipal {
  return {
    ...principal,
    kind: "role",
    trust: { policy: null, source: "", file: "", documentPointer: "" },
    maxSessionSeconds: 0,
    serviceLinked: false,
    identityCenter: false,
  };
}
