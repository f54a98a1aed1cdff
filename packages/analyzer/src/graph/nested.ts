/** What is made once for each pair of keys. */
export class Nested<First, Second, Value> {
  private readonly made = new Map<First, Map<Second, Value>>();

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
