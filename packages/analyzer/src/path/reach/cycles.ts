import { unionOf } from "../../decide/answer/union.js";
import { bySomeSession, type Caller } from "../../decide/caller/caller.js";
import type { Graph } from "../../graph/build.js";
import type { RolePrincipal } from "../../world/entity.js";
import { rolesInOrder } from "../../world/role-order.js";
import type { CycleResult, CyclesAnswer } from "../answer.js";
import { chainHop } from "../chain/chain-answer.js";
import { decideStep, type HopDecision } from "../chain/step.js";
import { sessionsAfter } from "../session/session-after.js";
import type { Tracking } from "../session/tracking.js";
import { StepsAmong } from "../walk/steps-among.js";
import { circlesAmong } from "./circles.js";
import { cyclicComponents } from "./component.js";

/** Session states that may be visited among the roles of one group; beyond, the answer says that it was cut. */
const STATE_COUNT_MAX = 20_000;
/** Hops that may be tried for the answer; beyond, it says that it was cut. */
const STEP_COUNT_MAX = 500_000;
/** States of one cycle from which the shortest way round is looked for. */
const START_COUNT_MAX = 100;

/** A session state of a role, with the hops that lead on from it. */
interface State {
  readonly caller: Caller & { readonly kind: "role" };
  readonly next: { readonly hop: HopDecision; readonly state: State }[];
}

/**
 * The groups of roles among which a session can be renewed for ever, each with a walk that ends as it began.
 *
 * Semantics 1.7: each hop starts its own clock. A walk counts only when it comes back to the same session state, so that
 * nothing on the way, such as a source identity or a tag, stops the next round.
 */
export function renewingCycles(
  graph: Graph,
  tracking: Tracking,
  stepCountMax = STEP_COUNT_MAX,
): CyclesAnswer {
  const explorer = new Explorer(graph, tracking, stepCountMax);
  const found = new Map<string, CycleResult>();
  for (const roles of roleComponents(graph, tracking)) {
    for (const states of cyclicComponents(explorer.explore(roles), (state) =>
      state.next.map((one) => one.state),
    )) {
      const members = [...new Set(states.map((state) => state.caller.role.arn))].toSorted();
      const walk = shortestRound(states);
      const key = members.join(" ");
      const known = found.get(key);
      if (known === undefined || walk.length < known.hops.length) found.set(key, cycleResult(members, walk));
    }
  }
  const results = withoutParts([...found.values()]);
  return {
    question: "cycles",
    results: results.toSorted(shortestFirst),
    truncated: explorer.cut,
    assumptions: [...explorer.assumptions].toSorted(),
  };
}

// The graph holds too many hops rather than too few, except where transitive tags open more: then all roles are one group.
function roleComponents(graph: Graph, tracking: Tracking): readonly ReadonlySet<RolePrincipal>[] {
  const roles = rolesInOrder(graph.world);
  return tracking.resourceTags ? [new Set(roles)] : circlesAmong(graph, roles);
}

class Explorer {
  cut = false;
  readonly assumptions = new Set<string>();

  constructor(
    private readonly graph: Graph,
    private readonly tracking: Tracking,
    private stepsLeft: number,
  ) {}

  /** Every state that sessions of the roles can be in while they walk among them. */
  explore(roles: ReadonlySet<RolePrincipal>): readonly State[] {
    const ways = new StepsAmong(this.graph, this.tracking, roles);
    const states = new Map<string, State>();
    const queue = [...roles]
      .toSorted((a, b) => (a.arn < b.arn ? -1 : 1))
      .map((role): State => ({ caller: bySomeSession(role), next: [] }));
    for (let index = 0; index < queue.length; index += 1) {
      const from = queue[index]!;
      for (const role of ways.from(from.caller)) {
        const hop = this.decide(from.caller, role);
        if (hop === null) continue;
        for (const assumption of hop.assumptions) this.assumptions.add(assumption);
        const after = sessionsAfter(hop, this.tracking);
        this.cut ||= !after.complete;
        for (const session of after.states) {
          const key = `${role.arn} ${session.signature}`;
          let state = states.get(key);
          if (state === undefined) {
            if (states.size >= STATE_COUNT_MAX) {
              this.cut = true;
              continue;
            }
            state = { caller: { kind: "role", role, session }, next: [] };
            states.set(key, state);
            queue.push(state);
          }
          from.next.push({ hop, state });
        }
      }
    }
    return [...states.values()];
  }

  private decide(caller: State["caller"], role: RolePrincipal): HopDecision | null {
    if (this.stepsLeft === 0) {
      this.cut = true;
      return null;
    }
    this.stepsLeft -= 1;
    return decideStep(this.graph, this.tracking, caller, role, undefined);
  }
}

function shortestRound(component: readonly State[]): readonly HopDecision[] {
  const members = new Set(component);
  const starts = component
    .toSorted((a, b) => (a.caller.role.arn < b.caller.role.arn ? -1 : 1))
    .slice(0, START_COUNT_MAX);
  let shortest: readonly HopDecision[] | null = null;
  for (const start of starts) {
    const round = roundFrom(start, members, shortest?.length ?? Number.POSITIVE_INFINITY);
    if (round !== null) shortest = round;
    if (shortest?.length === 1) break;
  }
  return shortest ?? [];
}

// The shortest way back to `start` that has fewer hops than `lengthBelow`.
function roundFrom(
  start: State,
  members: ReadonlySet<State>,
  lengthBelow: number,
): readonly HopDecision[] | null {
  const seen = new Set<State>();
  let frontier: readonly { readonly state: State; readonly hops: readonly HopDecision[] }[] = [
    { state: start, hops: [] },
  ];
  for (let length = 1; length < lengthBelow && frontier.length > 0; length += 1) {
    const next: { state: State; hops: readonly HopDecision[] }[] = [];
    for (const { state, hops } of frontier) {
      for (const step of state.next) {
        if (step.state === start) return [...hops, step.hop];
        if (seen.has(step.state) || !members.has(step.state)) continue;
        seen.add(step.state);
        next.push({ state: step.state, hops: [...hops, step.hop] });
      }
    }
    frontier = next;
  }
  return null;
}

function cycleResult(roles: readonly string[], walk: readonly HopDecision[]): CycleResult {
  const hops = walk.map(chainHop);
  return {
    roles,
    walk: [...hops.slice(0, 1).map((hop) => hop.from), ...hops.map((hop) => hop.to)],
    hops,
    verdict: hops.every((hop) => hop.verdict === "allowed") ? "allowed" : "conditional",
    requires: unionOf(hops.flatMap((hop) => hop.requires)),
  };
}

// A cycle that another one holds whole is no news; only those that share a role are compared.
function withoutParts(cycles: readonly CycleResult[]): readonly CycleResult[] {
  const byRole = new Map<string, CycleResult[]>();
  for (const one of cycles)
    for (const arn of one.roles) {
      const list = byRole.get(arn);
      if (list === undefined) byRole.set(arn, [one]);
      else list.push(one);
    }
  return cycles.filter(
    (one) => !(byRole.get(one.roles[0] ?? "") ?? []).some((other) => includesAll(other.roles, one.roles)),
  );
}

function includesAll(all: readonly string[], some: readonly string[]): boolean {
  const set = new Set(all);
  return all.length > some.length && some.every((one) => set.has(one));
}

function shortestFirst(a: CycleResult, b: CycleResult): number {
  const [left, right] = [a.roles.join(" "), b.roles.join(" ")];
  return a.hops.length - b.hops.length || (left < right ? -1 : left > right ? 1 : 0);
}
