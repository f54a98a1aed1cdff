/** Keeps what is among the first so many by length, and perhaps more: of millions of chains few are listed. */
export class Shortest<Item> {
  private readonly byLength = new Map<number, Item[]>();
  private count = 0;
  private lengthMax = 0;

  constructor(private readonly countMax: number) {}

  add(length: number, item: Item): void {
    // As long as the longest of so many that are kept: it may come before some of those.
    if (this.count >= this.countMax && length > this.lengthMax) return;
    const alike = this.byLength.get(length);
    if (alike === undefined) this.byLength.set(length, [item]);
    else alike.push(item);
    this.count += 1;
    this.lengthMax = Math.max(this.lengthMax, length);
    this.dropLongest();
  }

  /** What is kept, in no order. */
  get items(): readonly Item[] {
    return [...this.byLength.values()].flat();
  }

  // All of one length, where those that are shorter are enough.
  private dropLongest(): void {
    for (;;) {
      const longest = this.byLength.get(this.lengthMax)?.length ?? 0;
      if (this.count - longest < this.countMax || longest === 0) return;
      this.byLength.delete(this.lengthMax);
      this.count -= longest;
      this.lengthMax = Math.max(0, ...this.byLength.keys());
    }
  }
}
