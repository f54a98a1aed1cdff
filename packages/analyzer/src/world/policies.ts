import type { Policy } from "../policy/document.js";
import { maySpeakOf } from "../policy/lazy-policy.js";
import type { PolicyRef } from "./policy-ref.js";
import type { World } from "./world.js";

/** Every policy of the snapshot where it is attached: trust, identity, boundary, SCP, RCP; each reference once. */
export function allPolicies(world: World): ReadonlySet<PolicyRef> {
  const refs = new Set<PolicyRef>();
  for (const principal of [...world.users.values(), ...world.roles.values()]) {
    for (const ref of principal.identityPolicies) refs.add(ref);
    if (principal.boundary !== null) refs.add(principal.boundary);
  }
  for (const role of world.roles.values()) refs.add(role.trust);
  for (const membership of world.memberships.values()) {
    for (const level of [...membership.scps, ...membership.rcps])
      for (const ref of level.policies) refs.add(ref);
  }
  return refs;
}

const ofEntry = new WeakMap<World, ReadonlySet<Policy>>();

/** Every policy that may speak of entering roles, once for all places where it is attached. */
export function policiesOfEntry(world: World): ReadonlySet<Policy> {
  let policies = ofEntry.get(world);
  if (policies === undefined) {
    const found = new Set<Policy>();
    for (const { policy } of allPolicies(world))
      if (policy !== null && maySpeakOf(policy, "sts:AssumeRole")) found.add(policy);
    policies = found;
    ofEntry.set(world, policies);
  }
  return policies;
}
