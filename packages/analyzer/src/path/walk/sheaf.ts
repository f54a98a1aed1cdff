import type { Group } from "../../graph/class/group.js";
import { Ids } from "../../graph/shape/ids.js";
import type { Fan } from "./fan.js";

/** Fans of callers of one group that come together, mostly in the lists of many of them. */
export interface Sheaf {
  readonly id: number;
  /** How many accounts the group is of. */
  readonly accountCount: number;
  readonly fans: readonly Fan[];
}

/** Ties the fans of lists into sheaves, the same fans into the same one. */
export class Sheaves {
  private readonly ids = new Ids<Fan>();
  private readonly known = new Map<string, Sheaf>();

  /** Those of the widest groups first: they are what most lists have in common. */
  of(fans: readonly Fan[]): readonly Sheaf[] {
    const byGroup = new Map<Group | null, Fan[]>();
    for (const fan of fans) {
      const group = fan.cell?.group ?? null;
      const list = byGroup.get(group);
      if (list === undefined) byGroup.set(group, [fan]);
      else list.push(fan);
    }
    return [...byGroup]
      .map(([group, list]) => this.sheafOf(group?.accountCount ?? 0, list))
      .toSorted((a, b) => b.accountCount - a.accountCount || a.id - b.id);
  }

  private sheafOf(accountCount: number, fans: readonly Fan[]): Sheaf {
    const key = fans
      .map((fan) => this.ids.of(fan))
      .toSorted((a, b) => a - b)
      .join(" ");
    let sheaf = this.known.get(key);
    if (sheaf === undefined) {
      sheaf = { id: this.known.size, accountCount, fans };
      this.known.set(key, sheaf);
    }
    return sheaf;
  }
}
