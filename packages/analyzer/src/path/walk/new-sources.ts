import { accountOf } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import type { Group } from "../../graph/class/group.js";
import type { Cell } from "../../graph/source/cell.js";

/** Hands out the members of cells, those of a group that many cells are parts of at most once. */
export class NewSources {
  private readonly done = new Set<Cell | Group>();
  /** Groups of which all but one account have been handed out. */
  private readonly left = new Map<Group, string>();

  /** The ids of the cell's members, without those that cells before it had by the same group. */
  of(cell: Cell): readonly string[] {
    const { group, exceptAccount } = cell;
    if (this.done.has(cell) || this.done.has(group)) return [];
    this.done.add(cell);
    if (exceptAccount === null) {
      if (cell.size === group.size) this.done.add(group);
      return cell.members().map(callerId);
    }
    const left = this.left.get(group);
    if (left === undefined) {
      this.left.set(group, exceptAccount);
      return cell.members().map(callerId);
    }
    this.done.add(group);
    return [...group.members.values()].filter((caller) => accountOf(caller) === left).map(callerId);
  }
}
