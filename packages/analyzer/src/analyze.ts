import type { Problem, Snapshot } from "@rolepath/snapshot";
import type {
  CanAnswer,
  CanQuestion,
  CheckAnswer,
  EdgeInfo,
  PathsAnswer,
  PrincipalInfo,
  SnapshotSummary,
} from "./answer.js";
import { canDirectly } from "./ask-direct.js";
import { type CheckOptions, nobodyTrusted, type Trusted } from "./config/check-options.js";
import type { Invariant } from "./config/invariant.js";
import { policyProblems } from "./decide/policy-problems.js";
import { rules } from "./finding/catalog.js";
import { checkFindings } from "./finding/check.js";
import { countsOf, inOrder } from "./finding/order.js";
import { settle } from "./finding/settle.js";
import { buildTrustGraph, type Graph } from "./graph/build.js";
import { edgeInfos } from "./graph/edge-info.js";
import { principalInfos } from "./graph/principal-info.js";
import { indirectHops } from "./indirect/hops.js";
import { invariantFindings } from "./invariant/check.js";
import { invariantRule } from "./invariant/invariant-finding.js";
import type {
  BlastAnswer,
  CutAnswer,
  CyclesAnswer,
  PathsQuestion,
  Reach,
  ReachOptions,
} from "./path/answer.js";
import { blastRadius } from "./path/blast.js";
import { canByChain } from "./path/can-chain.js";
import { cutBetween } from "./path/cut.js";
import { renewingCycles } from "./path/cycles.js";
import {
  canIndirectly,
  pathsIndirectly,
  whatCanIndirectly,
  whoCanIndirectly,
} from "./path/indirect-queries.js";
import type { Terrain } from "./path/indirect-search.js";
import { pathsBetween } from "./path/paths-between.js";
import { HOP_COUNT_DEFAULT, whatCan, whoCan } from "./path/queries.js";
import { reachOfAll } from "./path/reach.js";
import { type Tracking, trackingOf } from "./path/tracking.js";
import { summarize } from "./summary.js";
import { buildWorld, type World } from "./world/world.js";

/** A snapshot, understood: ask it. All methods are pure and give the same bytes on every run. */
export interface Analysis {
  readonly snapshot: Snapshot;
  /** What was wrong with the input: what the reader met, and what could not be understood inside policies. */
  problems(): readonly Problem[];
  summary(): SnapshotSummary;
  /** Every principal that is a node of the graph, sorted by id. */
  principals(): readonly PrincipalInfo[];
  /** Every direct edge, allowed or conditional, sorted by from, to, action. */
  edges(): readonly EdgeInfo[];
  /** One question; a name that the snapshot does not know gives the verdict `unknown`. */
  can(question: CanQuestion, options?: Pick<ReachOptions, "sessionPolicy">): CanAnswer;
  /** Everyone who can become `role`; shortest path each. `maxHops` default 8. @throws UnknownName */
  whoCan(role: string, options?: Pick<ReachOptions, "maxHops" | "indirect">): PathsAnswer;
  /** Every role that `principal` can become; shortest path each. `maxHops` default 8. @throws UnknownName */
  whatCan(principal: string, options?: ReachOptions): PathsAnswer;
  /** Chains between two selectors, shortest first. @throws UnknownName */
  paths(question: PathsQuestion): PathsAnswer;
  /** The smallest set of trust statements whose removal breaks every chain between two selectors. @throws UnknownName */
  cut(question: Pick<PathsQuestion, "from" | "to" | "maxHops">): CutAnswer;
  /** How much falls if `principal` is taken, by hops. `maxHops` default 8. @throws UnknownName */
  blast(principal: string, options?: { readonly maxHops?: number }): BlastAnswer;
  /** What every principal can become, over any number of hops: how many, and which. */
  reach(): Reach;
  /** The groups of roles among which a session can be renewed for ever. */
  cycles(): CyclesAnswer;
  /** The findings, most severe first; the options are what a `rolepath.yaml` says. */
  check(options?: CheckOptions): CheckAnswer;
}

