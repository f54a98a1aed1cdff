import type { Problem, Snapshot } from "@rolepath/snapshot";
import type {
  CanAnswer,
  CanQuestion,
  CheckAnswer,
  EdgeInfo,
  HopInfo,
  PathsAnswer,
  PrincipalInfo,
  SnapshotSummary,
} from "./answer.js";
import { canDirectly } from "./ask-direct.js";
import { nobodyTrusted, type Trusted } from "./config/check-options.js";
import { policyProblems } from "./decide/policy-problems.js";
import { checkFindings, type Repairs } from "./finding/check.js";
import { buildTrustGraph, type Graph } from "./graph/build.js";
import { edgeInfos } from "./graph/info/edge-info.js";
import { HopInfos } from "./graph/info/hop-info.js";
import { principalInfos } from "./graph/info/principal-info.js";
import { indirectHops } from "./indirect/hops.js";
import type { CyclesAnswer, PathsQuestion, ReachOptions } from "./path/answer.js";
import {
  canIndirectly,
  pathsIndirectly,
  whatCanIndirectly,
  whoCanIndirectly,
} from "./path/indirect/indirect-queries.js";
import type { Terrain } from "./path/indirect/mixed-ways.js";
import { canByChain } from "./path/question/can-chain.js";
import { pathsBetween } from "./path/question/paths-between.js";
import { HOP_COUNT_DEFAULT, whatCan, whoCan } from "./path/question/queries.js";
import { renewingCycles } from "./path/reach/cycles.js";
import { type Tracking, trackingOf } from "./path/session/tracking.js";
import { summarize } from "./summary.js";
import { buildWorld, type World } from "./world/world.js";

/**
 * What the page asks of a snapshot; `Analysis` can answer more.
 *
 * Apart, so that the page does not carry what only the command calls.
 */
export interface Explorer {
  readonly snapshot: Snapshot;
  /** What was wrong with the input: what the reader met, and what could not be understood inside policies. */
  problems(): readonly Problem[];
  summary(): SnapshotSummary;
  /** Every principal that is a node of the graph, sorted by id. */
  principals(): readonly PrincipalInfo[];
  /** Every direct edge, allowed or conditional, sorted by from, to, action; made one by one, as many as there are pairs. */
  edges(): Iterable<EdgeInfo>;
  /** The same edges, those of callers whom nothing tells apart in one: few even where edges are tens of millions. */
  hops(): Iterable<HopInfo>;
  /** The hops that a principal is among the callers of. */
  hopsFrom(id: string): Iterable<HopInfo>;
  /** The hops into a role. */
  hopsInto(id: string): readonly HopInfo[];
  /** One question; a name that the snapshot does not know gives the verdict `unknown`. */
  can(question: CanQuestion, options?: Pick<ReachOptions, "sessionPolicy">): CanAnswer;
  /** Everyone who can become `role`; shortest path each. `maxHops` default 8. @throws UnknownName */
  whoCan(role: string, options?: Pick<ReachOptions, "maxHops" | "indirect">): PathsAnswer;
  /** Every role that `principal` can become; shortest path each. `maxHops` default 8. @throws UnknownName */
  whatCan(principal: string, options?: ReachOptions): PathsAnswer;
  /** Chains between two selectors, shortest first. @throws UnknownName */
  paths(question: PathsQuestion): PathsAnswer;
  /** The groups of roles among which a session can be renewed for ever. */
  cycles(): CyclesAnswer;
  /** The findings, most severe first; with patches where `analyze` made it. */
  check(): CheckAnswer;
}

/** What an analysis is made of, for comparisons and for questions that the page does not ask. */
export interface Inside {
  readonly world: World;
  readonly graph: Graph;
  readonly tracking: Tracking;
  /** The findings, to one who trusts these outsiders. */
  findings(trusted: Trusted): CheckAnswer;
}

const insides = new WeakMap<Explorer, Inside>();

/** What the analysis is made of; it must be one of `explore` or `analyze`. */
export function insideOf(explorer: Explorer): Inside {
  const inside = insides.get(explorer);
  if (inside === undefined) throw new Error("only analyses that analyze() made can be compared");
  return inside;
}

/** `more`, known to be made of the same as `explorer`. */
export function sameInside<T extends Explorer>(explorer: Explorer, more: T): T {
  insides.set(more, insideOf(explorer));
  return more;
}

/**
 * Reads a snapshot into a trust graph that answers the questions of the page.
 *
 * The line is world → graph → indirect → path → finding; the graph is built when a question first needs it.
 *
 * @param repairs for findings with patches, which the page does not show
 * @throws never on snapshots that `readSnapshot` gave, however odd
 */
export function explore(snapshot: Snapshot, repairs: Repairs | null = null): Explorer {
  const world = buildWorld(snapshot);
  const graph = once(() => buildTrustGraph(world));
  const tracking = once(() => trackingOf(world));
  const principals = once(() => principalInfos(graph()));
  const hopInfos = once(() => new HopInfos(graph()));
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
      summary: summary(),
      trusted,
      patchOf: repairs?.patchOf ?? null,
      repairing: repairs?.repairing ?? null,
    });
  const plainFindings = once(() => findings(nobodyTrusted));
  const explorer: Explorer = {
    snapshot,
    problems,
    summary,
    principals,
    edges: () => edgeInfos(graph()),
    hops: () => hopInfos().all(),
    hopsFrom: (id) => hopInfos().from(id),
    hopsInto: (id) => hopInfos().into(id),
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
    cycles: once(() => renewingCycles(graph(), tracking())),
    check: plainFindings,
  };
  insides.set(explorer, {
    world,
    findings,
    get graph() {
      return graph();
    },
    get tracking() {
      return tracking();
    },
  });
  return explorer;
}

/** `make`, called at most once. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
