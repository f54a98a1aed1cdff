import type { Principal, RolePrincipal, UserPrincipal } from "../../world/entity.js";
import { type GuardrailLevel, levelsOver } from "../../world/organization.js";
import type { PolicyRef } from "../../world/policy-ref.js";
import type { World } from "../../world/world.js";
import type { Call } from "../caller/call.js";
import { asCaller } from "../caller/caller.js";
import { and, type Formula, not, TRUE } from "../formula/formula.js";
import { solve } from "../formula/solve.js";
import { factsFor } from "../keys/facts.js";
import { openOf } from "../keys/open.js";
import { anyOf, applicable } from "../match/statement.js";
import { AdminClasses, type Probing } from "./admin-class.js";

const UNKNOWN_ACTION = "rolepath-probe:Anything";

// Actions of unlike services, one that does not exist among them: who may call all of them may call everything.
const PROBES: readonly (readonly [string, string])[] = [
  ["iam:CreateUser", "arn:aws:iam::000000000000:user/rolepath-probe"],
  ["iam:AttachRolePolicy", "arn:aws:iam::000000000000:role/rolepath-probe"],
  ["s3:DeleteBucket", "arn:aws:s3:::rolepath-probe"],
  ["ec2:RunInstances", "arn:aws:ec2:us-east-1:000000000000:instance/rolepath-probe"],
  ["kms:ScheduleKeyDeletion", "arn:aws:kms:us-east-1:000000000000:key/rolepath-probe"],
  [UNKNOWN_ACTION, "arn:aws:rolepath-probe:us-east-1:000000000000:anything"],
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
  const result = askAlike(world, principal);
  cache.set(principal, result);
  return result;
}

// Asks once for all principals of a class.
function askAlike(world: World, principal: UserPrincipal | RolePrincipal): boolean {
  const { classes, answers } = classesOf(world);
  const text = classes.textOf(principal);
  if (text === null) return false;
  const result = answers.get(text) ?? (rulesAlready(world, principal) || raisesItself(world, principal));
  answers.set(text, result);
  return result;
}

interface KnownClasses {
  readonly classes: AdminClasses;
  readonly answers: Map<string, boolean>;
}

const classesByWorld = new WeakMap<World, KnownClasses>();

// Most principals of an organization are like many others.
function classesOf(world: World): KnownClasses {
  const found = classesByWorld.get(world) ?? {
    classes: new AdminClasses(world, PROBING),
    answers: new Map<string, boolean>(),
  };
  classesByWorld.set(world, found);
  return found;
}

// Rights to change IAM, without one of which nobody below raises anybody.
const RAISING = [
  "iam:PutUserPolicy",
  "iam:AttachUserPolicy",
  "iam:PutRolePolicy",
  "iam:AttachRolePolicy",
  "iam:CreateRole",
];

// Everything that is asked below.
const PROBING: Probing = {
  actions: [...new Set([...PROBES.map(([action]) => action), ...RAISING])],
  decisive: [UNKNOWN_ACTION, ...RAISING],
  resourcesOf: (owner) => [...probesOf(owner).map(([, resource]) => resource), madeBy(owner), owner.arn],
  asTarget: ownTarget,
};

function probesOf(principal: Principal): readonly (readonly [string, string])[] {
  return PROBES.map(
    ([action, resource]) => [action, resource.replaceAll("000000000000", principal.account)] as const,
  );
}

/** Whether the principal may do everything in its account as it is, or make another principal that may: its own boundary is no matter then. */
export function rulesAlready(world: World, principal: UserPrincipal | RolePrincipal): boolean {
  const probes = probesOf(principal);
  // SCPs forbid a few actions to everybody in the account; whoever may do all the rest is its administrator still.
  const left = probes.filter(([action, resource]) => mayDo(world, principal, action, resource)).length;
  const everything =
    left * 2 >= probes.length &&
    probes.every(([action, resource]) => isGranted(world, principal, action, resource));
  return everything || makesAnother(world, principal);
}

// Rights to give oneself any policy (semantics 4.1, "put identity permission on self"); worth no more than the boundary
// lets through.
function raisesItself(world: World, principal: UserPrincipal | RolePrincipal): boolean {
  const kind = principal.kind === "user" ? "User" : "Role";
  const may = (action: string): boolean => mayDo(world, principal, action, principal.arn);
  if (!may(`iam:Put${kind}Policy`) && !may(`iam:Attach${kind}Policy`)) return false;
  const { boundary } = principal;
  if (boundary === null) return true;
  const capped = { ...principal, identityPolicies: [boundary], boundary: null };
  return probesOf(principal).every(([action, resource]) => isGranted(world, capped, action, resource));
}

// A new role with any policy, which trusts its maker by ARN: semantics 4.1, "new role".
function makesAnother(world: World, principal: UserPrincipal | RolePrincipal): boolean {
  const made = madeBy(principal);
  const may = (action: string): boolean => mayDo(world, principal, action, made);
  return may("iam:CreateRole") && (may("iam:AttachRolePolicy") || may("iam:PutRolePolicy"));
}

function madeBy({ partition, account }: Principal): string {
  return `arn:${partition}:iam::${account}:role/rolepath-probe`;
}

/** Whether identity policies, boundary and SCPs let the principal call an action on a resource of its own account, in some request context. */
function mayDo(
  world: World,
  principal: UserPrincipal | RolePrincipal,
  action: string,
  resource: string,
): boolean {
  return canHold(world, principal, action, resource, levelsOver(world, principal.account, "scps"));
}

// As mayDo, whatever the organization forbids.
function isGranted(
  world: World,
  principal: UserPrincipal | RolePrincipal,
  action: string,
  resource: string,
): boolean {
  return canHold(world, principal, action, resource, []);
}

function canHold(
  world: World,
  principal: UserPrincipal | RolePrincipal,
  action: string,
  resource: string,
  levels: readonly GuardrailLevel[],
): boolean {
  const caller = asCaller(principal);
  const target = ownTarget(principal);
  const call: Call = {
    world,
    caller,
    target,
    action: "sts:AssumeRole",
    facts: factsFor(world, caller, target),
    pinnedKeys: [],
    note: () => undefined,
  };
  const passes = (refs: readonly PolicyRef[]): Formula =>
    and([
      anyOf(applicable(refs, "Allow", action, resource, call)),
      not(anyOf(applicable(refs, "Deny", action, resource, call))),
    ]);
  const boundary = principal.boundary === null ? TRUE : passes([principal.boundary]);
  const formula = and([
    passes(principal.identityPolicies),
    boundary,
    ...levels.map((level) => passes(level.policies)),
  ]);
  if (formula.kind === "true" || formula.kind === "false") return formula.kind === "true";
  const open = openOf(call, formula);
  return solve(and([open.formula, open.background]), open.specs).kind === "clause";
}

/**
 * The principal as the resource of a call: keys of the resource are those of its account, its tags are the principal's own,
 * the nearest there is to an unnamed resource.
 */
export function ownTarget(principal: UserPrincipal | RolePrincipal): RolePrincipal {
  return {
    ...principal,
    kind: "role",
    trust: { policy: null, source: "", file: "", documentPointer: "" },
    maxSessionSeconds: 0,
    lastUsed: null,
    serviceLinked: false,
    identityCenter: false,
  };
}
