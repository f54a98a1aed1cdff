import { buildWorld, type World } from "../world/world.js";
import type { RawChange } from "./edges.js";
import { type Fact, factKey, readFact } from "./fact.js";
import { accountIn } from "./relevant.js";
import { onlyAccounts, withDocument, withFactsBack } from "./revert.js";
import { effectBetween, hopIn } from "./same-decision.js";
import type { SnapshotIndex } from "./snapshot-index.js";
import { type StatementPair, statementPairs, withStatementBack } from "./statement-change.js";

/** What the trials of one comparison may cost. */
export interface TrialBudget {
  /** Worlds that may be built. */
  worlds: number;
  /** Hops that may be decided in them. */
  hops: number;
}

/** Of several changed statements of one document, more than this are not tried one by one. */
const PAIR_COUNT_MAX = 8;

/**
 * Asks the engine of the new snapshot with something changed back.
 *
 * Only the accounts at both ends of the hops are looked at: nothing else takes part in a direct hop but the organization.
 */
export class Trials {
  constructor(
    private readonly old: SnapshotIndex,
    private readonly now: SnapshotIndex,
    private readonly budget: TrialBudget,
  ) {}

  /** Which of the hops are as before once the facts are changed back; null where a limit was hit. */
  withBack(facts: readonly Fact[], hops: readonly RawChange[]): ReadonlySet<RawChange> | null {
    const accounts = accountsOf(hops);
    const snapshot = withFactsBack(onlyAccounts(this.now.snapshot, accounts), facts, this.old, accounts);
    return this.settled(() => buildWorld(snapshot), hops);
  }

  /** The statements of a document that changed; each with the hops that are as before once it alone is changed back. */
  statements(
    fact: Fact,
    hops: readonly RawChange[],
  ): readonly { readonly pair: StatementPair; readonly settles: ReadonlySet<RawChange> | null }[] {
    const [before, after] = [readFact(this.old, fact)?.document, readFact(this.now, fact)?.document];
    const pairs = statementPairs(before ?? null, after ?? null);
    if (pairs.length < 2 || pairs.length > PAIR_COUNT_MAX || after === undefined || after === null)
      return pairs.map((pair) => ({ pair, settles: null }));
    const accounts = accountsOf(hops);
    const reduced = onlyAccounts(this.now.snapshot, accounts);
    return pairs.map((pair) => ({
      pair,
      settles: this.settled(
        () => buildWorld(withDocument(reduced, fact, withStatementBack(after, pair))),
        hops,
      ),
    }));
  }

  private settled(build: () => World, hops: readonly RawChange[]): ReadonlySet<RawChange> | null {
    if (this.budget.worlds < 1 || this.budget.hops < hops.length) return null;
    this.budget.worlds -= 1;
    this.budget.hops -= hops.length;
    const world = build();
    return new Set(hops.filter((hop) => isAsBefore(world, hop)));
  }
}

/** The hops that rest on the same changed fact, by fact. */
export function byFact(
  hops: readonly RawChange[],
): ReadonlyMap<string, { readonly fact: Fact; readonly hops: readonly RawChange[] }> {
  const groups = new Map<string, { readonly fact: Fact; readonly hops: RawChange[] }>();
  for (const hop of hops)
    for (const fact of hop.facts) {
      const key = factKey(fact);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { fact, hops: [hop] });
      else group.hops.push(hop);
    }
  return groups;
}

function accountsOf(hops: readonly RawChange[]): ReadonlySet<string> {
  return new Set(hops.flatMap(({ edge: { from, to } }) => [accountIn(from), accountIn(to)]));
}

function isAsBefore(world: World, hop: RawChange): boolean {
  const tried = hopIn(world, hop.edge);
  const { before } = hop.decisions();
  if (tried === null || before === null) return tried === before;
  return effectBetween(before, tried) === null;
}
