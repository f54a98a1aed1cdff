import type { PathResult, PathsAnswer, PrincipalInfo } from "../../answer.js";
import type { Caller } from "../../decide/caller/caller.js";
import { narrowedCaller } from "../../decide/caller/session-policy.js";
import type { Graph } from "../../graph/build.js";
import type { PathsQuestion } from "../answer.js";
import { pathResult } from "../chain/chain-answer.js";
import { witnessedHops } from "../chain/joint-witness.js";
import { type Chain, unlinked } from "../chain/step.js";
import { selectSources, selectTargets } from "../select.js";
import type { Tracking } from "../session/tracking.js";
import { type AlternativesOptions, type StepBudget, shortestChains } from "../walk/alternatives.js";
import { ChainsInto } from "../walk/chains-into.js";
import { type Surroundings, surroundings, without } from "../walk/distance.js";
import { searchFrom } from "../walk/search.js";
import { waysOf } from "../walk/ways.js";
import { HOP_COUNT_DEFAULT, PATH_COUNT_DEFAULT, pathsAnswer } from "./queries.js";

/** Hops that one question may try; beyond, the answer says that it was cut. */
const STEP_COUNT_MAX = 100_000;

interface Source {
  readonly id: string;
  readonly caller: Caller;
}

const NOTHING = { chain: null, complete: true };

interface FoundChains {
  readonly chains: readonly { readonly target: string; readonly chain: Chain }[];
  readonly complete: boolean;
}

/**
 * Chains between two selectors, shortest first.
 *
 * Between one principal and one role all ways are listed, else one shortest for each pair, unless the question says
 * how many. A way enters no role twice.
 */
export function pathsBetween(
  graph: Graph,
  tracking: Tracking,
  infos: readonly PrincipalInfo[],
  question: PathsQuestion,
): PathsAnswer {
  const hopCountMax = question.maxHops ?? HOP_COUNT_DEFAULT;
  const limit = question.limit ?? PATH_COUNT_DEFAULT;
  const targets = selectTargets(graph, infos, question.to);
  const sources = selectSources(graph, infos, question.from).map(({ id, caller }) => ({
    id,
    caller: narrowedCaller(caller, question.sessionPolicy),
  }));
  const perPair = question.alternatives ?? (targets.length === 1 && sources.length === 1 ? limit : 1);
  const near = surroundings(graph, tracking, new Set(targets), hopCountMax);
  const avoid = namedNodes(graph, infos, question.avoid ?? []);
  const find =
    perPair === 1 && (question.via ?? []).length === 0
      ? shortestEach(graph, tracking, targets, { hopCountMax, near: without(near, avoid) })
      : severalEach(graph, tracking, targets, {
          hopCountMax,
          // One more than are shown, to know whether there are more.
          chainCountMax: perPair + 1,
          via: (question.via ?? []).map((selector) => {
            const nodes = namedNodes(graph, infos, [selector]);
            return { nodes, hopsLeft: surroundings(graph, tracking, nodes).hopsLeft };
          }),
          avoid,
        });
  const results: PathResult[] = [];
  const assumptions = new Set<string>();
  let complete = true;
  for (const source of sources) {
    if ((graph.trust.hasNode(source.id) && !near.nodes.has(source.id)) || avoid.has(source.id)) continue;
    const found = find(source);
    complete &&= found.complete;
    const counts = new Map<string, number>();
    for (const { target, chain } of found.chains) {
      const count = (counts.get(target) ?? 0) + 1;
      counts.set(target, count);
      complete &&= count <= perPair;
      if (count > perPair) continue;
      const result = pathResult(chain, target);
      results.push(question.witness === true ? { ...result, hops: witnessedHops(chain) } : result);
      for (const hop of chain.hops) for (const assumption of hop.assumptions) assumptions.add(assumption);
    }
  }
  const ends = { from: question.from, to: question.to };
  const all = pathsAnswer("paths", ends, hopCountMax, results, !complete, assumptions);
  return {
    ...all,
    results: all.results.slice(0, limit),
    truncated: all.truncated || all.results.length > limit,
  };
}

// A shortest chain to each target.
function shortestEach(
  graph: Graph,
  tracking: Tracking,
  targets: readonly string[],
  options: { readonly hopCountMax: number; readonly near: Surroundings },
): (source: Source) => FoundChains {
  const [target, ...more] = targets;
  if (target === undefined || more.length > 0) return eachFrom(graph, tracking, targets, options);
  const ways = waysOf(graph, tracking);
  const chains = new ChainsInto({ ...options, target });
  return ({ id, caller }) => {
    const { chain, complete } = id === target ? NOTHING : chains.from(ways.start(caller));
    return { chains: chain === null ? [] : [{ target, chain: unlinked(chain) }], complete };
  };
}

// Of one search from the source.
function eachFrom(
  graph: Graph,
  tracking: Tracking,
  targets: readonly string[],
  { hopCountMax, near }: { readonly hopCountMax: number; readonly near: Surroundings },
): (source: Source) => FoundChains {
  return ({ id, caller }) => {
    const found = searchFrom(graph, tracking, caller, { hopCountMax, through: near.nodes });
    const chains = targets.flatMap((target) => {
      const chain = found.chains.get(target);
      return chain === undefined || target === id ? [] : { target, chain };
    });
    return { chains, complete: found.complete };
  };
}

function severalEach(
  graph: Graph,
  tracking: Tracking,
  targets: readonly string[],
  options: Omit<AlternativesOptions, "budget" | "hopsLeft">,
): (source: Source) => FoundChains {
  const budget: StepBudget = { left: STEP_COUNT_MAX };
  const toward = targets.map((target) => ({
    target,
    hopsLeft: surroundings(graph, tracking, new Set([target])).hopsLeft,
  }));
  return ({ id, caller }) => {
    let complete = true;
    const chains = toward.flatMap(({ target, hopsLeft }) => {
      if (target === id) return [];
      const found = shortestChains(graph, tracking, caller, target, { ...options, hopsLeft, budget });
      complete &&= found.complete;
      return found.chains.map((chain) => ({ target, chain }));
    });
    return { chains, complete };
  };
}

function namedNodes(
  graph: Graph,
  infos: readonly PrincipalInfo[],
  selectors: readonly string[],
): ReadonlySet<string> {
  return new Set(
    selectors.flatMap((selector) => selectSources(graph, infos, selector).map((source) => source.id)),
  );
}
