import type { PolicyDocument } from "@rolepath/snapshot";
import type { PathResult, PathsAnswer } from "../../answer.js";
import { callerId } from "../../decide/caller/describe.js";
import { resolveCaller } from "../../decide/caller/name.js";
import { narrowedCaller } from "../../decide/caller/session-policy.js";
import { resolveTarget } from "../../decide/caller/target.js";
import type { Graph } from "../../graph/build.js";
import { pathResult } from "../chain/chain-answer.js";
import { LinkedResults } from "../chain/linked-results.js";
import { UnknownName } from "../select.js";
import type { Tracking } from "../session/tracking.js";
import { ChainsInto } from "../walk/chains-into.js";
import { surroundings } from "../walk/distance.js";
import { searchFrom } from "../walk/search.js";
import { waysOf } from "../walk/ways.js";

/** Hops that questions follow when they do not say. */
export const HOP_COUNT_DEFAULT = 8;
/** Chains that answers list when questions do not say. */
export const PATH_COUNT_DEFAULT = 20;

/** Everyone who can become the role, with a shortest chain each. */
export function whoCan(graph: Graph, tracking: Tracking, role: string, hopCountMax: number): PathsAnswer {
  const target = resolveTarget(graph.world, role);
  if (target.kind === "missing") throw new UnknownName(target.why);
  const near = surroundings(graph, tracking, new Set([target.role.arn]), hopCountMax);
  const ways = waysOf(graph, tracking);
  const chains = new ChainsInto({ target: target.role.arn, near, hopCountMax });
  const results: PathResult[] = [];
  const linked = new LinkedResults();
  let complete = true;
  for (const id of near.nodes) {
    if (id === target.role.arn && !graph.trust.hasEdge(id, id)) continue;
    const found = chains.from(ways.startAt(id));
    complete &&= found.complete;
    if (found.chain !== null) results.push(linked.of(found.chain, id));
  }
  const { assumptions } = linked;
  return pathsAnswer("who-can", { to: target.role.arn }, hopCountMax, results, !complete, assumptions);
}

/** Every role that the principal can become, with a shortest chain each. */
export function whatCan(
  graph: Graph,
  tracking: Tracking,
  principal: string,
  hopCountMax: number,
  sessionPolicy?: PolicyDocument,
): PathsAnswer {
  const named = resolveCaller(graph.world, principal);
  if (named.kind === "missing") throw new UnknownName(named.why);
  const found = searchFrom(graph, tracking, narrowedCaller(named.caller, sessionPolicy), { hopCountMax });
  const assumptions = new Set<string>();
  const own = callerId(named.caller);
  const results = [...found.chains].flatMap(([arn, chain]) => {
    // A way back to where it started makes nobody new; a role that trusts itself is a hop all the same.
    if (arn === own && chain.hops.length > 1) return [];
    for (const hop of chain.hops) for (const assumption of hop.assumptions) assumptions.add(assumption);
    return pathResult(chain, arn);
  });
  return pathsAnswer(
    "what-can",
    { from: callerId(named.caller) },
    hopCountMax,
    results,
    !found.complete,
    assumptions,
  );
}

/** Results as an answer, shortest first. */
export function pathsAnswer(
  question: PathsAnswer["question"],
  ends: { readonly from?: string; readonly to?: string },
  maxHops: number,
  results: readonly PathResult[],
  truncated: boolean,
  assumptions: ReadonlySet<string>,
): PathsAnswer {
  return {
    question,
    ...ends,
    maxHops,
    results: results
      .map((result) => ({ result, path: result.path.join(" ") }))
      .toSorted(shortestFirst)
      .map(({ result }) => result),
    truncated,
    assumptions: [...assumptions].toSorted(),
  };
}

interface Placed {
  readonly result: PathResult;
  readonly path: string;
}

function shortestFirst(a: Placed, b: Placed): number {
  const length = a.result.path.length - b.result.path.length;
  if (length !== 0) return length;
  const verdict = Number(a.result.verdict === "conditional") - Number(b.result.verdict === "conditional");
  if (verdict !== 0) return verdict;
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
