import type { Caller } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import { perPairOfObjects } from "../../policy/per-pair.js";
import type { RolePrincipal } from "../../world/entity.js";
import { isContradictory } from "../chain/joint-witness.js";
import type { Chain, HopDecision } from "../chain/step.js";
import { ByFans } from "./by-fans.js";
import type { Surroundings } from "./distance.js";
import type { Fan, Place, Step } from "./fan.js";

/** States that one search may visit; beyond, the answer says that it is not complete. */
export const STATE_COUNT_MAX = 50_000;

export interface WalkOptions {
  readonly hopCountMax: number;
  /** Roles that the search may pass through; all when absent. */
  readonly through?: ReadonlySet<string>;
  /** Roles that the search enters and does not go on from. */
  readonly ends?: ReadonlySet<string>;
  /** Stop as soon as this role is reached. */
  readonly target?: string;
  /** Of the target: nothing is tried from where too few hops are left. */
  readonly near?: Surroundings;
  /** States that the search may visit. */
  readonly stateCountMax?: number;
  /** Called with every hop that is tried and not refused; without it hops that lead to nothing new are not tried again. */
  readonly onHop?: (hop: HopDecision) => void;
}

/** The last hop of a way from the start of a walk. */
export class Trail {
  /** How many hops the way has. */
  readonly hopCount: number;
  /** The role that its first hop leads to. */
  readonly entry: RolePrincipal;
  private own: HopDecision | null = null;

  constructor(
    private readonly fan: Fan,
    private readonly decision: HopDecision,
    private readonly from: Place,
    readonly before: Trail | null,
  ) {
    this.hopCount = before === null ? 1 : before.hopCount + 1;
    this.entry = before === null ? this.role : before.entry;
  }

  /** The role that it leads to. */
  get role(): RolePrincipal {
    return this.decision.call.target;
  }

  /** The decision as that of whoever made the hop, or of another who starts from the same fans. */
  hop(other?: Caller): HopDecision {
    if (other !== undefined) return this.fan.own(this.decision, other);
    const own = this.own ?? this.fan.own(this.decision, this.from.caller);
    this.own = own;
    return own;
  }
}

export interface Walk {
  /** The last hop of a shortest chain to each role that is reached, by ARN. */
  readonly reached: ReadonlyMap<string, Trail>;
  readonly complete: boolean;
}

/**
 * Breadth first over places; equal states are visited once, which bounds the walk, cycles included.
 *
 * A fan whose hops have all been made leads to nothing new from another caller, so it is left out from then on.
 */
export function walk(start: Place, options: WalkOptions): Walk {
  const { near, target, hopCountMax } = options;
  // Mostly the chain is as short as the graph allows, and few roles are on the way.
  const least = near?.hopsLeft(callerId(start.caller)) ?? 0;
  if (target !== undefined && least > 0 && least < hopCountMax) {
    const shortest = walkWithin(start, { ...options, hopCountMax: least });
    if (shortest.reached.has(target)) return shortest;
  }
  return walkWithin(start, options);
}

function walkWithin(start: Place, options: WalkOptions): Walk {
  const through = options.near?.nodes ?? options.through;
  const { stateCountMax = STATE_COUNT_MAX } = options;
  const isTooFar = (arn: string, hopCount: number): boolean =>
    options.near !== undefined &&
    hopCount + (options.near.hopsLeft(arn) ?? Number.POSITIVE_INFINITY) > options.hopCountMax;
  const reached = new Map<string, Trail>();
  const visited = new Set<string>();
  const made = new Set<Fan>();
  let complete = true;
  let frontier: { readonly place: Place; readonly before: Trail | null }[] = [{ place: start, before: null }];
  for (let hopCount = 1; hopCount <= options.hopCountMax && frontier.length > 0; hopCount += 1) {
    const next: { place: Place; before: Trail | null }[] = [];
    for (const { place, before } of frontier) {
      const fans = leadingThrough(place.fans(), through).filter(
        (fan) => options.onHop !== undefined || !made.has(fan),
      );
      const contradicted = new Set<Fan>();
      for (const step of inOrder(fans, through)) {
        const { role, fan } = step;
        if (isTooFar(role.arn, hopCount)) continue;
        const decision = step.decision();
        if (decision === null) continue;
        let trail: Trail | null = null;
        options.onHop?.(fan.own(decision, place.caller));
        if (!reached.has(role.arn)) {
          trail = new Trail(fan, decision, place, before);
          if (isContradictory(chainOf(trail))) {
            // Sessions that look the same may have come about otherwise.
            complete = false;
            contradicted.add(fan);
            continue;
          }
          reached.set(role.arn, trail);
        }
        if (role.arn === options.target) return { reached, complete };
        if (hopCount === options.hopCountMax || options.ends?.has(role.arn) === true) continue;
        const after = step.after();
        complete &&= after.complete;
        for (const to of after.places) {
          if (visited.has(to.state)) continue;
          if (visited.size >= stateCountMax) {
            complete = false;
            continue;
          }
          visited.add(to.state);
          trail ??= new Trail(fan, decision, place, before);
          next.push({ place: to, before: trail });
        }
      }
      for (const fan of fans) if (!contradicted.has(fan)) made.add(fan);
    }
    frontier = next;
  }
  return { reached, complete };
}

/** A trail as a chain; `first` may stand in for who started it, when both start from the same fans. */
export function chainOf(trail: Trail, first?: Caller): Chain {
  const hops: HopDecision[] = [];
  for (let at: Trail | null = trail; at !== null; at = at.before)
    hops.push(at.before === null ? at.hop(first) : at.hop());
  return { hops: hops.toReversed() };
}

/** The steps of fans into the roles of a set, sorted by role, whichever fan they are in. */
export function inOrder(fans: readonly Fan[], through: ReadonlySet<string> | undefined): readonly Step[] {
  const lists = fans.map((fan) => stepsThrough(fan, through));
  const [only = []] = lists;
  return lists.length <= 1 ? only : lists.flat().sort(byRole);
}

// Walks with the same set, which nobody changes, meet the same fans, and the same lists of them, again and again.
const knownSteps = perPairOfObjects<ReadonlySet<string>, Fan, readonly Step[]>();
const knownFans = perPairOfObjects<ReadonlySet<string>, readonly Fan[], readonly Fan[]>();

/** The fans of a list that lead into roles of a set: a caller has one for each account, and few of them count. */
function leadingThrough(fans: readonly Fan[], through: ReadonlySet<string> | undefined): readonly Fan[] {
  if (through === undefined) return fans;
  return knownFans.of(through, fans, () => fans.filter((fan) => stepsThrough(fan, through).length > 0));
}

/** The steps of a fan into the roles of a set, sorted by role. */
export function stepsThrough(fan: Fan, through: ReadonlySet<string> | undefined): readonly Step[] {
  if (through === undefined) return fan.steps;
  return knownSteps.of(through, fan, () => fan.stepsInto(through));
}

function byRole(a: Step, b: Step): number {
  return a.role.arn < b.role.arn ? -1 : 1;
}

/** Walks with the same options, one for all who start from the same fans; the chains are of whoever came first. */
export function sharedWalks(options: WalkOptions): ByFans<Walk> {
  return new ByFans((place) => walk(place, options));
}
