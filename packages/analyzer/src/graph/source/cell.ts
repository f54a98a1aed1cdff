import { accountOf, type Caller, type OwnCaller } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import { PerPair } from "../../policy/per-pair.js";
import type { World } from "../../world/world.js";
import { Group } from "../class/group.js";
import type { PrincipalClass } from "../class/principal-class.js";
import { answersTo, asksForNamesAlone, asksOneByOne, type CallerTests } from "../shape/caller-tests.js";
import { answersApart } from "../shape/shared-answers.js";
import type { TargetClass } from "../shape/target-class.js";
import type { TrustShape } from "../shape/trust-shape.js";

/** Callers who stand together at the doors of some roles: a group, or all of it but some. */
export interface Cell {
  /** No other cell of the graph has the same. */
  readonly key: string;
  readonly group: Group;
  /** The account whose members of the group do not belong to the cell; null where there is none. */
  readonly exceptAccount: string | null;
  readonly size: number;
  readonly first: Caller;
  readonly has: (id: string) => boolean;
  /** Expanded when asked for. */
  readonly members: () => readonly Caller[];
}

/** Makes cells, and the same cell for the same callers. */
export class Cells {
  private readonly alone = new Map<string, Cell>();
  private readonly wholes = new Map<Group, Cell>();
  private readonly withoutNamed = new PerPair<Group, string, Cell>();
  private readonly withoutAccount = new PerPair<Group, string, Cell | null>();
  private readonly parts = new PerPair<Group, CallerTests, readonly Group[]>();
  private readonly accountParts = new PerPair<Group, string, readonly Group[]>();
  private size = 0;

  constructor(private readonly world: World) {}

  /** A caller alone. */
  one(caller: Caller): Cell {
    const id = callerId(caller);
    let cell = this.alone.get(id);
    if (cell === undefined) {
      cell = this.keyed(whole(Group.of(new Map([[id, caller]]))));
      this.alone.set(id, cell);
    }
    return cell;
  }

  /** The parts of a class of one account that the tests of a role tell apart. */
  partsOf(all: PrincipalClass, tests: CallerTests): readonly Cell[] {
    if (asksForNamesAlone(tests)) return this.apartFromNamed(all, tests.named);
    return this.byAnswer(all, tests).map((group) => this.wholeOf(group));
  }

  /** The parts of a class over all accounts that a role tells apart, without the members of its own account. */
  partsOutside(all: PrincipalClass, { tests, trust }: TargetClass, account: string): readonly Cell[] {
    return this.byAnswer(all, tests)
      .flatMap((group) => this.byAccount(group, trust.accounts, account))
      .flatMap((group) => this.outsideOf(group, account) ?? []);
  }

  private apartFromNamed({ group }: PrincipalClass, named: ReadonlyMap<string, unknown>): readonly Cell[] {
    const { members } = group;
    const without = [...named.keys()].filter((arn) => members.has(arn)).toSorted();
    if (without.length === 0) return [this.wholeOf(group)];
    const alone = without.map((arn) => this.one(members.get(arn)!));
    if (without.length === group.size) return alone;
    const rest = this.withoutNamed.of(group, JSON.stringify(without), () =>
      this.keyed(allBut(group, new Set(without))),
    );
    return [rest, ...alone];
  }

  private byAnswer({ group }: PrincipalClass, tests: CallerTests): readonly Group[] {
    if (tests.text === "") return [group];
    return this.parts.of(group, tests, () =>
      asksOneByOne(tests)
        ? group.partsBy((caller) => answersTo(tests, this.world, caller as OwnCaller))
        : group.partsByAccount(answersApart(tests.shared, this.world)),
    );
  }

  // Members of accounts that the trust policy names apart from the others; those of its own account stay with them.
  private byAccount(group: Group, named: TrustShape["accounts"], own: string): readonly Group[] {
    if (named.size === 0) return [group];
    const apart = [...named]
      .filter(([account]) => account !== own && group.countIn(account) > 0)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    if (apart.length === 0) return [group];
    return this.accountParts.of(group, JSON.stringify(apart), () => group.partsByAccount(new Map(apart)));
  }

  private wholeOf(group: Group): Cell {
    let cell = this.wholes.get(group);
    if (cell === undefined) {
      cell = this.keyed(whole(group));
      this.wholes.set(group, cell);
    }
    return cell;
  }

  // Null where all members are of the account.
  private outsideOf(group: Group, account: string): Cell | null {
    if (group.countIn(account) === 0) return this.wholeOf(group);
    return this.withoutAccount.of(group, account, () => {
      const cell = outside(group, account);
      return cell === null ? null : this.keyed(cell);
    });
  }

  private keyed(cell: Omit<Cell, "key">): Cell {
    this.size += 1;
    return { key: String(this.size), ...cell };
  }
}

function whole(group: Group): Omit<Cell, "key"> {
  return {
    group,
    exceptAccount: null,
    size: group.size,
    first: group.first,
    has: (id) => group.members.has(id),
    members: () => [...group.members.values()],
  };
}

function allBut(group: Group, without: ReadonlySet<string>): Omit<Cell, "key"> {
  const members = (): readonly Caller[] =>
    [...group.members.values()].filter((caller) => !without.has(callerId(caller)));
  return {
    group,
    exceptAccount: null,
    size: group.size - without.size,
    first: members()[0]!,
    has: (id) => group.members.has(id) && !without.has(id),
    members,
  };
}

// Null where nobody is left.
function outside(group: Group, account: string): Omit<Cell, "key"> | null {
  const first = group.firstOutside(account);
  if (first === null) return null;
  const isIn = (caller: Caller | undefined): boolean => caller !== undefined && accountOf(caller) !== account;
  return {
    group,
    exceptAccount: account,
    size: group.size - group.countIn(account),
    first,
    has: (id) => isIn(group.members.get(id)),
    members: () => [...group.members.values()].filter(isIn),
  };
}
