/**
 * A map with some values changed, as cheap as the changes: for worlds in which one thing is tried out.
 *
 * Iterates as a copy would: what is there already keeps its place, what is new comes last.
 */
export class Overlay<Key, Value> implements ReadonlyMap<Key, Value> {
  private readonly changed: ReadonlyMap<Key, Value>;
  readonly size: number;

  constructor(
    private readonly base: ReadonlyMap<Key, Value>,
    changes: Iterable<readonly [Key, Value]>,
  ) {
    this.changed = new Map(changes);
    let added = 0;
    for (const key of this.changed.keys()) if (!base.has(key)) added += 1;
    this.size = base.size + added;
  }

  get(key: Key): Value | undefined {
    return this.changed.has(key) ? this.changed.get(key) : this.base.get(key);
  }

  has(key: Key): boolean {
    return this.changed.has(key) || this.base.has(key);
  }

  *entries(): MapIterator<[Key, Value]> {
    for (const [key, value] of this.base) {
      const changed = this.changed.get(key);
      yield [key, changed === undefined ? value : changed];
    }
    for (const [key, value] of this.changed) if (!this.base.has(key)) yield [key, value];
  }

  *keys(): MapIterator<Key> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries();
  }

  forEach(visit: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }
}
