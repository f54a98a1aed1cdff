import type { PrincipalInfo } from "../../answer.js";
import type { Graph } from "../../graph/build.js";
import type { BlastAnswer, BlastCount } from "../answer.js";
import type { Tracking } from "../session/tracking.js";
import { whatCan } from "./queries.js";

/**
 * How much falls if the principal is taken: the roles that it can become, counted by the hops to them.
 *
 * The principal itself is not counted, its own account is.
 *
 * @throws UnknownName
 */
export function blastRadius(
  graph: Graph,
  tracking: Tracking,
  infos: readonly PrincipalInfo[],
  principal: string,
  hopCountMax: number,
): BlastAnswer {
  const reach = whatCan(graph, tracking, principal, hopCountMax);
  const byId = new Map(infos.map((info) => [info.id, info]));
  const own = byId.get(reach.from ?? "");
  const accountOf = (id: string): string => byId.get(id)?.account ?? id.split(":")[4] ?? "";
  const from = reach.from ?? principal;
  const countOf = (hopsMax: number): BlastCount => {
    const reached = reach.results.filter(({ hops, principal: id }) => hops.length <= hopsMax && id !== from);
    const ids = reached.map((result) => result.principal);
    return {
      roles: ids.length,
      freely: reached.filter((result) => result.verdict === "allowed").length,
      accounts: new Set(ids.map(accountOf)).size,
      admins: ids.filter((id) => byId.get(id)?.admin === true).length,
    };
  };
  const hopsMost = Math.max(0, ...reach.results.map(({ hops }) => hops.length));
  const all = reach.results.filter(({ principal: id }) => id !== from);
  return {
    question: "blast",
    from,
    admin: own?.admin ?? false,
    maxHops: hopCountMax,
    total: countOf(hopsMost),
    byHops: Array.from({ length: hopsMost }, (_, index) => ({ hops: index + 1, ...countOf(index + 1) })),
    accounts: [...new Set(all.map((result) => accountOf(result.principal)))].toSorted(),
    admins: all.filter(({ principal: id }) => byId.get(id)?.admin === true),
    truncated: reach.truncated,
    assumptions: reach.assumptions,
  };
}
