import type { LineContent } from "./picture.js";

/** A place in a rank: of a card, or of a line that passes the rank (`dummy`). */
export interface RankedSlot {
  readonly key: string;
  readonly dummy: boolean;
  readonly main: boolean;
  /** Slots of the rank before that lead here. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface Ranked {
  /** Slots by rank, in the order given. */
  readonly ranks: readonly (readonly RankedSlot[])[];
  /** By line, the slots that it passes, from source to target. */
  readonly dummies: ReadonlyMap<string, readonly string[]>;
}

/** The lines without those that close a cycle, found from the first card on. */
function withoutCycles(keys: readonly string[], lines: readonly LineContent[]): readonly LineContent[] {
  const out = new Map<string, LineContent[]>();
  for (const line of [...lines].sort((a, b) => Number(b.hot) - Number(a.hot))) {
    out.set(line.from, [...(out.get(line.from) ?? []), line]);
  }
  const state = new Map<string, "open" | "done">();
  const kept: LineContent[] = [];
  const visit = (start: string): void => {
    const stack: { key: string; next: number }[] = [{ key: start, next: 0 }];
    state.set(start, "open");
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const line = out.get(top.key)?.[top.next++];
      if (line === undefined) {
        state.set(top.key, "done");
        stack.pop();
      } else if (state.get(line.to) !== "open") {
        kept.push(line);
        if (!state.has(line.to)) {
          state.set(line.to, "open");
          stack.push({ key: line.to, next: 0 });
        }
      }
    }
  };
  const targets = new Set(lines.map((line) => line.to));
  for (const key of [...keys.filter((one) => !targets.has(one)), ...keys]) if (!state.has(key)) visit(key);
  return kept;
}

/**
 * Each card one rank below the last of those that lead to it, so that every line but those that close a cycle
 * points the same way; a line over several ranks gets a slot in each rank that it passes.
 */
export function rankNodes(
  keys: readonly string[],
  lines: readonly LineContent[],
  main: ReadonlySet<string>,
): Ranked {
  const known = new Set(keys);
  const acyclic = withoutCycles(
    keys,
    lines.filter((line) => known.has(line.from) && known.has(line.to) && line.from !== line.to),
  );
  const rank = new Map(keys.map((key) => [key, 0]));
  // At most one round a card: the longest path of an acyclic graph visits each card once.
  for (let round = 0, moved = true; moved && round < keys.length; round++) {
    moved = false;
    for (const line of acyclic) {
      const least = rank.get(line.from)! + 1;
      if (rank.get(line.to)! < least) {
        rank.set(line.to, least);
        moved = true;
      }
    }
  }
  const before = new Map<string, string[]>();
  const after = new Map<string, string[]>();
  const link = (a: string, b: string): void => {
    after.set(a, [...(after.get(a) ?? []), b]);
    before.set(b, [...(before.get(b) ?? []), a]);
  };
  const rankCount = Math.max(0, ...rank.values()) + (keys.length > 0 ? 1 : 0);
  const members: { key: string; dummy: boolean }[][] = Array.from({ length: rankCount }, () => []);
  for (const key of keys) members[rank.get(key)!]!.push({ key, dummy: false });
  const dummies = new Map<string, string[]>();
  for (const line of acyclic) {
    let last = line.from;
    for (let r = rank.get(line.from)! + 1; r < rank.get(line.to)!; r++) {
      const key = `${line.key}~${r}`;
      members[r]!.push({ key, dummy: true });
      dummies.set(line.key, [...(dummies.get(line.key) ?? []), key]);
      link(last, key);
      last = key;
    }
    link(last, line.to);
  }
  const ranks = members.map((list) =>
    list.map(
      ({ key, dummy }): RankedSlot => ({
        key,
        dummy,
        main: !dummy && main.has(key),
        before: before.get(key) ?? [],
        after: after.get(key) ?? [],
      }),
    ),
  );
  return { ranks, dummies };
}

function mean(keys: readonly string[], at: ReadonlyMap<string, number>): number | null {
  const values = keys.flatMap((key) => at.get(key) ?? []);
  return values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;
}

/** The ranks with their slots ordered so that lines cross little: eight sweeps of the barycentre rule, down and up. */
export function orderRanks(ranked: Ranked): readonly (readonly RankedSlot[])[] {
  let ranks = ranked.ranks.map((rank) => [...rank]);
  const spread = (rank: readonly RankedSlot[]): Map<string, number> =>
    new Map(rank.map((slot, index) => [slot.key, rank.length === 1 ? 0 : index / (rank.length - 1) - 0.5]));
  for (let sweep = 0; sweep < 8; sweep++) {
    const downwards = sweep % 2 === 0;
    const sequence = downwards ? ranks : [...ranks].reverse();
    let at = new Map<string, number>();
    const next = sequence.map((rank, index) => {
      const place = spread(rank);
      if (index > 0) {
        const goal = (slot: RankedSlot): number =>
          mean(downwards ? slot.before : slot.after, at) ?? place.get(slot.key)!;
        rank = rank
          .map((slot, i) => ({ slot, i, goal: goal(slot) }))
          .sort((a, b) => a.goal - b.goal || a.i - b.i)
          .map(({ slot }) => slot);
      }
      at = spread(rank);
      return rank;
    });
    ranks = downwards ? next : next.reverse();
  }
  return ranks;
}
