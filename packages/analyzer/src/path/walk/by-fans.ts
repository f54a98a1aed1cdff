import { Ids } from "../../graph/shape/ids.js";
import type { Fan, Place } from "./fan.js";

/** What is found out at a place once for all who start from the same fans: they walk the same ways. */
export class ByFans<Value> {
  private readonly ids = new Ids<Fan>();
  private readonly known = new Map<string, Value>();
  private readonly byList = new Map<readonly Fan[], Value>();

  constructor(private readonly make: (place: Place) => Value) {}

  /** Of whoever came first. */
  of(place: Place): Value {
    const fans = place.fans();
    let value = this.byList.get(fans);
    if (value === undefined) {
      value = this.ofEqual(place, fans);
      this.byList.set(fans, value);
    }
    return value;
  }

  // Other lists may hold the same fans.
  private ofEqual(place: Place, fans: readonly Fan[]): Value {
    const key = fans.map((fan) => this.ids.of(fan)).join(" ");
    let value = this.known.get(key);
    if (value === undefined) {
      value = this.make(place);
      this.known.set(key, value);
    }
    return value;
  }
}
