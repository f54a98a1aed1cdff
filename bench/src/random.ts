/** Numbers that look random and depend on the seed alone (mulberry32). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A whole number from 0, below `limit`. */
  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  /** True as often as `part`, which lies between 0 and 1. */
  chance(part: number): boolean {
    return this.below(1_000_000) < part * 1_000_000;
  }

  /** One of some items. */
  one<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("nothing to choose from");
    return item;
  }

  /** Some items, in their order, none of them twice; as many as asked for, or all there are. */
  some<T>(items: readonly T[], count: number): readonly T[] {
    let left = Math.min(count, items.length);
    return items.filter((_, index) => {
      const taken = left > 0 && this.below(items.length - index) < left;
      if (taken) left -= 1;
      return taken;
    });
  }

  /** Characters of an alphabet, as many as asked for. */
  text(alphabet: string, length: number): string {
    return Array.from({ length }, () => alphabet[this.below(alphabet.length)]).join("");
  }

  /** Some key of `shares`, each as often as its share of all of them. */
  pick<Name extends string>(shares: Readonly<Record<Name, number>>): Name {
    const names = Object.keys(shares) as Name[];
    let left = this.below(names.reduce((sum, name) => sum + shares[name], 0));
    for (const name of names) {
      left -= shares[name];
      if (left < 0) return name;
    }
    throw new Error("some share must be more than 0");
  }
}
