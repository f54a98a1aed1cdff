import type { Graph } from "../../graph/build.js";
import type { Group } from "../../graph/class/group.js";
import type { Cell } from "../../graph/source/cell.js";
import type { RolePrincipal } from "../../world/entity.js";
import { components } from "./component.js";

/** Leads on to all of these. */
interface Junction {
  readonly next: readonly Node[];
}

type Node = RolePrincipal | Junction;

/**
 * The groups of roles that the hops of the graph lead around among, through no role but these; a role that leads to
 * itself is one.
 *
 * Hops of the graph are of sessions that nothing is known of, so the groups are too large rather than too small.
 */
export function circlesAmong(
  { trust }: Pick<Graph, "trust">,
  roles: readonly RolePrincipal[],
): readonly ReadonlySet<RolePrincipal>[] {
  const exits = exitsAmong(trust, roles);
  const next = (node: Node): readonly Node[] =>
    isJunction(node)
      ? node.next
      : trust.groupsOf(node.arn).flatMap((group) => exits.get(group)?.of(node) ?? []);
  // A role that leads to itself does so through a junction.
  return components<Node>(roles, next)
    .filter(({ length }) => length > 1)
    .map((circle) => new Set(circle.filter((node): node is RolePrincipal => !isJunction(node))));
}

function isJunction(node: Node): node is Junction {
  return "next" in node;
}

function exitsAmong(trust: Graph["trust"], roles: readonly RolePrincipal[]): ReadonlyMap<Group, Exits> {
  const targets = new Map<Cell, RolePrincipal[]>();
  for (const role of roles)
    for (const cell of new Set(trust.hopsInto(role.arn).map((hop) => hop.cell))) {
      const known = targets.get(cell);
      if (known === undefined) targets.set(cell, [role]);
      else known.push(role);
    }
  const exits = new Map<Group, Exits>();
  for (const [cell, into] of targets) {
    let own = exits.get(cell.group);
    if (own === undefined) {
      own = new Exits();
      exits.set(cell.group, own);
    }
    own.add(cell, { next: into });
  }
  return exits;
}

/** Where the members of a group go. */
class Exits {
  private readonly forAll: Junction[] = [];
  private readonly forSome: { readonly cell: Cell; readonly exit: Junction }[] = [];
  /** The exits that members of one account do not have. */
  private readonly exceptOf = new Map<string, Junction[]>();
  private outside: ByAccount | null = null;

  add(cell: Cell, exit: Junction): void {
    const { exceptAccount, group, size } = cell;
    if (exceptAccount !== null) {
      const known = this.exceptOf.get(exceptAccount);
      if (known === undefined) this.exceptOf.set(exceptAccount, [exit]);
      else known.push(exit);
    } else if (size === group.size) this.forAll.push(exit);
    else this.forSome.push({ cell, exit });
  }

  /** Of a role that is a member. */
  of({ arn, account }: RolePrincipal): readonly Junction[] {
    this.outside ??= new ByAccount(this.exceptOf);
    const own = this.forSome.flatMap(({ cell, exit }) => (cell.has(arn) ? [exit] : []));
    return [...this.forAll, ...own, ...this.outside.allBut(account)];
  }
}

/**
 * Exits of which the members of each account have all but those of one account. There are as many as accounts, so they
 * stand in a row, and two junctions lead to all before a place and to all after it: no list for each pair of accounts.
 */
class ByAccount {
  private readonly places: ReadonlyMap<string, number>;
  /** To all before the place of this index. */
  private readonly before: readonly Junction[];
  /** To all from the place of this index on. */
  private readonly after: readonly Junction[];

  constructor(exits: ReadonlyMap<string, readonly Junction[]>) {
    this.places = new Map([...exits.keys()].map((account, place) => [account, place]));
    this.before = runOf([...exits.values()]);
    this.after = runOf([...exits.values()].toReversed()).toReversed();
  }

  allBut(account: string): readonly Junction[] {
    const place = this.places.get(account);
    return place === undefined ? [this.after[0]!] : [this.before[place]!, this.after[place + 1]!];
  }
}

/** Junctions to the first none, one, two, … of the lists. */
function runOf(lists: readonly (readonly Junction[])[]): readonly Junction[] {
  const run: Junction[] = [{ next: [] }];
  for (const list of lists) run.push({ next: [...list, run.at(-1)!] });
  return run;
}
