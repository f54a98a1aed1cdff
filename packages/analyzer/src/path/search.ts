import { actionOf } from "../decide/call.js";
import type { Caller } from "../decide/caller.js";
import { type Decision, decide } from "../decide/decide.js";
import { callerId } from "../decide/describe.js";
import type { Pins } from "../decide/keys/facts.js";
import { type Graph, hopKey } from "../graph/build.js";
import type { RolePrincipal } from "../world/entity.js";
import { sessionsAfter } from "./session-after.js";
import type { Tracking } from "./tracking.js";

/** States that one search may visit; beyond, the answer says that it is not complete. */
const STATE_COUNT_MAX = 50_000;

export type HopDecision = Decision & { readonly kind: "allowed" | "conditional" };

/** A way from the first caller to a role: the decisions hop by hop, each in the state that the hops before leave. */
export interface Chain {
  readonly hops: readonly HopDecision[];
}

export interface SearchOptions {
  readonly hopCountMax: number;
  readonly pins?: Pins;
  /** Roles that the search may pass through; all when absent. */
  readonly through?: ReadonlySet<string>;
  /** Stop as soon as this role is reached. */
  readonly target?: string;
}

export interface SearchResult {
  /** Shortest chain to each role that is reached, by ARN. */
  readonly chains: ReadonlyMap<string, Chain>;
  readonly complete: boolean;
}

interface Node {
  readonly caller: Caller;
  readonly hop: HopDecision;
  readonly parent: Node | null;
}

/**
 * The roles that a caller can become, breadth first, each with a shortest chain.
 *
 * A node is a role with the state of the session there (semantics 1.7), so the conditions of all hops hold together:
 * what one hop settles the next one meets. Equal states are visited once; that bounds the search, cycles included.
 */
export function searchFrom(
  graph: Graph,
  tracking: Tracking,
  start: Caller,
  options: SearchOptions,
): SearchResult {
  const chains = new Map<string, Chain>();
  const visited = new Set<string>();
  let complete = true;
  let frontier: { readonly caller: Caller; readonly node: Node | null }[] = [{ caller: start, node: null }];
  for (let hopCount = 1; hopCount <= options.hopCountMax && frontier.length > 0; hopCount += 1) {
    const next: { caller: Caller; node: Node }[] = [];
    for (const { caller, node } of frontier) {
      for (const role of candidates(graph, tracking, caller)) {
        if (options.through !== undefined && !options.through.has(role.arn)) continue;
        const hop = decideHop(graph, tracking, caller, role, options.pins);
        if (hop === null) continue;
        const reached: Node = { caller, hop, parent: node };
        if (!chains.has(role.arn)) chains.set(role.arn, chainOf(reached));
        if (role.arn === options.target) return { chains, complete };
        if (hopCount === options.hopCountMax) continue;
        const after = sessionsAfter(hop, tracking);
        complete &&= after.complete;
        for (const session of after.states) {
          const key = `${role.arn} ${session.signature}`;
          if (visited.has(key)) continue;
          if (visited.size >= STATE_COUNT_MAX) {
            complete = false;
            continue;
          }
          visited.add(key);
          next.push({ caller: { kind: "role", role, session }, node: reached });
        }
      }
    }
    frontier = next;
  }
  return { chains, complete };
}

// Edges of the graph are of sessions that nothing is known of: never fewer than a session in some state has.
function candidates(graph: Graph, tracking: Tracking, caller: Caller): readonly RolePrincipal[] {
  const id = caller.kind === "role" ? caller.role.arn : callerId(caller);
  const plain = caller.kind === "federated" || (caller.kind === "role" && caller.session.name !== null);
  // Tags that came along may replace those of the next role; then the graph's edges are not all there are.
  const retagged = tracking.resourceTags && caller.kind === "role" && caller.session.inheritsTags;
  if (!plain && !retagged && graph.trust.hasNode(id)) {
    const arns = new Set(graph.trust.outNeighbors(id));
    return [...arns].toSorted().flatMap((arn) => graph.world.roles.get(arn) ?? []);
  }
  return graph.index.targetsOf(caller);
}

function decideHop(
  graph: Graph,
  tracking: Tracking,
  caller: Caller,
  role: RolePrincipal,
  pins: Pins | undefined,
): HopDecision | null {
  const settled = pins === undefined && !tracking.tags && !tracking.identity && isPlain(caller);
  const key = hopKey(callerId(caller), actionOf(caller), role.arn);
  if (settled && graph.trust.hasEdge(key)) return graph.trust.getEdgeAttribute(key, "decision");
  const decision = decide(graph.world, caller, role, pins ?? {}, tracking);
  return decision.kind === "allowed" || decision.kind === "conditional" ? decision : null;
}

// Nothing is known of the session but that it is one: the decision of the graph is the decision.
function isPlain(caller: Caller): boolean {
  if (caller.kind === "federated")
    return (
      caller.token.claims === undefined &&
      caller.token.sessionTags === undefined &&
      caller.token.sourceIdentity === undefined &&
      caller.token.claimsComplete !== true
    );
  return (
    caller.kind !== "role" ||
    (caller.session.name === null && caller.session.fixed.size === 0 && !caller.session.inheritsTags)
  );
}

function chainOf(node: Node): Chain {
  const hops: HopDecision[] = [];
  for (let at: Node | null = node; at !== null; at = at.parent) hops.push(at.hop);
  return { hops: hops.toReversed() };
}
