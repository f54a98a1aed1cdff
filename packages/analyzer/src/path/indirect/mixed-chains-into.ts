import { hopEnd, type IndirectHop } from "../../indirect/hop.js";
import type { Fan, Step } from "../walk/fan.js";
import { stepsThrough } from "../walk/walk.js";
import type { MixedHop } from "./mixed-hop.js";
import type { MixedPlace, MixedWays } from "./mixed-ways.js";

/** Places that may be looked at; beyond, the answer says that it is not complete. */
const PLACE_COUNT_MAX = 1_000_000;

/** One hop of a fan, or an indirect one, with the places that it leads to. */
interface Onward<Hop> {
  readonly hop: Hop;
  readonly end: string;
  readonly places: readonly MixedPlace[];
}

type Meeting = Fan | MixedPlace;

/**
 * Shortest chains into one node, of all who start somewhere near it together.
 *
 * What places and shared fans lead to is gathered once; from the node back, each is told how many hops are left. A chain
 * then takes at each place the first hop that leaves the fewest, which is what a search breadth first from its start finds.
 */
export class MixedChainsInto {
  complete = true;
  private readonly fans = new Map<Fan, readonly Onward<Step>[]>();
  private readonly places = new Map<MixedPlace, readonly Onward<IndirectHop>[]>();
  private readonly before = new Map<Meeting, Meeting[]>();
  private readonly hopsLeft = new Map<Meeting, number>();

  /** @param through nodes that chains may pass */
  constructor(
    private readonly ways: MixedWays,
    private readonly target: string,
    private readonly through: ReadonlySet<string>,
    starts: readonly MixedPlace[],
  ) {
    this.gather(starts);
    this.measure();
  }

  /** The shortest chain of a start; null where there is none of at most so many hops. */
  from(start: MixedPlace, hopCountMax: number): readonly MixedHop[] | null {
    const hopCount = this.hopsLeft.get(start);
    if (hopCount === undefined || hopCount > hopCountMax) return null;
    const hops: MixedHop[] = [];
    for (let at = start, left = hopCount; left > 0; left -= 1) {
      const [hop, next] = this.hopAt(at, left);
      hops.push(hop);
      if (next === null) break;
      at = next;
    }
    return hops;
  }

  private gather(starts: readonly MixedPlace[]): void {
    const queue = [...starts];
    const visit = (place: MixedPlace): void => {
      if (this.places.has(place)) return;
      if (this.places.size >= PLACE_COUNT_MAX) {
        this.complete = false;
        return;
      }
      const onward = this.indirectOf(place);
      this.places.set(place, onward);
      const next = onward.flatMap(({ places }) => places);
      for (const to of next) this.lead(place, to);
      queue.push(...next);
      for (const fan of place.fans(this.through)) {
        this.lead(place, fan);
        if (this.fans.has(fan)) continue;
        const steps = this.stepsOf(fan);
        this.fans.set(fan, steps);
        for (const { places } of steps)
          for (const to of places) {
            this.lead(fan, to);
            queue.push(to);
          }
      }
    };
    for (let index = 0; index < queue.length; index += 1) visit(queue[index]!);
  }

  private stepsOf(fan: Fan): readonly Onward<Step>[] {
    return stepsThrough(fan, this.through).flatMap((step) => {
      if (step.decision() === null) return [];
      const end = step.role.arn;
      if (end === this.target) return [{ hop: step, end, places: [] }];
      const after = step.after();
      this.complete &&= after.complete;
      return [{ hop: step, end, places: after.places.map((place) => this.ways.along(place)) }];
    });
  }

  private indirectOf(place: MixedPlace): readonly Onward<IndirectHop>[] {
    return place.indirect().flatMap((hop) => {
      const end = hopEnd(hop);
      if (!this.through.has(end)) return [];
      return [{ hop, end, places: end === this.target ? [] : [this.ways.afterIndirect(hop)] }];
    });
  }

  private lead(from: Meeting, to: Meeting): void {
    const known = this.before.get(to);
    if (known === undefined) this.before.set(to, [from]);
    else known.push(from);
  }

  // A fan has as many hops left as somebody who takes it.
  private measure(): void {
    const ending = ([, onward]: readonly [Meeting, readonly Onward<unknown>[]]): boolean =>
      onward.some(({ end }) => end === this.target);
    let frontier: readonly Meeting[] = [...this.fans, ...this.places].filter(ending).map(([one]) => one);
    for (let left = 1; frontier.length > 0; left += 1) {
      const next: Meeting[] = [];
      const settle = (one: Meeting): void => {
        if (this.hopsLeft.has(one)) return;
        this.hopsLeft.set(one, left);
        for (const earlier of this.before.get(one) ?? []) {
          if (isPlace(one)) next.push(earlier);
          else settle(earlier);
        }
      };
      frontier.forEach(settle);
      frontier = next;
    }
  }

  // The first hop at the place after which the fewest hops are left; direct ones come first, by their roles.
  private hopAt(place: MixedPlace, left: number): readonly [hop: MixedHop, next: MixedPlace | null] {
    let first: Onward<Step> | null = null;
    for (const fan of place.fans(this.through)) {
      if (this.hopsLeft.get(fan) !== left) continue;
      const found = this.fans.get(fan)?.find((one) => this.leaves(one, left));
      if (found !== undefined && (first === null || found.end < first.end)) first = found;
    }
    if (first !== null) {
      const { fan } = first.hop;
      const decision = fan.own(first.hop.decision()!, place.caller);
      return [{ kind: "direct", decision }, this.nextOf(first, left)];
    }
    const indirect = this.places.get(place)!.find((one) => this.leaves(one, left))!;
    return [{ kind: "indirect", hop: indirect.hop }, this.nextOf(indirect, left)];
  }

  private leaves(one: Onward<unknown>, left: number): boolean {
    return left === 1 ? one.end === this.target : this.nextOf(one, left) !== null;
  }

  private nextOf({ places }: Onward<unknown>, left: number): MixedPlace | null {
    return places.find((place) => this.hopsLeft.get(place) === left - 1) ?? null;
  }
}

function isPlace(meeting: Meeting): meeting is MixedPlace {
  return "indirect" in meeting;
}
