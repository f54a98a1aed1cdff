/** The names nearest to what was written, best first; none where nothing is near. */
export function nearest(written: string, names: Iterable<string>, countMax = 1): string[] {
  const wanted = written.toLowerCase();
  const distanceMax = Math.max(1, Math.floor(wanted.length / 3));
  const near: { name: string; distance: number }[] = [];
  for (const name of names) {
    const distance = editDistance(wanted, name.toLowerCase(), distanceMax);
    if (distance <= distanceMax) near.push({ name, distance });
  }
  near.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return near.slice(0, countMax).map(({ name }) => name);
}

/** The names that have what was written in them, those that begin with it and the shortest first. */
export function containing(written: string, names: Iterable<string>, countMax: number): string[] {
  const wanted = written.toLowerCase();
  if (wanted.length < 3) return [];
  return [...names]
    .map((name) => ({ name, at: name.toLowerCase().indexOf(wanted) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, countMax)
    .map(({ name }) => name);
}

/** How many letters to insert, delete, replace or swap with their neighbour; `distanceMax + 1` where it is more. */
export function editDistance(a: string, b: string, distanceMax: number): number {
  if (Math.abs(a.length - b.length) > distanceMax) return distanceMax + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    if (Math.min(...row) > distanceMax) return distanceMax + 1;
    before = above;
    above = row;
  }
  return above[b.length]!;
}
