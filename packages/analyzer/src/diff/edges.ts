import type { EdgeInfo } from "../answer.js";
import { once } from "../path/walk/once.js";
import { compareText } from "../policy/compare-text.js";
import type { World } from "../world/world.js";
import type { EdgeChange, Effect } from "./answer.js";
import type { Fact } from "./fact.js";
import type { Changes } from "./relevant.js";
import { effectBetween, type HopDecision, hopIn } from "./same-decision.js";

/** A hop that is not as it was, and what it may be owed to. */
export interface RawChange {
  readonly change: EdgeChange["change"];
  readonly edge: EdgeInfo;
  readonly facts: readonly Fact[];
  readonly effect?: Effect;
  /** Made when the hop is told of: there can be millions. */
  readonly decisions: () => Sides<HopDecision | null>;
}

interface Sides<T> {
  readonly before: T;
  readonly after: T;
}

interface Side {
  readonly world: World;
  /** Sorted. */
  readonly edges: Iterable<EdgeInfo>;
}

export interface EdgeComparison {
  readonly changes: readonly RawChange[];
  /** Who has hops that say the same but rest on something that changed: sessions after them may differ. */
  readonly touched: ReadonlySet<string>;
  /** Hops whose conditions were not compared. */
  readonly skipped: number;
}

/**
 * The hops that are new, gone, or let other requests through.
 *
 * Both sides are sorted and walked side by side, and no list of them is made. Conditions are compared by the engine, and
 * only of hops that rest on something that changed; the passing of time alone is no such thing while the verdict stays.
 */
export function compareEdges(
  old: Side,
  now: Side,
  changes: Changes,
  comparedCountMax: number,
): EdgeComparison {
  const found: RawChange[] = [];
  const touched = new Set<string>();
  let compared = 0;
  let skipped = 0;
  for (const [before, after] of sideBySide(old.edges, now.edges)) {
    const edge = after ?? before;
    if (edge === null) continue;
    const facts = changes.of(edge);
    // Most hops are as they were: nothing is made of them.
    if (before?.verdict === after?.verdict && facts.every(({ kind }) => kind === "clock")) continue;
    const decisions = once(() => ({
      before: before && hopIn(old.world, edge),
      after: after && hopIn(now.world, edge),
    }));
    if (before === null || after === null) {
      found.push({ change: before === null ? "added" : "removed", edge, facts, decisions });
      continue;
    }
    touched.add(edge.from);
    if (before.verdict === "allowed" && after.verdict === "allowed") continue;
    compared += 1;
    if (compared > comparedCountMax) {
      skipped += 1;
      continue;
    }
    const { before: was, after: is } = decisions();
    const effect = was === null || is === null ? "undecided" : effectBetween(was, is);
    if (effect !== null) found.push({ change: "changed", edge, facts, effect, decisions });
  }
  return { changes: found, touched, skipped };
}

function* sideBySide(
  old: Iterable<EdgeInfo>,
  now: Iterable<EdgeInfo>,
): Generator<readonly [EdgeInfo | null, EdgeInfo | null]> {
  const [left, right] = [old[Symbol.iterator](), now[Symbol.iterator]()];
  let [before, after] = [nextOf(left), nextOf(right)];
  while (before !== null || after !== null) {
    const order = before === null ? 1 : after === null ? -1 : compareEdge(before, after);
    yield [order <= 0 ? before : null, order >= 0 ? after : null];
    if (order <= 0) before = nextOf(left);
    if (order >= 0) after = nextOf(right);
  }
}

function nextOf(edges: Iterator<EdgeInfo, undefined>): EdgeInfo | null {
  return edges.next().value ?? null;
}

function compareEdge(a: EdgeInfo, b: EdgeInfo): number {
  return compareText(a.from, b.from) || compareText(a.to, b.to) || compareText(a.action, b.action);
}
