import type { HopAction } from "../answer.js";
import type { Caller } from "../decide/caller.js";
import type { Cell } from "./cell.js";
import type { HopDecision } from "./class-decisions.js";

/**
 * A direct hop of every caller of a cell. The decision is of its first caller, by a session that nothing is known of, so
 * on a path it may turn out narrower, never wider.
 */
export interface ClassHop {
  readonly decision: HopDecision;
  readonly action: HopAction;
  /** The ARN of the role, or of the root user, that the hop leads to. */
  readonly to: string;
}

/** Every direct hop, between cells of callers and roles: one at most between a cell and a role. */
export class ClassGraph {
  private readonly hops = new Map<Cell, Map<string, ClassHop>>();
  private readonly doors = new Map<string, { readonly caller: Caller; readonly cells: Cell[] }>();
  private count = 0;

  /** @param caller who one is behind the hop, made when the role is new here */
  add(cell: Cell, hop: ClassHop, caller: () => Caller): void {
    const hops = this.hops.get(cell) ?? new Map<string, ClassHop>();
    if (hops.has(hop.to)) throw new Error(`${cell.key} has a hop to ${hop.to} already`);
    this.hops.set(cell, hops.set(hop.to, hop));
    const door = this.doors.get(hop.to);
    if (door === undefined) this.doors.set(hop.to, { caller: caller(), cells: [cell] });
    else door.cells.push(cell);
    this.count++;
  }

  /** How many hops there are. */
  get size(): number {
    return this.count;
  }

  /** The cells that have a hop. */
  cells(): readonly Cell[] {
    return [...this.hops.keys()];
  }

  /** The roles and root users that some cell can become, by ARN, as callers. */
  targets(): readonly (readonly [arn: string, caller: Caller])[] {
    return Array.from(this.doors, ([arn, { caller }]) => [arn, caller]);
  }

  cellsInto(arn: string): readonly Cell[] {
    return this.doors.get(arn)?.cells ?? [];
  }

  hop(cell: Cell, to: string): ClassHop | undefined {
    return this.hops.get(cell)?.get(to);
  }

  hopsOf(cell: Cell): readonly ClassHop[] {
    return [...(this.hops.get(cell)?.values() ?? [])];
  }
}