/**
 * Reads a snapshot into a trust graph that answers questions.
 *
 * The line is world → graph → indirect → path → finding; the graph is built when a question first needs it.
 *
 * @throws never on snapshots that `readSnapshot` gave, however odd
 */
export function analyze(snapshot: Snapshot): Analysis {
  const world = buildWorld(snapshot);
  const graph = once(() => buildTrustGraph(world));
  const tracking = once(() => trackingOf(world));
  const principals = once(() => principalInfos(graph()));
  const edges = once(() => edgeInfos(graph()));
  const summary = once(() => summarize(snapshot, world, graph()));
  const problems = once(() => [...snapshot.problems, ...policyProblems(world)]);
  const hops = (options: { readonly maxHops?: number } | undefined): number =>
    options?.maxHops ?? HOP_COUNT_DEFAULT;
  const terrain = once(
    (): Terrain => ({ graph: graph(), tracking: tracking(), indirect: indirectHops(world) }),
  );
  const findings = (trusted: Trusted): CheckAnswer =>
    checkFindings({
      snapshot,
      world,
      graph: graph(),
      tracking: tracking(),
      principals: principals(),
      summary: summary(),
      trusted,
    });
  const plainFindings = once(() => findings(nobodyTrusted));
  const withInvariants = (answer: CheckAnswer, invariants: readonly Invariant[]): CheckAnswer => {
    const input = { snapshot, graph: graph(), tracking: tracking(), principals: principals() };
    const all = inOrder([...answer.findings, ...invariantFindings(input, invariants)]);
    return { ...answer, findings: all, summary: countsOf(all) };
  };
  const analysis: Analysis = {
    snapshot,
    problems,
    summary,
    principals,
    edges,
    can: (question, options) => {
      const direct = canDirectly(world, question, options?.sessionPolicy);
      if (question.indirect === true)
        return canIndirectly(terrain(), question, direct, options?.sessionPolicy);
      return question.maxHops === undefined || (question.maxHops <= 1 && direct.verdict === "unknown")
        ? direct
        : canByChain(graph(), tracking(), question, direct, options?.sessionPolicy);
    },
    whoCan: (role, options) =>
      options?.indirect === true
        ? whoCanIndirectly(terrain(), role, hops(options))
        : whoCan(graph(), tracking(), role, hops(options)),
    whatCan: (principal, options) =>
      options?.indirect === true
        ? whatCanIndirectly(terrain(), principal, hops(options), options.sessionPolicy)
        : whatCan(graph(), tracking(), principal, hops(options), options?.sessionPolicy),
    paths: (question) =>
      question.indirect === true
        ? pathsIndirectly(terrain(), principals(), question)
        : pathsBetween(graph(), tracking(), principals(), question),
    cut: (question) => cutBetween(snapshot, graph(), tracking(), principals(), question),
    reach: once(() => reachOfAll(graph(), tracking())),
    blast: (principal, options) => blastRadius(graph(), tracking(), principals(), principal, hops(options)),
    cycles: once(() => renewingCycles(graph(), tracking())),
    check: (options) => {
      if (options === undefined) return plainFindings();
      const { trusted, invariants = [] } = options;
      const answer = trusted === undefined ? plainFindings() : findings(trusted);
      return settle(withInvariants(answer, invariants), options, [
        ...rules.map(({ id }) => id),
        ...invariants.map(invariantRule),
      ]);
    },
  };
  insides.set(analysis, {
    world,
    get graph() {
      return graph();
    },
    get tracking() {
      return tracking();
    },
  });
  return analysis;
}

/** What an analysis is made of, for comparisons. */
export interface Inside {
  readonly world: World;
  readonly graph: Graph;
  readonly tracking: Tracking;
}

const insides = new WeakMap<Analysis, Inside>();

/** What the analysis is made of; it must be one of `analyze`. */
export function insideOf(analysis: Analysis): Inside {
  const inside = insides.get(analysis);
  if (inside === undefined) throw new Error("only analyses that analyze() made can be compared");
  return inside;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
