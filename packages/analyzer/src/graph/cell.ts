import { accountOf, type Caller } from "../decide/caller.js";
import { callerId } from "../decide/describe.js";
import type { World } from "../world/world.js";
import { answersTo, asksForNamesAlone, type CallerTests, type OwnCaller } from "./caller-tests.js";
import type { PrincipalClass } from "./principal-class.js";
import type { TargetClass } from "./target-class.js";
import type { TrustShape } from "./trust-shape.js";

/** Callers who are taken together: a class, a part of one, or one caller alone. */
export interface Group {
  readonly key: string;
  readonly members: ReadonlyMap<string, Caller>;
}

/** Callers who stand together at the doors of some roles: a group, or all of it but some. */
export interface Cell {
  /** Its node in the graph. */
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
  private readonly made = new Map<string, Cell | null>();
  private readonly parts = new Map<PrincipalClass, Map<CallerTests, readonly Group[]>>();
  private readonly accountParts = new Map<string, readonly Group[]>();
  private readonly counts = new Map<Group, ReadonlyMap<string | null, number>>();

  constructor(private readonly world: World) {}

  /** A caller alone. */
  one(caller: Caller): Cell {
    const id = callerId(caller);
    const key = `one ${id}`;
    return this.cell(key, () => whole({ key, members: new Map([[id, caller]]) }))!;
  }

  /** The parts of a class of one account that the tests of a role tell apart. */
  partsOf(all: PrincipalClass, tests: CallerTests): readonly Cell[] {
    if (asksForNamesAlone(tests)) return this.apartFromNamed(all, tests.named);
    return this.byAnswer(all, tests).map((group) => this.cell(group.key, () => whole(group))!);
  }

  /** The parts of a class over all accounts that a role tells apart, without the members of its own account. */
  partsOutside(all: PrincipalClass, { tests, trust }: TargetClass, account: string): readonly Cell[] {
    const groups = this.byAnswer(all, tests).flatMap((group) =>
      this.byAccount(group, trust.accounts, account),
    );
    return groups.flatMap((group) => {
      const left = this.countIn(group, account);
      const key = left === 0 ? group.key : `${group.key} outside ${account}`;
      const cell = this.cell(key, () =>
        left === 0 ? whole(group) : outside(group, account, group.members.size - left),
      );
      return cell === null ? [] : [cell];
    });
  }

  private apartFromNamed(all: PrincipalClass, named: ReadonlyMap<string, unknown>): readonly Cell[] {
    const { members } = all;
    const without = [...named.keys()].filter((arn) => members.has(arn)).toSorted();
    const key = `${all.key}${without.length === 0 ? "" : ` but ${JSON.stringify(without)}`}`;
    const alone = without.map((arn) => this.one(members.get(arn)!));
    if (without.length === members.size) return alone;
    return [this.cell(key, () => allBut(all, new Set(without)))!, ...alone];
  }

  private byAnswer(all: PrincipalClass, tests: CallerTests): readonly Group[] {
    let byTests = this.parts.get(all);
    if (byTests === undefined) {
      byTests = new Map();
      this.parts.set(all, byTests);
    }
    let parts = byTests.get(tests);
    if (parts === undefined) {
      const keyOf = (answer: string): string => `${all.key} by ${tests.text}: ${answer}`;
      parts = partition(all, (caller) => answersTo(tests, this.world, caller as OwnCaller), keyOf);
      byTests.set(tests, parts);
    }
    return parts;
  }

  // Members of accounts that the trust policy names apart from the others; those of its own account stay with them.
  private byAccount(group: Group, named: TrustShape["accounts"], own: string): readonly Group[] {
    const apart = [...named]
      .filter(([account]) => account !== own && this.countIn(group, account) > 0)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    if (apart.length === 0) return [group];
    const key = `${group.key} by account: ${JSON.stringify(apart)}`;
    let parts = this.accountParts.get(key);
    if (parts === undefined) {
      const places = new Map(apart);
      const placeOf = (caller: Caller): string => places.get(accountOf(caller) ?? "") ?? "";
      parts = partition(group, placeOf, (place) => `${key}:${place}`);
      this.accountParts.set(key, parts);
    }
    return parts;
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

  private cell(key: string, make: () => Omit<Cell, "key"> | null): Cell | null {
    let cell = this.made.get(key);
    if (cell === undefined) {
      const made = make();
      cell = made === null ? null : { key, ...made };
      this.made.set(key, cell);
    }
    return cell;
  }
}

// The group itself where nothing tells its members apart.
function partition(
  group: Group,
  answerOf: (caller: Caller) => string,
  keyOf: (answer: string) => string,
): readonly Group[] {
  const parts = new Map<string, Map<string, Caller>>();
  for (const [id, caller] of group.members) {
    const answer = answerOf(caller);
    const part = parts.get(answer);
    if (part === undefined) parts.set(answer, new Map([[id, caller]]));
    else part.set(id, caller);
  }
  return parts.size === 1
    ? [group]
    : [...parts].map(([answer, members]) => ({ key: keyOf(answer), members }));
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
  if (without.size === 0) return whole(group);
  const { members } = group;
  return {
    ...whole(group),
    size: members.size - without.size,
    first: firstOf(members.values(), (caller) => !without.has(callerId(caller))),
    has: (id) => members.has(id) && !without.has(id),
    members: () => [...members.values()].filter((caller) => !without.has(callerId(caller))),
  };
}

function outside(group: Group, account: string, size: number): Omit<Cell, "key"> | null {
  if (size === 0) return null;
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
