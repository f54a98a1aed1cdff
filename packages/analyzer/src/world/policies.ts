import type { Policy } from "../policy/document.js";
import { maySpeakOf } from "../policy/lazy-policy.js";
import type { Principal } from "./entity.js";
import type { PolicyRef } from "./policy-ref.js";
import type { World } from "./world.js";

/** Every policy of the snapshot where it is attached: trust, identity, boundary, SCP, RCP; each reference once. */
export function allPolicies(world: World): ReadonlySet<PolicyRef> {
  const refs = new Set<PolicyRef>();
  eachReference(world, (ref) => refs.add(ref));
  return refs;
}

// One that hangs in several places is seen several times.
function eachReference(world: World, see: (ref: PolicyRef) => void): void {
  // Many principals have the same list.
  const seen = new Set<readonly PolicyRef[]>();
  const seeAll = (refs: readonly PolicyRef[]): void => {
    if (seen.has(refs)) return;
    seen.add(refs);
    for (const ref of refs) see(ref);
  };
  const seePrincipal = ({ identityPolicies, boundary }: Principal): void => {
    if (identityPolicies.length > 0) seeAll(identityPolicies);
    if (boundary !== null) see(boundary);
  };
  for (const user of world.users.values()) seePrincipal(user);
  for (const role of world.roles.values()) seePrincipal(role);
  for (const role of world.roles.values()) see(role.trust);
  for (const membership of world.memberships.values())
    for (const level of [...membership.scps, ...membership.rcps]) seeAll(level.policies);
}

const ofEntry = new WeakMap<World, ReadonlySet<Policy>>();

/** Every policy that may speak of entering roles, once for all places where it is attached. */
export function policiesOfEntry(world: World): ReadonlySet<Policy> {
  let policies = ofEntry.get(world);
  if (policies === undefined) {
    const found = new Set<Policy>();
    eachReference(world, ({ policy }) => {
      if (policy !== null && maySpeakOf(policy, "sts:AssumeRole")) found.add(policy);
    });
    policies = found;
    ofEntry.set(world, policies);
  }
  return policies;
}
