import type { Snapshot } from "@rolepath/snapshot";
import type { CheckAnswer, EdgeCondition } from "./answer.js";
import type { CheckOptions } from "./config/check-options.js";
import type { Invariant } from "./config/invariant.js";
import { type Explorer, explore, insideOf, once, sameInside } from "./explore.js";
import { rules } from "./finding/catalog.js";
import { countsOf, inOrder } from "./finding/order.js";
import { repairs } from "./finding/repair/repairs.js";
import { settle } from "./finding/settle/settle.js";
import { edgeConditions } from "./graph/info/edge-condition.js";
import { invariantFindings } from "./invariant/check.js";
import { invariantRule } from "./invariant/invariant-finding.js";
import type { BlastAnswer, CutAnswer, PathsQuestion, Reach } from "./path/answer.js";
import { cutBetween } from "./path/cut/cut.js";
import { blastRadius } from "./path/question/blast.js";
import { HOP_COUNT_DEFAULT } from "./path/question/queries.js";
import { orUnknownChain } from "./path/question/unknown-chain.js";
import { withUnread } from "./path/question/unread.js";
import { reachOfAll } from "./path/reach/reach.js";

/** How large the graph is that answers are drawn from, for those who measure. */
export interface GraphSize {
  /** Groups of callers whom no policy tells apart, at the roles that they can enter. */
  readonly classes: number;
  /** Hops from such a group into a role; `SnapshotSummary.edges` counts those of principals. */
  readonly hops: number;
  /** How often a caller was decided for a role. */
  readonly decisions: number;
}

/** A snapshot, understood: ask it. All methods are pure and give the same bytes on every run. */
export interface Analysis extends Explorer {
  /** What every conditional edge asks for, in the order of `edges`, made one by one. */
  edgeConditions(): Iterable<EdgeCondition>;
  /** The smallest set of trust statements whose removal breaks every chain between two selectors. @throws UnknownName */
  cut(question: Pick<PathsQuestion, "from" | "to" | "maxHops">): CutAnswer;
  /** How much falls if `principal` is taken, by hops. `maxHops` default 8. @throws UnknownName */
  blast(principal: string, options?: { readonly maxHops?: number }): BlastAnswer;
  /** What every principal can become, over any number of hops: how many, and which. */
  reach(): Reach;
  graphSize(): GraphSize;
  /** The findings, most severe first; the options are what a `rolepath.yaml` says. */
  check(options?: CheckOptions): CheckAnswer;
}

/**
 * Reads a snapshot into a trust graph that answers questions: those of `explore`, and those of the command.
 *
 * @throws never on snapshots that `readSnapshot` gave, however odd
 */
export function analyze(snapshot: Snapshot): Analysis {
  const explorer = explore(snapshot, repairs);
  const inside = insideOf(explorer);
  const withInvariants = (answer: CheckAnswer, invariants: readonly Invariant[]): CheckAnswer => {
    if (invariants.length === 0) return answer;
    const { graph, tracking } = inside;
    const input = { snapshot, graph, tracking, principals: explorer.principals() };
    const all = inOrder([...answer.findings, ...invariantFindings(input, invariants)]);
    return { ...answer, findings: all, summary: countsOf(all) };
  };
  return sameInside<Analysis>(explorer, {
    ...explorer,
    can: (question, options) =>
      orUnknownChain(inside.graph, question, explorer.can(question, options), options?.sessionPolicy),
    whoCan: (role, options) => withUnread(inside.graph, explorer.whoCan(role, options)),
    whatCan: (principal, options) => withUnread(inside.graph, explorer.whatCan(principal, options)),
    paths: (question) => withUnread(inside.graph, explorer.paths(question)),
    cut: (question) => cutBetween(snapshot, inside.graph, inside.tracking, explorer.principals(), question),
    edgeConditions: () => edgeConditions(inside.graph),
    graphSize: () => ({
      classes: inside.graph.classes.cellCount,
      hops: inside.graph.classes.size,
      decisions: inside.graph.decisions.count,
    }),
    reach: once(() => reachOfAll(inside.graph, inside.tracking)),
    blast: (principal, options) =>
      withUnread(
        inside.graph,
        blastRadius(
          inside.graph,
          inside.tracking,
          explorer.principals(),
          principal,
          options?.maxHops ?? HOP_COUNT_DEFAULT,
        ),
      ),
    check: (options) => {
      if (options === undefined) return explorer.check();
      const { trusted, invariants = [] } = options;
      const answer = trusted === undefined ? explorer.check() : inside.findings(trusted);
      return settle(withInvariants(answer, invariants), options, [
        ...rules.map(({ id }) => id),
        ...invariants.map(invariantRule),
      ]);
    },
  });
}
