import { accountOf, type Caller } from "../decide/caller.js";
import { callerId } from "../decide/describe.js";
import type { World } from "../world/world.js";
import { answersTo, asksForNamesAlone, type CallerTests, type OwnCaller } from "./caller-tests.js";
import type { PrincipalClass } from "./principal-class.js";

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
  private readonly counts = new Map<Group, ReadonlyMap<string | null, number>>();

  constructor(private readonly world: World) {}

  /** A caller alone. */
  one(caller: Caller): Cell {
    const id = callerId(caller);
    const key = `one ${id}`;
    return this.cell(key, () => whole({ key, members: new Map([[id, caller]]) }))!;
  }

  /** The parts of a class that the tests of a role tell apart, without the members of one account. */
  partsOf(all: PrincipalClass, tests: CallerTests, exceptAccount: string | null): readonly Cell[] {
    if (all.account !== null && asksForNamesAlone(tests)) return this.apartFromNamed(all, tests.named);
    return this.byAnswer(all, tests).flatMap((group) => {
      const left = exceptAccount === null ? 0 : this.countIn(group, exceptAccount);
      const key = left === 0 ? group.key : `${group.key} outside ${exceptAccount}`;
      const cell = this.cell(key, () =>
        left === 0 ? whole(group) : outside(group, exceptAccount!, group.members.size - left),
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
      const byAnswer = new Map<string, Map<string, OwnCaller>>();
      for (const [id, caller] of all.members) {
        const answer = answersTo(tests, this.world, caller);
        const part = byAnswer.get(answer);
        if (part === undefined) byAnswer.set(answer, new Map([[id, caller]]));
        else part.set(id, caller);
      }
      parts =
        byAnswer.size === 1
          ? [all]
          : [...byAnswer].map(([answer, members]) => ({
              key: `${all.key} by ${tests.text}: ${answer}`,
              members,
            }));
      byTests.set(tests, parts);
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
