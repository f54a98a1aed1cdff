/** Items by a key, in the order in which the keys come up. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const at = key(item);
    const list = groups.get(at);
    if (list === undefined) groups.set(at, [item]);
    else list.push(item);
  }
  return [...groups.values()];
}
