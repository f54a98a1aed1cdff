import type { HopAction } from "../answer.js";
import { accountOf, type Caller } from "../decide/caller.js";
import { callerId } from "../decide/describe.js";
import { someSession } from "../decide/session.js";
import { twinDecision } from "../decide/twin.js";
import type { RolePrincipal } from "../world/entity.js";
import type { World } from "../world/world.js";
import type { Cell, Group } from "./cell.js";
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
  /** The cells of every group that has hops. */
  private readonly cellsByGroup = new Map<Group, Cell[]>();
  /** The groups that a principal belongs to; of most there is one, and it is shared. */
  private readonly groups = new Map<string, readonly Group[]>();
  /** The cells of a group as members of one account have them, where there are many. */
  private readonly inAccount = new Map<Group, Map<string | null, readonly Cell[]>>();
  private readonly sorted = new Map<Cell, readonly ClassHop[]>();

  constructor(
    world: World,
    private readonly classes: ClassGraph,
  ) {
    for (const user of world.users.values()) this.callers.set(user.arn, { kind: "user", user });
    for (const role of world.roles.values()) this.callers.set(role.arn, asCaller(role));
    let size = 0;
    for (const cell of classes.cells()) {
      size += cell.size * classes.hopsOf(cell).length;
      this.index(cell);
    }
    this.size = size;
    for (const [arn, [hop]] of classes.targets())
      if (hop !== undefined && !this.callers.has(arn))
        this.callers.set(arn, { kind: "root", account: hop.role.account, arn });
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

  /** The groups that the principal belongs to and that have hops. */
  groupsOf(id: string): readonly Group[] {
    return this.groups.get(id) ?? [];
  }

  /** The cells that the principal belongs to. */
  cellsOf(id: string): readonly Cell[] {
    return this.groupsOf(id).flatMap((group) => this.cellsIn(group, id));
  }

  /** The hops into the role, from cells. */
  hopsInto(arn: string): readonly ClassHop[] {
    return this.classes.hopsInto(arn);
  }

  /** The hops of a cell, sorted by where they lead. */
  hopsOf(cell: Cell): readonly ClassHop[] {
    let hops = this.sorted.get(cell);
    if (hops === undefined) {
      hops = this.classes.hopsOf(cell).toSorted((a, b) => (a.to < b.to ? -1 : 1));
      this.sorted.set(cell, hops);
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
    return this.hopsInto(arn).flatMap(({ cell }) => cell.members().map(callerId));
  }

  hasEdge(from: string, to: string): boolean {
    return this.hopsInto(to).some(({ cell }) => cell.has(from));
  }

  /** The decision of a hop; null where there is none. */
  decision(from: string, action: HopAction, to: string): HopDecision | null {
    const caller = this.callers.get(from);
    const hop = this.hopsInto(to).find((one) => one.action === action && one.cell.has(from));
    return hop === undefined || caller === undefined ? null : twinDecision(hop.shared, caller, hop.role);
  }

  /** Every hop between principals, with the hop of their cell: as many as there are pairs. */
  forEachEdge(visit: (hop: ClassHop, from: string) => void): void {
    for (const cell of this.classes.cells()) {
      const ids = cell.members().map(callerId);
      for (const hop of this.hopsOf(cell)) for (const from of ids) visit(hop, from);
    }
  }

  private cellsIn(group: Group, id: string): readonly Cell[] {
    const cells = this.cellsByGroup.get(group) ?? [];
    if (!cells.some((cell) => cell.exceptAccount !== null)) return cells.filter((cell) => cell.has(id));
    // Every account may have a cell of those outside it: whether a principal is in it, its account tells.
    const caller = group.members.get(id);
    const account = caller === undefined ? null : accountOf(caller);
    let byAccount = this.inAccount.get(group);
    if (byAccount === undefined) {
      byAccount = new Map();
      this.inAccount.set(group, byAccount);
    }
    let own = byAccount.get(account);
    if (own === undefined) {
      own = cells.filter((cell) => cell.exceptAccount === null || cell.exceptAccount !== account);
      byAccount.set(account, own);
    }
    return own;
  }

  private index(cell: Cell): void {
    const { group } = cell;
    const known = this.cellsByGroup.get(group);
    if (known !== undefined) {
      known.push(cell);
      return;
    }
    this.cellsByGroup.set(group, [cell]);
    const shared = new Map<readonly Group[] | undefined, readonly Group[]>();
    for (const [id, caller] of group.members) {
      if (!this.callers.has(id)) this.callers.set(id, caller);
      const before = this.groups.get(id);
      let after = shared.get(before);
      if (after === undefined) {
        after = [...(before ?? []), group];
        shared.set(before, after);
      }
      this.groups.set(id, after);
    }
  }
}

function asCaller(role: RolePrincipal): Caller {
  return { kind: "role", role, session: someSession(null) };
}
