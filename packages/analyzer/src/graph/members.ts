import type { HopAction } from "../answer.js";
import { accountOf, asCaller, type Caller } from "../decide/caller/caller.js";
import { callerId } from "../decide/caller/describe.js";
import { twinDecision } from "../decide/twin.js";
import { compareText } from "../policy/compare-text.js";
import { PerPair } from "../policy/per-pair.js";
import type { World } from "../world/world.js";
import type { HopDecision } from "./class/class-decisions.js";
import type { Group } from "./class/group.js";
import type { ClassGraph, ClassHop } from "./class-graph.js";
import type { Cell } from "./source/cell.js";

/**
 * The trust graph as a graph of principals: every user and role, and everyone else who has a hop.
 *
 * A view: hops are kept for cells, and what is asked of one principal is worked out then.
 */
export class Members {
  /** How many hops there are between principals. */
  readonly size: number;
  /** Those that are no users and no roles of the snapshot. */
  private readonly others = new Map<string, Caller>();
  /** The cells of every group that has hops. */
  private readonly cellsByGroup = new Map<Group, Cell[]>();
  /** The groups that a principal belongs to; of most there is one, and it is shared. */
  private readonly groups = new Map<string, readonly Group[]>();
  private readonly cellsByGroups = new Map<readonly Group[], GroupCells>();
  /** Those of them that all who belong to these groups and are of one account have. */
  private readonly inAccount = new PerPair<GroupCells, string | null, readonly Cell[]>();
  private readonly sorted = new Map<Cell, readonly ClassHop[]>();

  constructor(
    private readonly world: World,
    private readonly classes: ClassGraph,
  ) {
    let size = 0;
    for (const cell of classes.cells()) {
      size += cell.size * classes.hopsOf(cell).length;
      this.index(cell);
    }
    this.size = size;
    for (const [arn, [hop]] of classes.targets())
      if (hop !== undefined && !this.hasNode(arn))
        this.others.set(arn, { kind: "root", account: hop.role.account, arn });
  }

  /** How many principals there are. */
  get order(): number {
    return this.world.users.size + this.world.roles.size + this.others.size;
  }

  nodes(): readonly string[] {
    return [...this.world.users.keys(), ...this.world.roles.keys(), ...this.others.keys()];
  }

  hasNode(id: string): boolean {
    return this.world.users.has(id) || this.world.roles.has(id) || this.others.has(id);
  }

  /** The principal as a caller, a role by a session that nothing is known of. @throws when it is no node */
  getNodeAttribute(id: string, _name: "caller"): Caller {
    const caller = this.caller(id);
    if (caller === null) throw new Error(`${id} is no node of the trust graph`);
    return caller;
  }

  /** The groups that the principal belongs to and that have hops. */
  groupsOf(id: string): readonly Group[] {
    return this.groups.get(id) ?? NO_GROUPS;
  }

  /** The cells that the principal belongs to: one list for all whom nothing but their names tells apart. */
  cellsOf(id: string): readonly Cell[] {
    const groupCells = this.cellsOfGroups(this.groupsOf(id));
    const { cells, leaveOut } = groupCells;
    if (leaveOut === "nobody") return cells;
    if (leaveOut === "some") return cells.filter((cell) => cell.has(id));
    const caller = this.caller(id);
    const account = caller === null ? null : accountOf(caller);
    const make = (): readonly Cell[] =>
      cells.filter((cell) => cell.exceptAccount === null || cell.exceptAccount !== account);
    return cells.length > CELLS_KEPT_MAX ? make() : this.inAccount.of(groupCells, account, make);
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
    const caller = this.caller(from);
    const hop = this.hopsInto(to).find((one) => one.action === action && one.cell.has(from));
    return hop === undefined || caller === null ? null : twinDecision(hop.shared, caller, hop.role);
  }

  /**
   * Every hop between principals, with the hop of their cell: as many as there are pairs, made one by one.
   *
   * Sorted by who, where to, and the action.
   */
  *edges(): Generator<readonly [from: string, hop: ClassHop]> {
    for (const from of this.nodes().toSorted()) {
      const hops = this.cellsOf(from).flatMap((cell) => this.hopsOf(cell));
      for (const hop of hops.sort(byTargetAndAction)) yield [from, hop];
    }
  }

  private caller(id: string): Caller | null {
    const principal = this.world.users.get(id) ?? this.world.roles.get(id);
    return principal === undefined ? (this.others.get(id) ?? null) : asCaller(principal);
  }

  private cellsOfGroups(groups: readonly Group[]): GroupCells {
    let made = this.cellsByGroups.get(groups);
    if (made === undefined) {
      const cells = groups.flatMap((group) => this.cellsByGroup.get(group) ?? []);
      const byAccount = cells.some(({ exceptAccount }) => exceptAccount !== null) ? "accounts" : "nobody";
      made = { cells, leaveOut: cells.some(leavesOutSome) ? "some" : byAccount };
      this.cellsByGroups.set(groups, made);
    }
    return made;
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
      if (!this.hasNode(id)) this.others.set(id, caller);
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

function byTargetAndAction(a: ClassHop, b: ClassHop): number {
  return compareText(a.to, b.to) || compareText(a.action, b.action);
}

/** The cells of some groups, and whom of their members they leave out. */
interface GroupCells {
  readonly cells: readonly Cell[];
  readonly leaveOut: "nobody" | "accounts" | "some";
}

// Groups over the whole organization have a cell for each account, and each account has a list of them: to keep long
// ones would take memory for pairs of accounts.
const CELLS_KEPT_MAX = 1000;

const NO_GROUPS: readonly Group[] = [];

// Not by their account: then each member has to be asked for.
function leavesOutSome({ group, size, exceptAccount }: Cell): boolean {
  return exceptAccount === null && size < group.size;
}
