import { actionOf } from "../decide/call.js";
import type { Caller } from "../decide/caller.js";
import { type Decision, decide } from "../decide/decide.js";
import { callerId } from "../decide/describe.js";
import type { Pins } from "../decide/keys/facts.js";
import { type Graph, hopKey } from "../graph/build.js";
import type { RolePrincipal } from "../world/entity.js";
import type { Tracking } from "./tracking.js";

export type HopDecision = Decision & { readonly kind: "allowed" | "conditional" };

/** A way from the first caller to a role: the decisions hop by hop, each in the state that the hops before leave. */
export interface Chain {
  readonly hops: readonly HopDecision[];
}

/**
 * The roles that a caller may be able to enter next, sorted; never too few.
 *
 * Edges of the graph are of sessions that nothing is known of: never fewer than a session in some state has.
 */
export function stepTargets(graph: Graph, tracking: Tracking, caller: Caller): readonly RolePrincipal[] {
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

/** The decision of one hop in the state that the caller is in; null where it is denied or unknown. */
export function decideStep(
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
  if (caller.passes !== undefined || (caller.kind === "role" && caller.session.policy !== undefined))
    return false;
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
