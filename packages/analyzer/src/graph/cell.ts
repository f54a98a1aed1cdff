import { accountOf, type Caller } from "../decide/caller.js";
import { callerId } from "../decide/describe.js";
import type { World } from "../world/world.js";
import { answersTo, asksForNamesAlone, type CallerTests, type OwnCaller } from "./caller-tests.js";
import { Nested } from "./nested.js";
import type { PrincipalClass } from "./principal-class.js";
import type { TargetClass } from "./target-class.js";
import type { TrustShape } from "./trust-shape.js";

/** Callers who are taken together: a class, a part of one, or one caller alone. */
export interface Group {
  readonly members: ReadonlyMap<string, Caller>;
}

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
  private readonly withoutNamed = new Nested<PrincipalClass, string, Cell>();
  private readonly withoutAccount = new Nested<Group, string, Cell | null>();
  private readonly parts = new Nested<PrincipalClass, CallerTests, readonly Group[]>();
  private readonly accountParts = new Nested<Group, string, readonly Group[]>();
  private readonly counts = new Map<Group, ReadonlyMap<string | null, number>>();
  private size = 0;

  constructor(private readonly world: World) {}

  /** A caller alone. */
  one(caller: Caller): Cell {
    const id = callerId(caller);
    let cell = this.alone.get(id);
    if (cell === undefined) {
      cell = this.keyed(whole({ members: new Map([[id, caller]]) }));
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

  private apartFromNamed(all: PrincipalClass, named: ReadonlyMap<string, unknown>): readonly Cell[] {
    const { members } = all;
    const without = [...named.keys()].filter((arn) => members.has(arn)).toSorted();
    if (without.length === 0) return [this.wholeOf(all)];
    const alone = without.map((arn) => this.one(members.get(arn)!));
    if (without.length === members.size) return alone;
    const rest = this.withoutNamed.of(all, JSON.stringify(without), () =>
      this.keyed(allBut(all, new Set(without))),
    );
    return [rest, ...alone];
  }

  private byAnswer(all: PrincipalClass, tests: CallerTests): readonly Group[] {
    if (tests.text === "") return [all];
    return this.parts.of(all, tests, () =>
      partition(all, (caller) => answersTo(tests, this.world, caller as OwnCaller)),
    );
  }

  // Members of accounts that the trust policy names apart from the others; those of its own account stay with them.
  private byAccount(group: Group, named: TrustShape["accounts"], own: string): readonly Group[] {
    if (named.size === 0) return [group];
    const apart = [...named]
      .filter(([account]) => account !== own && this.countIn(group, account) > 0)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    if (apart.length === 0) return [group];
    return this.accountParts.of(group, JSON.stringify(apart), () => {
      const places = new Map(apart);
      return partition(group, (caller) => places.get(accountOf(caller) ?? "") ?? "");
    });
  }

  private countIn(group: Group, account: string): number {
    let counts = this.counts.get(group);
    if (counts === undefined) {
      const made = new Map<string | null, number>();
      for (const caller of group.members.values()) {
        const own = accountOf(caller);
        made.set(own, (made.get(own) ?? 0) + 1);
      }
      counts = made;
      this.counts.set(group, counts);
    }
    return counts.get(account) ?? 0;
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
    const left = this.countIn(group, account);
    if (left === 0) return this.wholeOf(group);
    const size = group.members.size - left;
    return this.withoutAccount.of(group, account, () =>
      size === 0 ? null : this.keyed(outside(group, account, size)),
    );
  }

  private keyed(cell: Omit<Cell, "key">): Cell {
    this.size += 1;
    return { key: String(this.size), ...cell };
  }
}

// The group itself where nothing tells its members apart.
function partition(group: Group, answerOf: (caller: Caller) => string): readonly Group[] {
  const answers: string[] = [];
  for (const caller of group.members.values()) answers.push(answerOf(caller));
  const parts = new Map([...new Set(answers)].map((answer) => [answer, new Map<string, Caller>()]));
  if (parts.size === 1) return [group];
  let index = 0;
  for (const [id, caller] of group.members) {
    parts.get(answers[index]!)!.set(id, caller);
    index += 1;
  }
  return [...parts.values()].map((members) => ({ members }));
}

function whole(group: Group): Omit<Cell, "key"> {
  const { members } = group;
  return {
    group,
    exceptAccount: null,
    size: members.size,
    first: members.values().next().value!,
    has: (id) => members.has(id),
    members: () => [...members.values()],
  };
}

function allBut(group: Group, without: ReadonlySet<string>): Omit<Cell, "key"> {
  const { members } = group;
  return {
    ...whole(group),
    size: members.size - without.size,
    first: firstOf(members.values(), (caller) => !without.has(callerId(caller))),
    has: (id) => members.has(id) && !without.has(id),
    members: () => [...members.values()].filter((caller) => !without.has(callerId(caller))),
  };
}

function outside(group: Group, account: string, size: number): Omit<Cell, "key"> {
  const isIn = (caller: Caller | undefined): boolean => caller !== undefined && accountOf(caller) !== account;
  const members = (): readonly Caller[] => [...group.members.values()].filter(isIn);
  return {
    group,
    exceptAccount: account,
    size,
    first: firstOf(group.members.values(), isIn),
    has: (id) => isIn(group.members.get(id)),
    members,
  };
}

function firstOf(callers: Iterable<Caller>, isIn: (caller: Caller) => boolean): Caller {
  for (const caller of callers) if (isIn(caller)) return caller;
  throw new Error("a cell has members");
}
