import type { HopAction } from "../answer.js";
import type { Caller } from "../decide/caller.js";
import { callerId } from "../decide/describe.js";
import { someSession } from "../decide/session.js";
import { twinDecision } from "../decide/twin.js";
import type { World } from "../world/world.js";
import type { Cell } from "./cell.js";
import type { HopDecision } from "./class-decisions.js";
import type { ClassGraph, ClassHop } from "./class-graph.js";

/**
 * The trust graph as a graph of principals: every user and role, and everyone else who has a hop.
 *
 * A view: hops are kept for cells, and what is asked of one principal is worked out then.
 */
export class Members {
  /** How many hops there are between principals. */
  readonly size: number;
  private readonly callers = new Map<string, Caller>();
  /** Cells by the class that they are all or most of, under each of its members. */
  private readonly large = new Map<string, Cell[]>();
  private readonly listed = new Map<string, Cell[]>();
  private readonly hops = new Map<Cell, readonly ClassHop[]>();

  constructor(
    world: World,
    private readonly classes: ClassGraph,
  ) {
    for (const user of world.users.values()) this.callers.set(user.arn, { kind: "user", user });
    for (const role of world.roles.values())
      this.callers.set(role.arn, { kind: "role", role, session: someSession(null) });
    let size = 0;
    for (const cell of classes.cells()) {
      size += cell.size * classes.hopsOf(cell).length;
      this.index(cell);
    }
    this.size = size;
    for (const [arn, caller] of classes.targets()) if (!this.callers.has(arn)) this.callers.set(arn, caller);
  }

  /** How many principals there are. */
  get order(): number {
    return this.callers.size;
  }

  nodes(): readonly string[] {
    return [...this.callers.keys()];
  }

  hasNode(id: string): boolean {
    return this.callers.has(id);
  }

  /** The principal as a caller, a role by a session that nothing is known of. @throws when it is no node */
  getNodeAttribute(id: string, _name: "caller"): Caller {
    const caller = this.callers.get(id);
    if (caller === undefined) throw new Error(`${id} is no node of the trust graph`);
    return caller;
  }

  /** The cells that the principal belongs to. */
  cellsOf(id: string): readonly Cell[] {
    const large = (this.large.get(id) ?? []).filter((cell) => cell.has(id));
    return [...large, ...(this.listed.get(id) ?? [])];
  }

  /** The cells that can become the role. */
  cellsInto(arn: string): readonly Cell[] {
    return this.classes.cellsInto(arn);
  }

  /** The hops of a cell, sorted by where they lead. */
  hopsOf(cell: Cell): readonly ClassHop[] {
    let hops = this.hops.get(cell);
    if (hops === undefined) {
      hops = this.classes.hopsOf(cell).toSorted((a, b) => (a.to < b.to ? -1 : 1));
      this.hops.set(cell, hops);
    }
    return hops;
  }

  /** Where the principal's hops lead, sorted. */
  outNeighbors(id: string): readonly string[] {
    return this.cellsOf(id)
      .flatMap((cell) => this.hopsOf(cell).map((hop) => hop.to))
      .toSorted();
  }

  /** Who has a hop to the role. */
  inNeighbors(arn: string): readonly string[] {
    return this.cellsInto(arn).flatMap((cell) => cell.members().map(callerId));
  }

  hasEdge(from: string, to: string): boolean {
    return this.cellsInto(to).some((cell) => cell.has(from));
  }

  /** The decision of a hop; null where there is none. */
  decision(from: string, action: HopAction, to: string): HopDecision | null {
    const cell = this.cellsInto(to).find((one) => one.has(from));
    const caller = this.callers.get(from);
    if (cell === undefined || caller === undefined) return null;
    const hop = this.classes.hop(cell, to);
    return hop?.action === action ? twinDecision(hop.decision, caller) : null;
  }

  /** Every hop between principals, with the hop of their cell: as many as there are pairs. */
  forEachEdge(visit: (key: string, hop: ClassHop, from: string, to: string) => void): void {
    for (const cell of this.classes.cells()) {
      const ids = cell.members().map(callerId);
      for (const hop of this.hopsOf(cell))
        for (const from of ids) visit(`${from} ${hop.action} ${hop.to}`, hop, from, hop.to);
    }
  }

  private index(cell: Cell): void {
    if (cell.of === null) {
      for (const caller of cell.members()) {
        const id = callerId(caller);
        if (!this.callers.has(id)) this.callers.set(id, caller);
        append(this.listed, id, cell);
      }
      return;
    }
    // The members of a class share one list.
    const [first] = cell.of.members;
    const known = first === undefined ? undefined : this.large.get(callerId(first));
    if (known !== undefined) known.push(cell);
    else {
      const list = [cell];
      for (const caller of cell.of.members) this.large.set(callerId(caller), list);
    }
  }
}

function append(lists: Map<string, Cell[]>, id: string, cell: Cell): void {
  const list = lists.get(id);
  if (list === undefined) lists.set(id, [cell]);
  else list.push(cell);
}
