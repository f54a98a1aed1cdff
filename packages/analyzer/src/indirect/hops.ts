import type { Caller } from "../decide/caller/caller.js";
import { callerId } from "../decide/caller/describe.js";
import type { World } from "../world/world.js";
import { hopEnd, type IndirectHop, verdictOf } from "./hop.js";
import { homeOf, providerHops, raiseHops, raiseOtherHops, takeOverHops } from "./iam-hops.js";
import { serviceHops } from "./service-hops.js";

/** The indirect hops of a snapshot, found when they are asked for. */
export interface IndirectHops {
  /** The hops of one caller: one for each principal that it gets hold of, the least conditional. Sorted by that principal. */
  readonly of: (caller: Caller) => readonly IndirectHop[];
}

/**
 * The ways of the table (semantics 4), each decided for a caller when it is first asked for.
 *
 * Whoever can give itself everything controls its account: one hop to the account stands for all the others, and from
 * there go the hops to its users and roles.
 */
export function indirectHops(world: World): IndirectHops {
  const found = new Map<string, readonly IndirectHop[]>();
  return {
    of: (caller) => {
      // Two session policies may go by one name.
      if (caller.kind === "role" && caller.session.policy !== undefined) return hopsOf(world, caller);
      const key =
        caller.kind === "role" ? `${callerId(caller)} ${caller.session.signature}` : callerId(caller);
      let hops = found.get(key);
      if (hops === undefined) {
        hops = hopsOf(world, caller);
        found.set(key, hops);
      }
      return hops;
    },
  };
}

function hopsOf(world: World, caller: Caller): readonly IndirectHop[] {
  const account = homeOf(world, caller);
  if (account === null) return [];
  const raises = bestByEnd(raiseHops(world, caller, account));
  if (raises.some((hop) => verdictOf(hop) === "allowed")) return raises;
  const unnamed = caller.kind === "account";
  return bestByEnd([
    ...raises,
    ...takeOverHops(world, caller, account),
    ...(unnamed ? [] : raiseOtherHops(world, caller, account)),
    ...(unnamed ? [] : serviceHops(world, caller, account)),
    ...providerHops(world, caller, account),
  ]);
}

function bestByEnd(hops: readonly IndirectHop[]): readonly IndirectHop[] {
  const best = new Map<string, IndirectHop>();
  for (const hop of hops) {
    const end = hopEnd(hop);
    const before = best.get(end);
    if (before === undefined || (verdictOf(before) === "conditional" && verdictOf(hop) === "allowed"))
      best.set(end, hop);
  }
  return [...best].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, hop]) => hop);
}
