import type { HopAnswer } from "../../answer.js";
import { evidenceOf } from "../../decide/answer/evidence.js";
import type { Caller } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import type { Pins } from "../../decide/keys/facts.js";
import type { Graph } from "../../graph/build.js";
import {
  hopEnd,
  type IndirectHop,
  indirectEvidence,
  indirectHopAnswer,
  verdictOf,
} from "../../indirect/hop.js";
import type { IndirectHops } from "../../indirect/hops.js";
import { chainHop } from "../chain/chain-answer.js";
import { decideStep, type HopDecision, stepTargets } from "../chain/step.js";
import { sessionsAfter } from "../session/session-after.js";
import type { Tracking } from "../session/tracking.js";

/** States that one search may visit; beyond, the answer says that it is not complete. */
const STATE_COUNT_MAX = 50_000;

/** A hop of a chain that may be indirect. */
export type MixedHop =
  | { readonly kind: "direct"; readonly decision: HopDecision }
  | { readonly kind: "indirect"; readonly hop: IndirectHop };

/** What a search over direct and indirect hops needs. */
export interface Terrain {
  readonly graph: Graph;
  readonly tracking: Tracking;
  readonly indirect: IndirectHops;
}

export interface MixedSearch {
  /** Shortest chain to each principal that is reached, by node id. */
  readonly chains: ReadonlyMap<string, readonly MixedHop[]>;
  readonly complete: boolean;
}

interface Place {
  readonly caller: Caller;
  readonly hops: readonly MixedHop[];
}

/**
 * The principals that a caller can become by direct and indirect hops, breadth first, each with a shortest chain.
 *
 * As `searchFrom`, with more kinds of nodes: users, providers, and accounts that are controlled as a whole. A direct hop
 * is preferred to an indirect one of the same length.
 *
 * @param options.target stop as soon as this node is reached
 * @param options.through nodes that the search may pass; all when absent
 */
export function searchMixed(
  terrain: Terrain,
  start: Caller,
  options: {
    readonly hopCountMax: number;
    readonly target?: string;
    readonly through?: ReadonlySet<string>;
    readonly pins?: Pins;
  },
): MixedSearch {
  const chains = new Map<string, readonly MixedHop[]>();
  const visited = new Set<string>([stateKey(start)]);
  let complete = true;
  let frontier: readonly Place[] = [{ caller: start, hops: [] }];
  for (let hopCount = 1; hopCount <= options.hopCountMax && frontier.length > 0; hopCount += 1) {
    const next: Place[] = [];
    for (const place of frontier) {
      for (const step of stepsFrom(terrain, place.caller, options)) {
        const hops = [...place.hops, step.hop];
        if (!chains.has(step.end)) chains.set(step.end, hops);
        if (step.end === options.target) return { chains, complete };
        if (hopCount === options.hopCountMax) continue;
        const after = step.after();
        complete &&= after.complete;
        for (const caller of after.callers) {
          const key = stateKey(caller);
          if (visited.has(key)) continue;
          if (visited.size >= STATE_COUNT_MAX) {
            complete = false;
            continue;
          }
          visited.add(key);
          next.push({ caller, hops });
        }
      }
    }
    frontier = next;
  }
  return { chains, complete };
}

interface Step {
  readonly end: string;
  readonly hop: MixedHop;
  readonly after: () => { readonly callers: readonly Caller[]; readonly complete: boolean };
}

function stepsFrom(
  { graph, tracking, indirect }: Terrain,
  caller: Caller,
  options: { readonly through?: ReadonlySet<string>; readonly pins?: Pins },
): readonly Step[] {
  const open = (id: string): boolean => options.through === undefined || options.through.has(id);
  const direct = stepTargets(graph, tracking, caller).flatMap((role): Step[] => {
    if (!open(role.arn)) return [];
    const decision = decideStep(graph, tracking, caller, role, options.pins);
    if (decision === null) return [];
    const after: Step["after"] = () => {
      const { states, complete } = sessionsAfter(decision, tracking);
      return { callers: states.map((session): Caller => ({ kind: "role", role, session })), complete };
    };
    return [{ end: role.arn, hop: { kind: "direct", decision }, after }];
  });
  const taken = new Set(direct.map((step) => step.end));
  const other = indirect.of(caller).flatMap((hop): Step[] => {
    const end = hopEnd(hop);
    if (!open(end)) return [];
    const step: Step = {
      end,
      hop: { kind: "indirect", hop },
      after: () => ({ callers: [hop.to], complete: true }),
    };
    // Two ways into one role leave different sessions; the direct one is told first.
    return taken.has(end) && verdictOf(hop) === "conditional" ? [] : [step];
  });
  return [...direct, ...other];
}

function stateKey(caller: Caller): string {
  return caller.kind === "role" ? `${caller.role.arn} ${caller.session.signature}` : callerId(caller);
}

/** A hop as answers show it. */
export function mixedHop(hop: MixedHop): HopAnswer {
  if (hop.kind === "direct") return chainHop(hop.decision);
  const answer = indirectHopAnswer(hop.hop);
  return { ...answer, from: nodeOf(hop.hop.from) };
}

/** A hop with the statements that it rests on. */
export function mixedHopWithEvidence(hop: MixedHop): HopAnswer {
  const evidence =
    hop.kind === "indirect"
      ? indirectEvidence(hop.hop)
      : hop.decision.request === null
        ? []
        : evidenceOf(hop.decision.call, hop.decision.request);
  return { ...mixedHop(hop), evidence };
}

function nodeOf(caller: Caller): string {
  return caller.kind === "role" && caller.session.complete ? caller.role.arn : callerId(caller);
}

/** Told with every answer that holds an indirect hop. */
const INDIRECT_ASSUMPTION =
  "indirect hops are decided by identity policies, boundaries, SCPs and role trust; policies of functions, keys and other resources, and what compute there is, are not in the snapshot";

/** What the hops of a chain take for granted. */
export function mixedAssumptions(hops: readonly MixedHop[]): readonly string[] {
  return hops.flatMap((hop) =>
    hop.kind === "direct"
      ? hop.decision.assumptions
      : [INDIRECT_ASSUMPTION, ...hop.hop.decisions.flatMap((decision) => decision.assumptions)],
  );
}
