import type { Caller } from "../decide/caller/caller.js";
import { callerId } from "../decide/caller/describe.js";
import type { World } from "../world/world.js";
import { hopEnd, type IndirectHop, verdictOf } from "./hop.js";
import { homeOf, providerHops, raiseHops, raiseOtherHops, takeOverHops } from "./iam-hops.js";
import { serviceHops } from "./service-hops.js";
import type { ServiceWay } from "./way.js";

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
  const best = new BestHops();
  best.addAll(raiseHops(world, caller, account));
  if (best.isCertain) return best.sorted();
  best.addAll(takeOverHops(world, caller, account));
  if (caller.kind !== "account") {
    best.addAll(raiseOtherHops(world, caller, account, (way) => best.mayChange(account, way)));
    best.addAll(serviceHops(world, caller, account, (role, way) => best.mayChange(role.arn, way)));
  }
  best.addAll(providerHops(world, caller, account));
  return best.sorted();
}

/** The least conditional hop to each principal: the first that is allowed, else the first. */
class BestHops {
  private readonly byEnd = new Map<string, IndirectHop>();

  addAll(hops: Iterable<IndirectHop>): void {
    for (const hop of hops) {
      const end = hopEnd(hop);
      const before = this.byEnd.get(end);
      if (before === undefined || (verdictOf(before) === "conditional" && verdictOf(hop) === "allowed"))
        this.byEnd.set(end, hop);
    }
  }

  /** Whether some hop is allowed. */
  get isCertain(): boolean {
    return [...this.byEnd.values()].some((hop) => verdictOf(hop) === "allowed");
  }

  /** Whether a hop to that end by the way can be better than what is known. */
  mayChange(end: string, way: Conditional): boolean {
    const known = this.byEnd.get(end);
    return known === undefined || (verdictOf(known) === "conditional" && !isAlwaysConditional(way));
  }

  /** By their ends. */
  sorted(): readonly IndirectHop[] {
    return [...this.byEnd].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, hop]) => hop);
  }
}

type Conditional = Pick<ServiceWay, "exists" | "given">;

function isAlwaysConditional({ exists, given }: Conditional): boolean {
  return exists !== undefined || given !== undefined;
}
