import type { HopAction } from "../answer.js";
import { twinDecision } from "../decide/twin.js";
import type { RolePrincipal } from "../world/entity.js";
import type { HopDecision } from "./class/class-decisions.js";
import type { Cell } from "./source/cell.js";

/**
 * A direct hop of every caller of a cell into a role. The decision is of the cell's first caller, by a session that
 * nothing is known of, so on a path it may turn out narrower, never wider.
 */
export class ClassHop {
  private own: HopDecision | null = null;

  constructor(
    readonly cell: Cell,
    readonly role: RolePrincipal,
    /** Of this pair or of one that no policy tells from it: verdict and conditions are the same, not the evidence. */
    readonly shared: HopDecision,
  ) {}

  /** The ARN of the role. */
  get to(): string {
    return this.role.arn;
  }

  get action(): HopAction {
    return this.shared.call.action;
  }

  get decision(): HopDecision {
    const own = this.own ?? twinDecision(this.shared, this.cell.first, this.role);
    this.own = own;
    return own;
  }
}

/** Every direct hop, between cells and roles (or root users, for a task). */
export class ClassGraph {
  private readonly out = new Map<Cell, ClassHop[]>();
  private readonly into = new Map<string, readonly ClassHop[]>();
  /** How many hops there are between cells and roles. */
  size = 0;

  /** @param hops all that lead into the role */
  add(role: RolePrincipal, hops: readonly ClassHop[]): void {
    if (hops.length === 0) return;
    this.into.set(role.arn, hops);
    for (const hop of hops) {
      const from = this.out.get(hop.cell);
      if (from === undefined) this.out.set(hop.cell, [hop]);
      else from.push(hop);
    }
    this.size += hops.length;
  }

  /** How many cells have hops. */
  get cellCount(): number {
    return this.out.size;
  }

  cells(): Iterable<Cell> {
    return this.out.keys();
  }

  hopsOf(cell: Cell): readonly ClassHop[] {
    return this.out.get(cell) ?? [];
  }

  hopsInto(arn: string): readonly ClassHop[] {
    return this.into.get(arn) ?? [];
  }

  /** The roles and root users that some cell can become. */
  targets(): Iterable<readonly [arn: string, hops: readonly ClassHop[]]> {
    return this.into;
  }
}
