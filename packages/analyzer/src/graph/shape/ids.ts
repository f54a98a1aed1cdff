/** Numbers for texts, the same for equal ones: what is long is compared once, and then by its number. */
export class Ids<Key = string> {
  private readonly known = new Map<Key, number>();

  of(key: Key): number {
    let id = this.known.get(key);
    if (id === undefined) {
      id = this.known.size;
      this.known.set(key, id);
    }
    return id;
  }

  /** How many there are. */
  get size(): number {
    return this.known.size;
  }
}
