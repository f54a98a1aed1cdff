import { isAdmin } from "../decide/admin.js";
import type { Caller } from "../decide/caller.js";
import { type Chain, searchFrom } from "../path/search.js";
import type { RolePrincipal } from "../world/entity.js";
import { isBaselineHop } from "./baseline.js";
import { perGraph, type Survey } from "./survey.js";

/** Hops that a chain may have, as in the questions about paths. */
const HOP_COUNT_MAX = 8;

/**
 * The nodes from which the trust graph leads to a role that is an administrator, those roles among them.
 *
 * Never too few: where transitive tags may open hops that the graph does not hold, every node is taken.
 */
export const nodesNearAdmins = perGraph((survey: Survey): ReadonlySet<string> => {
  const { world, graph, tracking } = survey;
  if (tracking.resourceTags) return new Set(graph.trust.nodes());
  const admins = [...world.roles.values()].filter((role) => !role.serviceLinked && isAdmin(world, role));
  const near = new Set(admins.map((role) => role.arn));
  let frontier = [...near];
  for (let distance = 1; distance <= HOP_COUNT_MAX && frontier.length > 0; distance += 1) {
    const next: string[] = [];
    for (const node of frontier) {
      for (const source of graph.trust.inNeighbors(node)) {
        if (near.has(source)) continue;
        near.add(source);
        next.push(source);
      }
    }
    frontier = next;
  }
  return near;
});

/** A chain from a principal to an administrator, through roles that are none. */
export interface AdminChain {
  readonly target: RolePrincipal;
  readonly chain: Chain;
}

/**
 * The administrators that a caller can become, with a shortest chain each.
 *
 * Ways on from one administrator to the next are left out, and so are hops of the baseline that AWS itself lays.
 */
export function adminChains(
  survey: Survey,
  caller: Caller,
): { readonly chains: readonly AdminChain[]; readonly complete: boolean } {
  const { world, graph, tracking } = survey;
  const found = searchFrom(graph, tracking, caller, {
    hopCountMax: HOP_COUNT_MAX,
    through: nodesNearAdmins(survey),
  });
  const chains = [...found.chains].flatMap(([arn, chain]): readonly AdminChain[] => {
    const target = world.roles.get(arn);
    if (target === undefined || !isAdmin(world, target)) return [];
    const between = chain.hops.slice(0, -1).map((hop) => hop.call.target);
    if (between.some((role) => isAdmin(world, role)) || chain.hops.some(isBaselineHop)) return [];
    return [{ target, chain }];
  });
  return { chains, complete: found.complete };
}
