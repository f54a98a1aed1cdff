import type { PathResult, PathsAnswer, PrincipalInfo } from "../answer.js";
import type { Caller } from "../decide/caller.js";
import { callerId } from "../decide/describe.js";
import { resolveCaller } from "../decide/name.js";
import { resolveTarget } from "../decide/target.js";
import type { Graph } from "../graph/build.js";
import { pathResult } from "./chain-answer.js";
import { reachingNodes } from "./reverse.js";
import { searchFrom } from "./search.js";
import { selectNodes } from "./select.js";
import type { Tracking } from "./tracking.js";

/** Hops that questions follow when they do not say. */
export const HOP_COUNT_DEFAULT = 8;
const PATH_COUNT_DEFAULT = 20;

/** A question that names nobody the snapshot knows. */
export class UnknownName extends Error {}

/** Everyone who can become the role, with a shortest chain each. */
export function whoCan(graph: Graph, tracking: Tracking, role: string, hopCountMax: number): PathsAnswer {
  const target = resolveTarget(graph.world, role);
  if (target.kind === "missing") throw new UnknownName(target.why);
  const near = reachingNodes(graph, tracking, target.role.arn, hopCountMax);
  const results: PathResult[] = [];
  const assumptions = new Set<string>();
  let complete = true;
  for (const id of near) {
    if (id === target.role.arn && !graph.trust.hasEdge(id, id)) continue;
    const found = searchFrom(graph, tracking, graph.trust.getNodeAttribute(id, "caller"), {
      hopCountMax,
      through: near,
      target: target.role.arn,
    });
    complete &&= found.complete;
    const chain = found.chains.get(target.role.arn);
    if (chain === undefined) continue;
    results.push(pathResult(chain, id));
    for (const hop of chain.hops) for (const assumption of hop.assumptions) assumptions.add(assumption);
  }
  return answer("who-can", { to: target.role.arn }, hopCountMax, results, !complete, assumptions);
}

/** Every role that the principal can become, with a shortest chain each. */
export function whatCan(
  graph: Graph,
  tracking: Tracking,
  principal: string,
  hopCountMax: number,
): PathsAnswer {
  const named = resolveCaller(graph.world, principal);
  if (named.kind === "missing") throw new UnknownName(named.why);
  const found = searchFrom(graph, tracking, named.caller, { hopCountMax });
  const assumptions = new Set<string>();
  const own = callerId(named.caller);
  const results = [...found.chains].flatMap(([arn, chain]) => {
    // A way back to where it started makes nobody new; a role that trusts itself is a hop all the same.
    if (arn === own && chain.hops.length > 1) return [];
    for (const hop of chain.hops) for (const assumption of hop.assumptions) assumptions.add(assumption);
    return pathResult(chain, arn);
  });
  return answer(
    "what-can",
    { from: callerId(named.caller) },
    hopCountMax,
    results,
    !found.complete,
    assumptions,
  );
}

/** Chains between two selectors, shortest first: one shortest chain for each pair of principals. */
export function pathsBetween(
  graph: Graph,
  tracking: Tracking,
  infos: readonly PrincipalInfo[],
  question: {
    readonly from: string;
    readonly to: string;
    readonly maxHops?: number;
    readonly limit?: number;
  },
): PathsAnswer {
  const hopCountMax = question.maxHops ?? HOP_COUNT_DEFAULT;
  const limit = question.limit ?? PATH_COUNT_DEFAULT;
  const targets = targetsOf(graph, infos, question.to);
  const near = new Set(targets.flatMap((arn) => [...reachingNodes(graph, tracking, arn, hopCountMax)]));
  const results: PathResult[] = [];
  const assumptions = new Set<string>();
  let complete = true;
  for (const { id, caller } of sourcesOf(graph, infos, question.from)) {
    if (graph.trust.hasNode(id) && !near.has(id)) continue;
    const found = searchFrom(graph, tracking, caller, { hopCountMax, through: near });
    complete &&= found.complete;
    for (const arn of targets) {
      const chain = found.chains.get(arn);
      if (chain === undefined || arn === id) continue;
      results.push(pathResult(chain, arn));
      for (const hop of chain.hops) for (const assumption of hop.assumptions) assumptions.add(assumption);
    }
  }
  const all = answer(
    "paths",
    { from: question.from, to: question.to },
    hopCountMax,
    results,
    !complete,
    assumptions,
  );
  return {
    ...all,
    results: all.results.slice(0, limit),
    truncated: all.truncated || all.results.length > limit,
  };
}

function targetsOf(graph: Graph, infos: readonly PrincipalInfo[], selector: string): readonly string[] {
  const selected = selectNodes(infos, selector);
  if (selected !== null) return selected.filter((id) => graph.world.roles.has(id));
  const target = resolveTarget(graph.world, selector);
  if (target.kind === "missing") throw new UnknownName(target.why);
  return [target.role.arn];
}

function sourcesOf(
  graph: Graph,
  infos: readonly PrincipalInfo[],
  selector: string,
): readonly { readonly id: string; readonly caller: Caller }[] {
  const selected = selectNodes(infos, selector);
  if (selected !== null)
    return selected.map((id) => ({ id, caller: graph.trust.getNodeAttribute(id, "caller") }));
  const named = resolveCaller(graph.world, selector);
  if (named.kind === "missing") throw new UnknownName(named.why);
  return [{ id: callerId(named.caller), caller: named.caller }];
}

function answer(
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
    results: results.toSorted(shortestFirst),
    truncated,
    assumptions: [...assumptions].toSorted(),
  };
}

function shortestFirst(a: PathResult, b: PathResult): number {
  const length = a.path.length - b.path.length;
  if (length !== 0) return length;
  const verdict = Number(a.verdict === "conditional") - Number(b.verdict === "conditional");
  if (verdict !== 0) return verdict;
  const [left, right] = [a.path.join(" "), b.path.join(" ")];
  return left < right ? -1 : left > right ? 1 : 0;
}
