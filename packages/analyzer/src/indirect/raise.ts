import { isAdmin, ownTarget, rulesAlready } from "../decide/admin/admin.js";
import { perObject } from "../policy/per-pair.js";
import type { Principal, RolePrincipal, UserPrincipal } from "../world/entity.js";
import { type PolicyRef, policyRef } from "../world/policy-ref.js";
import { NO_TAGS } from "../world/tags.js";
import type { World } from "../world/world.js";

const EVERYTHING = policyRef(
  { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
  "policy that the caller would write",
  "",
  "",
);

const OPEN_DOOR = policyRef(
  {
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
    },
  },
  "trust policy that the caller would write",
  "",
  "",
);

const raised = new WeakMap<Principal, boolean>();
const unbound = perObject<World, string, boolean>();
const opened = new WeakMap<RolePrincipal, RolePrincipal>();

/** Whether the principal would be an administrator if it were given every permission: boundary, SCPs and its own Deny statements stay. */
export function couldRule(world: World, principal: UserPrincipal | RolePrincipal): boolean {
  let answer = raised.get(principal);
  if (answer === undefined) {
    answer = rulesAlready(world, withAdded(principal, [EVERYTHING]));
    raised.set(principal, answer);
  }
  return answer;
}

/** Whether the principal would be an administrator with these policies added. */
export function withPolicies(
  world: World,
  principal: UserPrincipal | RolePrincipal,
  added: readonly PolicyRef[],
): boolean {
  const raisedOne = withAdded(principal, added);
  // Under a boundary, rights to raise oneself further add nothing.
  return principal.boundary === null ? isAdmin(world, raisedOne) : rulesAlready(world, raisedOne);
}

function withAdded<T extends UserPrincipal | RolePrincipal>(principal: T, added: readonly PolicyRef[]): T {
  return { ...principal, identityPolicies: [...principal.identityPolicies, ...added] };
}

/** Whether a new principal of the account, without a boundary, could be its administrator. */
export function newcomerCouldRule(world: World, like: UserPrincipal | RolePrincipal): boolean {
  return unbound.of(world, like.account, () => {
    const newcomer = { ...ownTarget(like), boundary: null, identityPolicies: [EVERYTHING], tags: NO_TAGS };
    return rulesAlready(world, newcomer);
  });
}

/** The role as if its trust policy named the caller. Whoever may not even then enter it is held back by something else. */
export function withOpenTrust(role: RolePrincipal): RolePrincipal {
  let answer = opened.get(role);
  if (answer === undefined) {
    answer = { ...role, trust: OPEN_DOOR };
    opened.set(role, answer);
  }
  return answer;
}
