import type { Caller } from "../../decide/caller/caller.js";
import type { Graph } from "../../graph/build.js";
import type { Group } from "../../graph/class/group.js";
import type { Cell } from "../../graph/source/cell.js";
import type { RolePrincipal } from "../../world/entity.js";
import { followsEdges, stepTargets } from "../chain/step.js";
import type { Tracking } from "../session/tracking.js";

/** Where sessions of some roles lead among these, as {@link stepTargets} says; the others are never listed. */
export class StepsAmong {
  private readonly targets = new Map<Cell, RolePrincipal[]>();
  private readonly cells = new Map<Group, Cell[]>();
  private readonly known = new Map<string, readonly RolePrincipal[]>();

  constructor(
    private readonly graph: Graph,
    private readonly tracking: Tracking,
    private readonly roles: ReadonlySet<RolePrincipal>,
  ) {
    for (const role of [...roles].toSorted(byArn))
      for (const cell of new Set(graph.trust.hopsInto(role.arn).map((hop) => hop.cell))) {
        const list = this.targets.get(cell);
        if (list !== undefined) list.push(role);
        else {
          this.targets.set(cell, [role]);
          const cells = this.cells.get(cell.group);
          if (cells === undefined) this.cells.set(cell.group, [cell]);
          else cells.push(cell);
        }
      }
  }

  /** Those of the roles that the session may be able to enter next, sorted; never too few. */
  from(caller: Caller & { readonly kind: "role" }): readonly RolePrincipal[] {
    if (!followsEdges(this.graph, this.tracking, caller))
      return stepTargets(this.graph, this.tracking, caller).filter((role) => this.roles.has(role));
    const { arn } = caller.role;
    const found = this.known.get(arn) ?? this.along(arn);
    this.known.set(arn, found);
    return found;
  }

  private along(arn: string): readonly RolePrincipal[] {
    // A group may have a cell for every account of the organization; only those that lead to some of the roles matter.
    const lists: (readonly RolePrincipal[])[] = [];
    for (const group of this.graph.trust.groupsOf(arn))
      for (const cell of this.cells.get(group) ?? [])
        if (cell.has(arn)) lists.push(this.targets.get(cell) ?? []);
    // One list is sorted as it is.
    const [only] = lists;
    if (only === undefined || lists.length === 1) return only ?? [];
    return [...new Set(lists.flat())].toSorted(byArn);
  }
}

function byArn(a: RolePrincipal, b: RolePrincipal): number {
  return a.arn < b.arn ? -1 : 1;
}
