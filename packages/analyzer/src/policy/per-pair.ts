/** Where values are found again by a key. */
interface Store<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

/** What is made once for each pair of keys; never `undefined`. */
export class PerPair<First, Second, Value> {
  constructor(
    private readonly byFirst: Store<First, Store<Second, Value>> = new Map(),
    private readonly newStore: () => Store<Second, Value> = () => new Map(),
  ) {}

  of(first: First, second: Second, make: () => Value): Value {
    let bySecond = this.byFirst.get(first);
    if (bySecond === undefined) {
      bySecond = this.newStore();
      this.byFirst.set(first, bySecond);
    }
    const known = bySecond.get(second);
    if (known !== undefined) return known;
    const value = make();
    bySecond.set(second, value);
    return value;
  }
}

/** As {@link PerPair}, forgotten with the first key. */
export function perObject<First extends object, Second, Value>(): PerPair<First, Second, Value> {
  return new PerPair<First, Second, Value>(new WeakMap());
}

/** As {@link PerPair}, forgotten with either key. */
export function perPairOfObjects<First extends object, Second extends object, Value>(): PerPair<
  First,
  Second,
  Value
> {
  return new PerPair<First, Second, Value>(new WeakMap(), () => new WeakMap());
}
