import { actionOf } from "../../decide/caller/call.js";
import { type Caller, isOwnCaller, type OwnCaller } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import { decide, IDENTITY_CENTER } from "../../decide/decide.js";
import type { Pins } from "../../decide/keys/facts.js";
import { isSurvivingClaim } from "../../decide/keys/federated-keys.js";
import type { Graph } from "../../graph/build.js";
import type { HopDecision } from "../../graph/class/class-decisions.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { Tracking } from "../session/tracking.js";

export type { HopDecision } from "../../graph/class/class-decisions.js";

/** A way from the first caller to a role: the decisions hop by hop, each in the state that the hops before leave. */
export interface Chain {
  readonly hops: readonly HopDecision[];
}

/** A chain whose end others may have as well. */
export interface LinkedChain {
  readonly hop: HopDecision;
  /** The same object in all chains that end in it; null after the last hop. */
  readonly rest: LinkedChain | null;
}

/** The whole chain. */
export function unlinked(chain: LinkedChain): Chain {
  const hops: HopDecision[] = [];
  for (let at: LinkedChain | null = chain; at !== null; at = at.rest) hops.push(at.hop);
  return { hops };
}

/**
 * The roles that a caller may be able to enter next, sorted; never too few.
 *
 * Edges of the graph are of sessions that nothing is known of: never fewer than a session in some state has.
 */
export function stepTargets(graph: Graph, tracking: Tracking, caller: Caller): readonly RolePrincipal[] {
  if (!followsEdges(graph, tracking, caller)) return graph.index.targetsOf(caller);
  const arns = new Set(graph.trust.outNeighbors(nodeOf(caller)));
  return [...arns].toSorted().flatMap((arn) => graph.world.roles.get(arn) ?? []);
}

/** Whether the graph's edges are all the hops that the caller may have. */
export function followsEdges(graph: Graph, tracking: Tracking, caller: Caller): boolean {
  const named = caller.kind === "role" && caller.session.name !== null;
  return (
    !named && hasEveryHop(caller) && !bringsMore(tracking, caller) && graph.trust.hasNode(nodeOf(caller))
  );
}

// A wildcard lets in services, tokens and outsiders too; the graph has its hops for `*`, not for each of them. What
// Identity Center enters is assigned, and no trust policy says it.
function hasEveryHop(caller: Caller): boolean {
  if (caller.kind === "service") return caller.name === IDENTITY_CENTER;
  return isOwnCaller(caller) || caller.kind === "anyone" || caller.kind === "sso-user";
}

/** Whether the caller's session brought along what may let it in where some session of its role would not get in. */
export function bringsMore(tracking: Tracking, caller: Caller): boolean {
  if (!tracking.beyondEdges || caller.kind !== "role") return false;
  const { inheritsTags, fixed } = caller.session;
  // Tags that came along may replace those of the next role.
  if (tracking.resourceTags && inheritsTags) return true;
  // The claims of the token that began the chain stay, whatever roles it went through.
  return tracking.claims.some(
    (key) => isSurvivingClaim(key) && (fixed.get(key)?.kind ?? "absent") !== "absent",
  );
}

function nodeOf(caller: Caller): string {
  return caller.kind === "role" ? caller.role.arn : callerId(caller);
}

/** The decision of one hop in the state that the caller is in; null where it is denied or unknown. */
export function decideStep(
  graph: Graph,
  tracking: Tracking,
  caller: Caller,
  role: RolePrincipal,
  pins: Pins | undefined,
): HopDecision | null {
  if (pins === undefined && isSettled(tracking, caller)) {
    const known = graph.trust.decision(callerId(caller), actionOf(caller), role.arn);
    if (known !== null) return known;
  }
  if (pins === undefined && isClassed(caller)) return graph.decisions.of(caller, role, tracking);
  const decision = decide(graph.world, caller, role, pins ?? {}, tracking);
  return decision.kind === "allowed" || decision.kind === "conditional" ? decision : null;
}

/** Whether the decisions of the graph are those of the caller: nothing more is known of it, and nothing is carried along. */
export function isSettled(tracking: Tracking, caller: Caller): boolean {
  return !tracking.tags && !tracking.identity && isPlain(caller);
}

/** Whether the caller falls into a class: a user or role of the snapshot, without a session policy or name of its own. */
export function isClassed(caller: Caller): caller is OwnCaller {
  if (!isOwnCaller(caller) || caller.passes !== undefined) return false;
  return caller.kind === "user" || (caller.session.policy === undefined && caller.session.name === null);
}

/** Whether the caller is none of the snapshot's users and roles, and the graph's hops of its name are all it has. */
export function isUnknown(caller: Caller): boolean {
  return !isOwnCaller(caller) && hasEveryHop(caller) && isPlain(caller);
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
