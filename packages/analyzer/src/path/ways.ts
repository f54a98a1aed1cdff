import type { Caller } from "../decide/caller.js";
import { callerId } from "../decide/describe.js";
import type { Pins } from "../decide/keys/facts.js";
import { knowledgeText } from "../decide/knowledge-text.js";
import type { SessionState } from "../decide/session.js";
import { twinDecision } from "../decide/twin.js";
import type { Graph } from "../graph/build.js";
import { isOwnCaller } from "../graph/caller-tests.js";
import type { Cell } from "../graph/cell.js";
import type { HopDecision } from "../graph/class-decisions.js";
import type { ClassHop } from "../graph/class-graph.js";
import { PerPair, perObject, perPairOfObjects } from "../policy/per-pair.js";
import type { RolePrincipal } from "../world/entity.js";
import { once } from "./once.js";
import { sessionsAfter } from "./session-after.js";
import { bringsMore, decideStep, isClassed, isSettled, isUnknown, stepTargets } from "./step.js";
import type { Tracking } from "./tracking.js";

/** A caller on a path: the principal that starts it, or a role in the state of its session. */
export interface Place {
  readonly caller: Caller;
  /** The same text for states that no policy tells apart. */
  readonly state: string;
  /** The hops that lead on. No role is met in two of them. */
  readonly fans: () => readonly Fan[];
}

/** Hops of one caller, or of all callers who share a cell and the state of a session: one is tried for all of them. */
export interface Fan {
  /** Sorted by role. */
  readonly steps: readonly Step[];
  /** The step into a role, by ARN. */
  readonly stepInto: (arn: string) => Step | undefined;
  /** A decision of a step as that of the caller at the place. */
  readonly own: (decision: HopDecision, caller: Caller) => HopDecision;
}

/** One hop of a fan, decided for its first caller when it is first tried. */
export interface Step {
  readonly fan: Fan;
  readonly role: RolePrincipal;
  /** Null where the hop is refused after all. */
  readonly decision: () => HopDecision | null;
  /** Where the hop can lead: the role, in each state that its session can be in. */
  readonly after: () => { readonly places: readonly Place[]; readonly complete: boolean };
}

interface Undecided {
  readonly role: RolePrincipal;
  readonly decide: () => HopDecision | null;
}

/** The state of all of whom nothing is known but who they are. */
const SETTLED = "settled";

/**
 * The hops that lead on from everywhere, worked out when a search first comes by and then kept: searches from different
 * principals walk the same ways.
 */
export class Ways {
  private readonly places = new Map<string, Place>();
  private readonly fans = new PerPair<Cell, string, Fan>();
  /** The fans of all who have the same list of cells, in its order; a list may also be of one caller, and go. */
  private readonly lists = perObject<readonly Cell[], string, readonly Fan[]>();

  /** @param pins keys that a question fixes on every hop: then nothing is shared */
  constructor(
    private readonly graph: Graph,
    private readonly tracking: Tracking,
    private readonly pins?: Pins,
  ) {}

  /** The place of a caller that a search starts from. */
  start(caller: Caller): Place {
    return { caller, state: "", fans: once(() => this.fansOf(caller)) };
  }

  private fansOf(caller: Caller): readonly Fan[] {
    if (this.pins !== undefined || !(isClassed(caller) || isUnknown(caller))) return [this.ownFan(caller)];
    if (bringsMore(this.tracking, caller)) return [this.ownFan(caller)];
    const id = callerId(caller);
    if (!this.graph.trust.hasNode(id)) return [this.ownFan(caller)];
    const cells = this.graph.trust.cellsOf(id);
    const state = isSettled(this.tracking, caller) ? SETTLED : this.stateOf(caller);
    return this.lists.of(cells, state, () =>
      cells.map((cell) => (state === SETTLED ? this.settledFan(cell) : this.stateFan(cell, caller, state))),
    );
  }

  /** The hops of one caller alone. */
  private ownFan(caller: Caller): Fan {
    const targets = stepTargets(this.graph, this.tracking, caller);
    const steps = targets.map((role) => ({
      role,
      decide: () => decideStep(this.graph, this.tracking, caller, role, this.pins),
    }));
    return this.fanOf(steps, (decision) => decision);
  }

  /** The hops of a cell as the graph has them. */
  private settledFan(cell: Cell): Fan {
    const { trust } = this.graph;
    return this.fans.of(cell, SETTLED, () => {
      const steps = this.stepsOf(cell, (_role, hop) => hop.decision);
      return this.fanOf(steps, (decision, caller) =>
        twinDecision(decision, trust.getNodeAttribute(callerId(caller), "caller")),
      );
    });
  }

  /** The hops of a cell for callers in one state: there the answers to all that roles ask are the same. */
  private stateFan(cell: Cell, caller: Caller, state: string): Fan {
    const { decisions } = this.graph;
    return this.fans.of(cell, state, () => {
      const steps = this.stepsOf(cell, (role) => decisions.of(caller, role, this.tracking));
      return this.fanOf(steps, (decision, other) => twinDecision(decision, other));
    });
  }

  private stateOf(caller: Caller): string {
    const id = isOwnCaller(caller) ? this.graph.decisions.classes.of(caller).id : "";
    return `${id}\n${caller.kind === "role" ? sessionText(caller.session) : ""}`;
  }

  private stepsOf(
    cell: Cell,
    decide: (role: RolePrincipal, known: ClassHop) => HopDecision | null,
  ): readonly Undecided[] {
    return this.graph.trust.hopsOf(cell).flatMap((hop): Undecided[] => {
      const role = this.graph.world.roles.get(hop.to);
      return role === undefined ? [] : [{ role, decide: () => decide(role, hop) }];
    });
  }

  private fanOf(undecided: readonly Undecided[], own: Fan["own"]): Fan {
    const steps: Step[] = [];
    const byRole = once(() => new Map(steps.map((step) => [step.role.arn, step])));
    const fan: Fan = { steps, stepInto: (arn) => byRole().get(arn), own };
    for (const { role, decide } of undecided) {
      const decision = once(decide);
      const after = once(() => {
        const made = decision();
        if (made === null) return { places: [], complete: true };
        const { states, complete } = sessionsAfter(made, this.tracking);
        return { places: states.map((session) => this.place(role, session)), complete };
      });
      steps.push({ fan, role, decision, after });
    }
    return fan;
  }

  private place(role: RolePrincipal, session: SessionState): Place {
    const make = (): Place => {
      const caller: Caller = { kind: "role", role, session };
      const state = `${role.arn} ${session.signature}`;
      return { caller, state, fans: once(() => this.fansOf(caller)) };
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
