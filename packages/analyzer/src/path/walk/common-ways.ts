import { PerPair } from "../../policy/per-pair.js";
import type { RolePrincipal } from "../../world/entity.js";
import { comparesKeys } from "../chain/joint-witness.js";
import type { Surroundings } from "./distance.js";
import type { Fan, Place, Step } from "./fan.js";
import { stepsThrough } from "./walk.js";

/** Hops that one question may try here; who is left over then walks alone. */
const STEP_COUNT_MAX = 1_000_000;
/** Hops that a way may have beyond those that the graph asks for; what is longer is found by walks alone. */
const DETOUR_MAX = 8;

export interface CommonWaysOptions {
  /** The role that all want to become. */
  readonly target: string;
  /** Of the target. */
  readonly near: Surroundings;
  readonly hopCountMax: number;
  readonly stepCountMax?: number;
}

/** A hop on a way, and where it leads; null at the target. */
export interface Onward {
  readonly step: Step;
  readonly to: Crossing | null;
}

/** A fan as it is met with some hops left. */
class Junction {
  /** The first hop of the way that was found. */
  onward: Onward | null = null;
  settled = false;
  /** A walk that comes by here may find otherwise. */
  doubtful = false;

  constructor(
    readonly fan: Fan,
    readonly hopsLeft: number,
  ) {}
}

/** A place as it is met with some hops left. */
export class Crossing {
  constructor(
    readonly place: Place,
    readonly junctions: readonly Junction[],
  ) {}

  get isDoubtful(): boolean {
    return this.junctions.some(({ doubtful }) => doubtful);
  }

  /** The next hop of the way that was found: the first by its role, which no two fans of a place lead into. */
  get onward(): Onward | null {
    let first: Onward | null = null;
    for (const { onward } of this.junctions)
      if (onward !== null && (first === null || onward.step.role.arn < first.step.role.arn)) first = onward;
    return first;
  }
}

/**
 * Shortest ways of many callers to one role: where ways meet they are searched on once.
 *
 * They are those that walks from one start after the other find. Of the shortest ways a walk takes the first by its
 * roles, so that its way on from a place with so many hops left is the same whoever comes by. The search goes depth
 * first, with one hop more only where fewer do not reach the target, and tries no hop beyond the first way. Where a walk
 * may come upon hops that only together contradict each other, or upon a limit, each start is left to walk alone.
 */
export class CommonWays {
  // By how many hops are left.
  private readonly junctions = new PerPair<number, Fan, Junction>();
  private readonly crossings = new PerPair<number, Place, Crossing>();
  private readonly found = new Map<readonly Fan[], Onward | "alone" | null>();
  private stepCount = 0;

  constructor(private readonly options: CommonWaysOptions) {}

  /** The first hop from a start; null where there is no way, "alone" where only a walk of its own can tell. */
  from(start: Place): Onward | "alone" | null {
    // Whoever starts from the same fans goes the same way.
    const fans = start.fans();
    let found = this.found.get(fans);
    if (found === undefined) {
      found = this.search(start);
      this.found.set(fans, found);
    }
    return found;
  }

  private search(start: Place): Onward | "alone" | null {
    const { hopCountMax } = this.options;
    const fans = start.fans().filter((fan) => this.leastBy(fan) < Number.POSITIVE_INFINITY);
    const least = Math.min(...fans.map((fan) => this.leastBy(fan)));
    for (let hopsLeft = least; fans.length > 0 && hopsLeft <= hopCountMax; hopsLeft += 1) {
      if (hopsLeft > least + DETOUR_MAX) return "alone";
      const crossing = this.crossingOf(start, fans, hopsLeft);
      for (const junction of crossing.junctions) this.settle(junction);
      if (crossing.isDoubtful) return "alone";
      const { onward } = crossing;
      if (onward !== null) return onward;
    }
    return null;
  }

  // Ways can be longer than the stack is deep.
  private settle(first: Junction): void {
    const stack = [{ junction: first, search: this.wayFrom(first) }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const wait = top.search.next();
      if (wait.done === true) {
        top.junction.settled = true;
        stack.pop();
      } else stack.push({ junction: wait.value, search: this.wayFrom(wait.value) });
    }
  }

  /** Finds the first way on; gives out the junctions that must be settled before it can go on. */
  private *wayFrom(junction: Junction): Generator<Junction, void> {
    if (junction.settled) return;
    for (const step of this.stepsOf(junction)) {
      const places = this.try(junction, step);
      for (const place of places) {
        const to = this.crossing(place, junction.hopsLeft - 1);
        for (const next of to.junctions) if (!next.settled) yield next;
        junction.doubtful ||= to.isDoubtful;
        if (!junction.doubtful && to.onward !== null) junction.onward = { step, to };
        if (junction.doubtful || junction.onward !== null) return;
      }
      if (junction.doubtful || junction.onward !== null) return;
    }
  }

  /** Where a hop leads that is not refused; nowhere where that settles the junction. */
  private try(junction: Junction, step: Step): readonly Place[] {
    const { target, stepCountMax = STEP_COUNT_MAX } = this.options;
    this.stepCount += 1;
    const decision = this.stepCount > stepCountMax ? null : step.decision();
    junction.doubtful =
      this.stepCount > stepCountMax || (decision !== null && comparesKeys(decision.open.formula));
    if (decision === null || junction.doubtful) return [];
    if (step.role.arn === target) {
      junction.onward = { step, to: null };
      return [];
    }
    const { places, complete } = step.after();
    junction.doubtful = !complete;
    return complete ? places : [];
  }

  private crossing(place: Place, hopsLeft: number): Crossing {
    return this.crossings.of(hopsLeft, place, () => this.crossingOf(place, place.fans(), hopsLeft));
  }

  private crossingOf(place: Place, fans: readonly Fan[], hopsLeft: number): Crossing {
    const met: Junction[] = [];
    for (const fan of fans)
      if (this.leastBy(fan) <= hopsLeft)
        met.push(this.junctions.of(hopsLeft, fan, () => new Junction(fan, hopsLeft)));
    return new Crossing(place, met);
  }

  /** A lower bound of the hops by one of the fan. */
  private leastBy(fan: Fan): number {
    const { cells, nodes } = this.options.near;
    let least = Number.POSITIVE_INFINITY;
    if (fan.cell !== null && cells !== null) return cells.get(fan.cell)?.least ?? least;
    for (const { role } of stepsThrough(fan, nodes)) least = Math.min(least, 1 + this.leastFrom(role));
    return least;
  }

  /** The hops that may be on a way, sorted by role. */
  private stepsOf({ fan, hopsLeft }: Junction): readonly Step[] {
    const { cells, nodes } = this.options.near;
    const approach = fan.cell === null ? undefined : cells?.get(fan.cell);
    if (approach?.least === hopsLeft)
      return approach.into.toSorted().flatMap((arn) => fan.stepInto(arn) ?? []);
    return stepsThrough(fan, nodes).filter(({ role }) => this.leastFrom(role) < hopsLeft);
  }

  private leastFrom({ arn }: RolePrincipal): number {
    return this.options.near.hopsLeft(arn) ?? Number.POSITIVE_INFINITY;
  }
}
