/** Where values are found again by a key. */
interface Found<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

/** What is made once for each pair of keys. */
export class Nested<First, Second, Value> {
  /** @param made a `WeakMap` where what was made for the first key may go with it */
  constructor(
    private readonly made: Found<First, Map<Second, Value>> = new Map<First, Map<Second, Value>>(),
  ) {}

  of(first: First, second: Second, make: () => Value): Value {
    let bySecond = this.made.get(first);
    if (bySecond === undefined) {
      bySecond = new Map();
      this.made.set(first, bySecond);
    }
    const known = bySecond.get(second);
    // What was made may be null, and never undefined.
    if (known !== undefined) return known;
    const value = make();
    bySecond.set(second, value);
    return value;
  }
}
