import { accountOf, type Caller, isOwnCaller } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import type { Graph } from "../../graph/build.js";
import type { HopDecision } from "../../graph/class/class-decisions.js";
import type { Group } from "../../graph/class/group.js";
import type { ClassHop } from "../../graph/class-graph.js";
import type { Cell } from "../../graph/source/cell.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { Door } from "./door.js";
import type { Survey } from "./survey.js";
import { hasWay, type Way, waysOf } from "./way.js";

// Who has hops, asked of the cells of the graph and not of every pair.

/** Whether some user or role with a hop to the role belongs to one of the accounts. */
export function comesFrom(survey: Survey, arn: string, isMeant: (account: string) => boolean): boolean {
  return survey.graph.trust.hopsInto(arn).some(({ cell }) => someAccount(cell, isMeant));
}

/** Whether some user or role of the cell belongs to one of the accounts. */
export function someAccount({ group, exceptAccount }: Cell, isMeant: (account: string) => boolean): boolean {
  if (!isOwnCaller(group.first)) return false;
  for (const account of group.accounts())
    if (account !== null && account !== exceptAccount && isMeant(account)) return true;
  return false;
}

/**
 * The hops of the graph that lead through a door, where they are known to: the role has no other, and nothing of it is
 * tried out. None tells nothing.
 */
export function hopsThrough({ graph, world }: Survey, { role, target }: Door): readonly ClassHop[] {
  return target === role && world === graph.world ? graph.trust.hopsInto(role.arn) : [];
}

/** Whether a user or role gets in at a door; as {@link sharedWays}. */
export function entersAt({ graph: { decisions } }: Survey, door: Door, caller: Caller): boolean {
  const decision = decisions.shared(caller, door.target);
  return decision !== null && hasWay(decision);
}

/** As {@link entersAt}, for a member of a cell with a hop to the role. */
export function entersBy(survey: Survey, door: Door, hop: ClassHop, caller: Caller): boolean {
  // Where the role has no other door the hop of the cell is through this one, for all its members.
  return door.target === hop.role ? hasWay(hop.shared) : entersAt(survey, door, caller);
}

const ways = new WeakMap<HopDecision, readonly Way[]>();

/** The ways in for a user or role, by the decision that stands for all who are like it to that role. */
export function sharedWays({ decisions }: Graph, caller: Caller, target: RolePrincipal): readonly Way[] {
  const decision = decisions.shared(caller, target);
  if (decision === null) return [];
  const known = ways.get(decision) ?? waysOf(decision);
  ways.set(decision, known);
  return known;
}

/** The members of cells, of one account where it is given, sorted by id. */
export function membersOf(cells: readonly Cell[], account: string | null = null): readonly Caller[] {
  const members = cells.flatMap((cell) => cell.members());
  const meant = account === null ? members : members.filter((caller) => accountOf(caller) === account);
  const found = new Map(meant.map((caller) => [callerId(caller), caller]));
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, caller]) => caller);
}

/** The first users and roles, by id, that are of some accounts and have one of some hops: those of a group are looked for once. */
export class FirstSources {
  private readonly known = new Map<Group, readonly string[]>();

  constructor(
    private readonly count: number,
    private readonly isMeant: (account: string) => boolean,
  ) {}

  of(hops: readonly ClassHop[]): readonly string[] {
    const found = new Set(hops.flatMap(({ cell }) => this.ofCell(cell)));
    return [...found].toSorted().slice(0, this.count);
  }

  private ofCell(cell: Cell): readonly string[] {
    const { group, exceptAccount, size } = cell;
    if (!isOwnCaller(group.first)) return [];
    const isWhole = exceptAccount === null ? size === group.size : !this.isMeant(exceptAccount);
    if (!isWhole) return this.firstOf(cell.members());
    let first = this.known.get(group);
    if (first === undefined) {
      first = this.firstOf(group.members.values());
      this.known.set(group, first);
    }
    return first;
  }

  private firstOf(members: Iterable<Caller>): readonly string[] {
    const ids: string[] = [];
    for (const caller of members) if (this.isMeant(accountOf(caller) ?? "")) ids.push(callerId(caller));
    return ids.toSorted().slice(0, this.count);
  }
}

/** Whether all users and roles of the cell are of one account. */
export function isOfOneAccount({ group }: Cell): boolean {
  return isOwnCaller(group.first) && group.accountCount === 1;
}
