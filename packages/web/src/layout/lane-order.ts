import type { LineContent } from "./picture.js";

const permutedMax = 6;

function permutations(count: number): readonly (readonly number[])[] {
  if (count === 0) return [[]];
  return permutations(count - 1).flatMap((rest) =>
    Array.from({ length: count }, (_, at) => [...rest.slice(0, at), count - 1, ...rest.slice(at)]),
  );
}

/**
 * The groups in the order in which lines between them are shortest, all told. The first stays first: it is the
 * outside world. Ties keep the given order, so the same input gives the same order.
 */
export function orderGroups<Group>(
  groups: readonly Group[],
  membersOf: (group: Group) => readonly string[],
  lines: readonly LineContent[],
): readonly Group[] {
  const [first, ...rest] = groups;
  if (first === undefined || rest.length < 2 || rest.length > permutedMax) return groups;
  const groupOf = new Map(
    groups.flatMap((group, index) => membersOf(group).map((member) => [member, index] as const)),
  );
  const pairs = lines.flatMap((line) => {
    const from = groupOf.get(line.from);
    const to = groupOf.get(line.to);
    return from === undefined || to === undefined || from === to ? [] : [[from, to] as const];
  });
  const cost = (order: readonly number[]): number => {
    const place = new Map<number, number>([
      [0, 0],
      ...order.map((group, at) => [group + 1, at + 1] as const),
    ]);
    // A line over two columns is more than twice as hard to follow as one over one.
    return pairs.reduce((sum, [from, to]) => sum + Math.abs(place.get(from)! - place.get(to)!) ** 1.5, 0);
  };
  const identity = rest.map((_, index) => index);
  let best: readonly number[] = identity;
  let least = cost(identity);
  for (const order of permutations(rest.length)) {
    const value = cost(order);
    if (value < least - 1e-9) {
      least = value;
      best = order;
    }
  }
  return [first, ...best.map((index) => rest[index]!)];
}

/** Members of a column in the order of what they are linked to: fewer lines cross. */
export function orderMembers<Member extends { readonly key: string }>(
  members: readonly Member[],
  lines: readonly LineContent[],
  heightOf: (key: string) => number | undefined,
): readonly Member[] {
  const goal = (key: string): number | null => {
    const near = lines.flatMap((line) => {
      const other = line.from === key ? line.to : line.to === key ? line.from : null;
      const height = other === null ? undefined : heightOf(other);
      return height === undefined ? [] : [height];
    });
    return near.length === 0 ? null : near.reduce((sum, one) => sum + one, 0) / near.length;
  };
  return members
    .map((member, index) => ({ member, index, goal: goal(member.key) ?? heightOf(member.key) ?? 0 }))
    .sort((a, b) => a.goal - b.goal || a.index - b.index)
    .map(({ member }) => member);
}
