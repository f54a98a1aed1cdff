import { rootTarget } from "../decide/caller/root-task.js";
import type { RolePrincipal } from "../world/entity.js";
import { rolesInOrder } from "../world/role-order.js";
import type { World } from "../world/world.js";
import { CallerClasses } from "./class/caller-classes.js";
import { ClassDecisions } from "./class/class-decisions.js";
import { ClassGraph, ClassHop } from "./class-graph.js";
import { Members } from "./members.js";
import { Approaches } from "./source/approaches.js";
import { indexTrust, type TrustIndex } from "./source/trust-index.js";

/** The trust graph with what it was made from. */
export interface Graph {
  readonly world: World;
  readonly index: TrustIndex;
  /** Hops between cells of callers and roles, each decided once. */
  readonly classes: ClassGraph;
  /** The same hops between principals, expanded when asked for. */
  readonly trust: Members;
  /** Decisions in any state of a session, each made once for all who are not told apart. */
  readonly decisions: ClassDecisions;
}

/**
 * Every direct hop that is allowed or conditional.
 *
 * Candidates come from what the trust policies name, and callers whom no policy tells apart are decided once: the cost
 * follows the policies, not the number of pairs.
 */
export function buildTrustGraph(world: World): Graph {
  const index = indexTrust(world);
  const decisions = new ClassDecisions(world, new CallerClasses(world));
  const approaches = new Approaches(world, index, decisions);
  const classes = new ClassGraph();
  for (const target of [...rolesInOrder(world), ...rootTargets(world)]) {
    const hops: ClassHop[] = [];
    for (const approach of approaches.to(target)) {
      const decision = approach.decisionFor(target);
      if (decision !== null) hops.push(new ClassHop(approach.cell, target, decision));
    }
    // A copy has no room to spare.
    classes.add(target, [...hops]);
  }
  return { world, index, classes, trust: new Members(world, classes), decisions };
}

// AssumeRoot gives a root session for one task; nothing goes on from there.
function rootTargets(world: World): readonly RolePrincipal[] {
  return [...world.memberships.keys()].toSorted().flatMap((account) => {
    const target = rootTarget(world, account);
    return typeof target === "string" ? [] : [target];
  });
}
