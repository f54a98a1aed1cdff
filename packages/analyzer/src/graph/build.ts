import { MultiDirectedGraph } from "graphology";
import type { HopAction } from "../answer.js";
import type { Caller } from "../decide/caller.js";
import { type Decision, decide } from "../decide/decide.js";
import { callerId } from "../decide/describe.js";
import { rootTarget } from "../decide/root-task.js";
import { someSession } from "../decide/session.js";
import type { RolePrincipal } from "../world/entity.js";
import type { World } from "../world/world.js";
import { rootTaskSources, sourcesOf } from "./sources.js";
import { indexTrust, type TrustIndex } from "./trust-index.js";

interface NodeAttributes {
  readonly caller: Caller;
}

/** A direct hop. The decision is of a session that nothing is known of, so on a path it may turn out narrower, never wider. */
interface HopAttributes {
  readonly decision: Decision & { readonly kind: "allowed" | "conditional" };
  readonly action: HopAction;
}

type TrustGraph = MultiDirectedGraph<NodeAttributes, HopAttributes>;

/** The trust graph with what it was made from. */
export interface Graph {
  readonly world: World;
  readonly index: TrustIndex;
  readonly trust: TrustGraph;
}

/**
 * Every direct hop that is allowed or conditional.
 *
 * Candidates come from what the trust policies name, so the cost follows the policies, not the number of pairs. Edge
 * keys are made of the ends and the action: graphology's own would differ from run to run.
 */
export function buildTrustGraph(world: World): Graph {
  const index = indexTrust(world);
  const trust: TrustGraph = new MultiDirectedGraph<NodeAttributes, HopAttributes>();
  for (const user of world.users.values()) trust.mergeNode(user.arn, { caller: { kind: "user", user } });
  for (const role of sortedRoles(world)) addRole(trust, world, index, role);
  addRootTasks(trust, world);
  return { world, index, trust };
}

/** The key of a hop in the graph. */
export function hopKey(from: string, action: HopAction, to: string): string {
  return `${from} ${action} ${to}`;
}

function sortedRoles(world: World): readonly RolePrincipal[] {
  return [...world.roles.values()].toSorted((a, b) => (a.arn < b.arn ? -1 : 1));
}

// AssumeRoot gives a root session for one task; nothing goes on from there.
function addRootTasks(trust: TrustGraph, world: World): void {
  const sources = rootTaskSources(world);
  for (const account of [...world.memberships.keys()].toSorted()) {
    const target = rootTarget(world, account);
    if (typeof target === "string") continue;
    for (const caller of sources) {
      const decision = decide(world, caller, target);
      if (decision.kind !== "allowed" && decision.kind !== "conditional") continue;
      const from = callerId(caller);
      const action = decision.call.action;
      trust.mergeNode(target.arn, { caller: { kind: "root", account, arn: target.arn } });
      trust.addDirectedEdgeWithKey(hopKey(from, action, target.arn), from, target.arn, { decision, action });
    }
  }
}

function addRole(trust: TrustGraph, world: World, index: TrustIndex, role: RolePrincipal): void {
  trust.mergeNode(role.arn, { caller: { kind: "role", role, session: someSession(null) } });
  const seen = new Set<string>();
  for (const caller of sourcesOf(world, index, role)) {
    const from = callerId(caller);
    if (seen.has(from)) continue;
    seen.add(from);
    // A session that a trust policy names is a state of its role: the role is the node.
    const source: Caller = caller.kind === "role" ? { ...caller, session: someSession(null) } : caller;
    const decision = decide(world, source, role);
    if (decision.kind !== "allowed" && decision.kind !== "conditional") continue;
    const node = callerId(source);
    trust.mergeNode(node, { caller: source });
    const action = decision.call.action;
    const key = hopKey(node, action, role.arn);
    if (!trust.hasEdge(key)) trust.addDirectedEdgeWithKey(key, node, role.arn, { decision, action });
  }
}
