import type { Caller } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import type { Pins } from "../../decide/keys/facts.js";
import type { Graph } from "../../graph/build.js";
import { hopEnd, type IndirectHop, verdictOf } from "../../indirect/hop.js";
import type { IndirectHops } from "../../indirect/hops.js";
import type { Tracking } from "../session/tracking.js";
import type { Fan, Place } from "../walk/fan.js";
import { Ways, waysOf } from "../walk/ways.js";

/** What a search over direct and indirect hops needs. */
export interface Terrain {
  readonly graph: Graph;
  readonly tracking: Tracking;
  readonly indirect: IndirectHops;
}

/** A caller on a path, with all hops that lead on. */
export interface MixedPlace {
  readonly caller: Caller;
  /** The same text for states that no policy tells apart. */
  readonly state: string;
  /** The direct hops; no role is met in two fans. */
  readonly fans: Place["fans"];
  /** The indirect hops, sorted by their ends. */
  readonly indirect: () => readonly IndirectHop[];
}

/** The hops that lead on from everywhere, direct and indirect: one place for each state, however often it is met. */
export class MixedWays {
  private readonly direct: Ways;
  private readonly places = new Map<string, MixedPlace>();

  /** @param pins keys that a question fixes on every direct hop: then nothing is shared with other questions */
  constructor(
    private readonly terrain: Terrain,
    pins?: Pins,
  ) {
    const { graph, tracking } = terrain;
    this.direct = pins === undefined ? waysOf(graph, tracking) : new Ways(graph, tracking, pins);
  }

  /** The place of a caller that a search starts from. */
  start(caller: Caller): MixedPlace {
    return this.placeOf(this.direct.start(caller));
  }

  /** The place that a direct hop leads to. */
  along(place: Place): MixedPlace {
    const state = stateOf(place.caller);
    return this.known(state, () => this.placeOf(place));
  }

  /** The place that an indirect hop leads to. */
  afterIndirect({ to }: IndirectHop): MixedPlace {
    return this.known(stateOf(to), () => this.start(to));
  }

  private known(state: string, make: () => MixedPlace): MixedPlace {
    let place = this.places.get(state);
    if (place === undefined) {
      place = make();
      this.places.set(state, place);
    }
    return place;
  }

  private placeOf({ caller, fans }: Place): MixedPlace {
    return { caller, state: stateOf(caller), fans, indirect: () => this.indirectOf(caller, fans) };
  }

  // Two ways into one role leave different sessions; the direct one is told first.
  private indirectOf(caller: Caller, fans: Place["fans"]): readonly IndirectHop[] {
    return this.terrain.indirect
      .of(caller)
      .filter((hop) => verdictOf(hop) === "allowed" || !leadsTo(fans(), hopEnd(hop)));
  }
}

function leadsTo(fans: readonly Fan[], arn: string): boolean {
  return fans.some((fan) => (fan.stepInto(arn)?.decision() ?? null) !== null);
}

function stateOf(caller: Caller): string {
  return caller.kind === "role" ? `${caller.role.arn} ${caller.session.signature}` : callerId(caller);
}
