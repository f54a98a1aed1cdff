import { analyze } from "@rolepath/analyzer";
import { denseAccount, generateDenseAccount } from "./dense-account.js";
import { growth, measured, peakBytes } from "./measure.js";
import { table } from "./table.js";

/** What the command line chooses. */
export interface ReachOptions {
  readonly roleCounts: readonly number[];
  readonly taggedPercent: number;
  readonly seed: number;
  /** Also list, with chains, what each principal can become: that grows with the answers, which are pairs. */
  readonly list: boolean;
}

/** The figures of one account. */
export interface ReachFigures {
  readonly roles: number;
  readonly principals: number;
  readonly classes: number;
  /** From a class to a role. */
  readonly hops: number;
  /** From a principal to a role: counted, not listed. */
  readonly pairs: number;
  readonly decisions: number;
  /** Answers: how many roles all principals can become, added up. */
  readonly reached: number;
  readonly graphCpuSeconds: number;
  readonly reachCpuSeconds: number;
  readonly listCpuSeconds: number | null;
  readonly peakBytes: number;
}

/** Measures one dense account in this process. */
export function measureReach(roleCount: number, options: Omit<ReachOptions, "roleCounts">): ReachFigures {
  const { taggedPercent, seed, list } = options;
  const analysis = analyze(generateDenseAccount({ ...denseAccount(roleCount), taggedPercent, seed }));
  const graph = measured(() => analysis.summary());
  const reach = measured(() => {
    const all = analysis.reach();
    const reached = analysis.principals().reduce((sum, { id }) => sum + all.countOf(id), 0);
    if (!all.complete)
      throw new Error("a limit cut the search: the figures would be of less than everything");
    return { reached, work: all.work };
  });
  // The most memory that graph and reach took; lists come after.
  const peak = peakBytes();
  const listed = list ? measured(() => listAll(analysis)) : null;
  return {
    roles: graph.result.roles,
    principals: graph.result.principals,
    classes: reach.result.work.classes,
    hops: reach.result.work.hops,
    pairs: graph.result.edges,
    decisions: reach.result.work.decisions,
    reached: reach.result.reached,
    graphCpuSeconds: graph.cost.cpuSeconds,
    reachCpuSeconds: reach.cost.cpuSeconds,
    listCpuSeconds: listed?.cost.cpuSeconds ?? null,
    peakBytes: peak,
  };
}

function listAll(analysis: ReturnType<typeof analyze>): number {
  return analysis.principals().reduce((sum, { id }) => sum + analysis.whatCan(id).results.length, 0);
}

/** The figures as a table, with the growth from each account to the next. */
export function reachTable(figures: readonly ReachFigures[]): string {
  const rows = figures.map((one, index) => {
    const before = figures[index - 1];
    const cost = one.graphCpuSeconds + one.reachCpuSeconds;
    const by = (size: (figures: ReachFigures) => number): string =>
      before === undefined
        ? ""
        : growth(
            { size: size(before), cost: before.graphCpuSeconds + before.reachCpuSeconds },
            { size: size(one), cost },
          ).toFixed(2);
    return [
      String(one.roles),
      String(one.principals),
      String(one.classes),
      String(one.hops),
      String(one.pairs),
      String(one.decisions),
      String(one.reached),
      one.graphCpuSeconds.toFixed(2),
      one.reachCpuSeconds.toFixed(2),
      one.listCpuSeconds?.toFixed(2) ?? "",
      by((each) => each.hops),
      by((each) => each.roles),
      (one.peakBytes / 2 ** 20).toFixed(0),
    ];
  });
  const counted = ["roles", "principals", "classes", "hops", "pairs", "decisions", "reached"];
  return table([...counted, "graph s", "reach s", "list s", "by hops", "by roles", "peak MiB"], rows);
}
