import { type Caller, isOwnCaller } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import type { SessionState } from "../../decide/caller/session.js";
import { knowledgeText } from "../../decide/domain/knowledge-text.js";
import type { Pins } from "../../decide/keys/facts.js";
import { twinDecision } from "../../decide/twin.js";
import type { Graph } from "../../graph/build.js";
import type { HopDecision } from "../../graph/class/class-decisions.js";
import type { ClassHop } from "../../graph/class-graph.js";
import type { Cell } from "../../graph/source/cell.js";
import { PerPair, perObject, perPairOfObjects } from "../../policy/per-pair.js";
import type { RolePrincipal } from "../../world/entity.js";
import { bringsMore, decideStep, isClassed, isSettled, isUnknown, stepTargets } from "../chain/step.js";
import { sessionsAfter } from "../session/session-after.js";
import type { Tracking } from "../session/tracking.js";
import { type After, type Fan, type FanHops, LazyFan, type Place } from "./fan.js";
import { leadingCells } from "./leading-cells.js";
import { once } from "./once.js";

/** A role that a caller alone may be able to enter. */
interface Named {
  readonly to: string;
  readonly role: RolePrincipal;
}

/** The state of all of whom nothing is known but who they are. */
const SETTLED = "settled";

/**
 * The hops that lead on from everywhere, worked out when a search first comes by and then kept: searches from different
 * principals walk the same ways.
 */
export class Ways {
  private readonly places = new Map<string, Place>();
  private readonly starts = new Map<string, Place>();
  private readonly fans = new PerPair<Cell, string, Fan>();
  /** The fans of all who have the same list of cells, in its order; a list may also be of one caller, and go. */
  private readonly lists = perObject<readonly Cell[], string, readonly Fan[]>();
  /** The fans of callers that lead into some nodes. */
  private readonly leading = perObject<ReadonlySet<string>, Caller, readonly Fan[]>();

  /** @param pins keys that a question fixes on every hop: then nothing is shared */
  constructor(
    private readonly graph: Graph,
    private readonly tracking: Tracking,
    private readonly pins?: Pins,
  ) {}

  /** The place of a caller that a search starts from. */
  start(caller: Caller): Place {
    return { caller, state: "", fans: this.fansAt(caller) };
  }

  /** The place of a node of the graph, kept for the next search: some have hops of their own. */
  startAt(id: string): Place {
    let start = this.starts.get(id);
    if (start === undefined) {
      start = this.start(this.graph.trust.getNodeAttribute(id, "caller"));
      this.starts.set(id, start);
    }
    return start;
  }

  /** The fans of a caller, and those that lead into some nodes, worked out when they are first asked for. */
  private fansAt(caller: Caller): Place["fans"] {
    const all = once(() => this.fansOf(caller, (id) => this.graph.trust.cellsOf(id)));
    return (into) =>
      into === undefined
        ? all()
        : this.leading.of(into, caller, () =>
            this.fansOf(caller, (id) => leadingCells(this.graph, into).of(id)),
          );
  }

  private fansOf(caller: Caller, cellsOf: (id: string) => readonly Cell[]): readonly Fan[] {
    if (this.pins !== undefined || !(isClassed(caller) || isUnknown(caller))) return [this.ownFan(caller)];
    if (bringsMore(this.tracking, caller)) return [this.ownFan(caller)];
    const id = callerId(caller);
    if (!this.graph.trust.hasNode(id)) return [this.ownFan(caller)];
    const cells = cellsOf(id);
    const state = isSettled(this.tracking, caller) ? SETTLED : this.stateOf(caller);
    return this.lists.of(cells, state, () =>
      cells.map((cell) => (state === SETTLED ? this.settledFan(cell) : this.stateFan(cell, caller, state))),
    );
  }

  /** The hops of one caller alone. */
  private ownFan(caller: Caller): Fan {
    const { graph, tracking, pins } = this;
    return new LazyFan<Named>(null, {
      targets: () => stepTargets(graph, tracking, caller).map((role) => ({ to: role.arn, role })),
      roleOf: ({ role }) => role,
      decide: ({ role }) => decideStep(graph, tracking, caller, role, pins),
      after: (decision, role) => this.after(decision, role),
      own: (decision) => decision,
    });
  }

  /** The hops of a cell as the graph has them. */
  private settledFan(cell: Cell): Fan {
    const { trust } = this.graph;
    return this.fans.of(cell, SETTLED, () =>
      this.cellFan(cell, {
        decide: (hop) => hop.decision,
        own: (decision, caller) => twinDecision(decision, trust.getNodeAttribute(callerId(caller), "caller")),
      }),
    );
  }

  /** The hops of a cell for callers in one state: there the answers to all that roles ask are the same. */
  private stateFan(cell: Cell, caller: Caller, state: string): Fan {
    const { decisions, world } = this.graph;
    return this.fans.of(cell, state, () =>
      this.cellFan(cell, {
        decide: ({ to }) => decisions.of(caller, world.roles.get(to)!, this.tracking),
        own: (decision, other) => twinDecision(decision, other),
      }),
    );
  }

  private cellFan(cell: Cell, hops: Pick<FanHops<ClassHop>, "decide" | "own">): Fan {
    const { trust, world } = this.graph;
    return new LazyFan(cell, {
      ...hops,
      targets: () => trust.hopsOf(cell),
      roleOf: ({ to }) => world.roles.get(to),
      after: (decision, role) => this.after(decision, role),
    });
  }

  private stateOf(caller: Caller): string {
    const id = isOwnCaller(caller) ? this.graph.decisions.classes.of(caller).id : "";
    return `${id}\n${caller.kind === "role" ? sessionText(caller.session) : ""}`;
  }

  private after(decision: HopDecision, role: RolePrincipal): After {
    const { states, complete } = sessionsAfter(decision, this.tracking);
    return { places: states.map((session) => this.place(role, session)), complete };
  }

  private place(role: RolePrincipal, session: SessionState): Place {
    const make = (): Place => {
      const caller: Caller = { kind: "role", role, session };
      const state = `${role.arn} ${session.signature}`;
      return { caller, state, fans: this.fansAt(caller) };
    };
    if (session.policy !== undefined) return make();
    const key = `${role.arn}\n${sessionText(session)}\n${session.signature}`;
    let place = this.places.get(key);
    if (place === undefined) {
      place = make();
      this.places.set(key, place);
    }
    return place;
  }
}

const shared = perPairOfObjects<Graph, Tracking, Ways>();

/** The ways of a graph, shared by all searches without pinned keys. */
export function waysOf(graph: Graph, tracking: Tracking): Ways {
  return shared.of(graph, tracking, () => new Ways(graph, tracking));
}

// All that is known of a session; its signature leaves out what is only said of a key.
function sessionText(session: SessionState): string {
  const fixed = [...session.fixed].map(([key, knowledge]) => `${key}=${knowledgeText(knowledge)}`);
  return JSON.stringify([session.complete, session.inheritsTags, fixed.toSorted()]);
}
