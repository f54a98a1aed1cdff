import type { Caller } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import type { Graph } from "../../graph/build.js";
import type { RolePrincipal } from "../../world/entity.js";
import { isContradictory } from "../chain/joint-witness.js";
import { type Chain, decideStep, type HopDecision, stepTargets } from "../chain/step.js";
import { sessionsAfter } from "../session/session-after.js";
import type { Tracking } from "../session/tracking.js";
import type { HopsLeft } from "./distance.js";

/** Hops that one question may try; shared by all its pairs of principals. */
export interface StepBudget {
  left: number;
}

export interface AlternativesOptions {
  readonly hopCountMax: number;
  readonly chainCountMax: number;
  /** Each of the sets must be met by some node of the chain. */
  readonly via: readonly { readonly nodes: ReadonlySet<string>; readonly hopsLeft: HopsLeft }[];
  /** Roles that the chain may not enter. */
  readonly avoid: ReadonlySet<string>;
  readonly hopsLeft: HopsLeft;
  readonly budget: StepBudget;
}

/** A beginning of chains: one sequence of roles, with every session that it can end in. */
interface Beginning {
  readonly nodes: readonly string[];
  readonly ends: readonly { readonly caller: Caller; readonly hops: readonly HopDecision[] }[];
}

/**
 * The shortest chains from `start` to `target` that enter no role twice, shortest first, ties by the names on the way.
 *
 * A chain is a sequence of roles; the sessions that it can end in are carried along with it, so every chain is walked
 * in the state that it leaves. The search is best first with a lower bound of the hops left, and stops at the budget.
 *
 * @returns the chains, and `complete: false` when the budget or a session state was cut
 */
export function shortestChains(
  graph: Graph,
  tracking: Tracking,
  start: Caller,
  target: string,
  options: AlternativesOptions,
): { readonly chains: readonly Chain[]; readonly complete: boolean } {
  const steps = new Stepper(graph, tracking);
  const found: Chain[] = [];
  const waiting: Beginning[][] = [];
  const wait = (beginning: Beginning, atLeast: number): void => {
    const bucket = Math.max(leastHops(beginning.nodes, options), atLeast);
    waiting[bucket] ??= [];
    waiting[bucket].push(beginning);
  };
  const first = start.kind === "role" ? start.role.arn : callerId(start);
  if (leastHops([first], options) <= options.hopCountMax)
    wait({ nodes: [first], ends: [{ caller: start, hops: [] }] }, 0);
  for (let length = 0; length <= options.hopCountMax; length += 1) {
    // The last one is the next one out, and puts what follows it in its place: so names break ties.
    waiting[length]?.sort(lastNameFirst);
    for (let next = waiting[length]?.pop(); next !== undefined; next = waiting[length]?.pop()) {
      const reached = next.nodes.length > 1 && next.nodes.at(-1) === target;
      if (reached) {
        // Sessions that look the same may have come about by hops that only together contradict each other.
        const possible = next.ends.filter((end) => !isContradictory(end));
        if (possible.length < next.ends.length) steps.complete = false;
        if (possible.length === 0) continue;
        found.push({ hops: best(possible) });
        if (found.length >= options.chainCountMax) return { chains: found, complete: steps.complete };
        continue;
      }
      for (const role of stepTargetsOf(graph, tracking, next).toReversed()) {
        if (options.avoid.has(role.arn) || next.nodes.includes(role.arn)) continue;
        const nodes = [...next.nodes, role.arn];
        if (leastHops(nodes, options) > options.hopCountMax) continue;
        if (options.budget.left <= 0) return { chains: found, complete: false };
        options.budget.left -= 1;
        const ends = steps.enter(next, role);
        if (ends.length > 0) wait({ nodes, ends }, length);
      }
    }
  }
  return { chains: found, complete: steps.complete };
}

function lastNameFirst(a: Beginning, b: Beginning): number {
  const [left, right] = [a.nodes.join(" "), b.nodes.join(" ")];
  return left < right ? 1 : left > right ? -1 : 0;
}

/** A lower bound of the hops of chains that begin so. */
function leastHops(nodes: readonly string[], options: AlternativesOptions): number {
  return nodes.length - 1 + (hopsLeft(nodes, options) ?? Number.POSITIVE_INFINITY);
}

// All that is still to be met is at least as far as the farthest of it.
function hopsLeft(nodes: readonly string[], options: AlternativesOptions): number | null {
  const last = nodes.at(-1) ?? "";
  const toTarget = nodes.length === 1 ? atLeastOne(options.hopsLeft(last)) : options.hopsLeft(last);
  if (toTarget === null) return null;
  let most = toTarget;
  for (const { nodes: wanted, hopsLeft: left } of options.via) {
    if (nodes.some((node) => wanted.has(node))) continue;
    const toWanted = left(last);
    // The end of a chain is its end: what has not been met by then is not met.
    if (toWanted === null || (nodes.length > 1 && toTarget === 0)) return null;
    most = Math.max(most, toWanted);
  }
  return most;
}

// The bounds know the nodes of the graph; a caller that is none of them, such as one session, may be anywhere.
function atLeastOne(bound: number | null): number {
  return bound === null ? 1 : Math.max(1, bound);
}

function stepTargetsOf(graph: Graph, tracking: Tracking, beginning: Beginning): readonly RolePrincipal[] {
  const roles = new Map(
    beginning.ends.flatMap(({ caller }) =>
      stepTargets(graph, tracking, caller).map((role) => [role.arn, role] as const),
    ),
  );
  return [...roles.values()].toSorted((a, b) => (a.arn < b.arn ? -1 : 1));
}

// Of the sessions in which the same roles can be walked, one that demands nothing says more than one that does.
function best(ends: Beginning["ends"]): readonly HopDecision[] {
  const free = ends.find(({ hops }) => hops.every((hop) => hop.kind === "allowed"));
  return (free ?? ends[0])?.hops ?? [];
}

/** Decides hops, each once for the same session and role. */
class Stepper {
  complete = true;
  private readonly decided = new Map<string, HopDecision | null>();
  private readonly after = new Map<HopDecision, ReturnType<typeof sessionsAfter>>();

  constructor(
    private readonly graph: Graph,
    private readonly tracking: Tracking,
  ) {}

  /** The sessions of `role` after the beginning, each with the hops to it. */
  enter(beginning: Beginning, role: RolePrincipal): Beginning["ends"] {
    const ends = new Map<string, Beginning["ends"][number]>();
    for (const { caller, hops } of beginning.ends) {
      const hop = this.decide(caller, role);
      if (hop === null) continue;
      const after = this.sessionsAfter(hop);
      this.complete &&= after.complete;
      for (const session of after.states)
        if (!ends.has(session.signature))
          ends.set(session.signature, { caller: { kind: "role", role, session }, hops: [...hops, hop] });
    }
    return [...ends.values()];
  }

  private decide(caller: Caller, role: RolePrincipal): HopDecision | null {
    const state = caller.kind === "role" ? `${caller.session.complete} ${caller.session.signature}` : "";
    const key = `${callerId(caller)} ${state} ${role.arn}`;
    const known = this.decided.get(key);
    if (known !== undefined) return known;
    const hop = decideStep(this.graph, this.tracking, caller, role, undefined);
    this.decided.set(key, hop);
    return hop;
  }

  private sessionsAfter(hop: HopDecision): ReturnType<typeof sessionsAfter> {
    let after = this.after.get(hop);
    if (after === undefined) {
      after = sessionsAfter(hop, this.tracking);
      this.after.set(hop, after);
    }
    return after;
  }
}
