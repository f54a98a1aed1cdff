/**
 * Combinations of one choice from each list, all of them where they are not too many.
 *
 * Else those nearest to one kind of choice throughout (the first of each list, the second, the last), by how many lists
 * differ from it: what a policy asks of a session mostly speaks of few of its tags, or of all alike.
 */
export function combine<T>(
  lists: readonly (readonly T[])[],
  countMax: number,
): { readonly combinations: readonly (readonly T[])[]; readonly complete: boolean } {
  const total = lists.reduce((product, list) => product * list.length, 1);
  if (total <= countMax) {
    let all: readonly (readonly T[])[] = [[]];
    for (const list of lists) all = all.flatMap((start) => list.map((choice) => [...start, choice]));
    return { combinations: all, complete: true };
  }
  const found = new Map<string, readonly number[]>();
  const kinds = [0, 1, Number.POSITIVE_INFINITY].map((kind) =>
    lists.map((list) => Math.min(kind, list.length - 1)),
  );
  for (let different = 0; different <= lists.length && found.size < countMax; different += 1)
    for (const kind of kinds)
      for (const places of differing(lists, kind, different)) {
        if (found.size >= countMax) break;
        found.set(places.join(), places);
      }
  const combinations = [...found.values()].map((places) => places.map((place, list) => lists[list]![place]!));
  return { combinations, complete: false };
}

// The combinations that differ from one in exactly so many places.
function* differing(
  lists: readonly (readonly unknown[])[],
  kind: readonly number[],
  count: number,
  start = 0,
): Generator<readonly number[]> {
  if (count === 0) {
    yield kind;
    return;
  }
  for (let list = start; list < lists.length; list += 1)
    for (let place = 0; place < lists[list]!.length; place += 1)
      if (place !== kind[list]) yield* differing(lists, kind.with(list, place), count - 1, list + 1);
}
