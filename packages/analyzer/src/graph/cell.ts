import type { Caller } from "../decide/caller.js";
import { callerId } from "../decide/describe.js";
import type { World } from "../world/world.js";
import { answersTo, asksForNamesAlone, type CallerTests, type OwnCaller } from "./caller-tests.js";
import type { PrincipalClass } from "./principal-class.js";

/** Callers who stand together at the doors of some roles: a class, a part of one, or one caller alone. */
export interface Cell {
  /** Its node in the graph. */
  readonly key: string;
  readonly size: number;
  readonly first: Caller;
  readonly has: (id: string) => boolean;
  /** Expanded when asked for. */
  readonly members: () => readonly Caller[];
  /** The class that the cell is all or most of; null when the members are listed. */
  readonly of: PrincipalClass | null;
}

/** Makes cells, and the same cell for the same callers. */
export class Cells {
  private readonly made = new Map<string, Cell>();
  private readonly parts = new Map<string, readonly Cell[]>();
  private readonly memberIds = new Map<PrincipalClass, ReadonlyMap<string, OwnCaller>>();

  constructor(private readonly world: World) {}

  /** A caller alone. */
  one(caller: Caller): Cell {
    const id = callerId(caller);
    return this.cell(`one ${id}`, () => listed(new Map([[id, caller]])));
  }

  /** The parts of a class that the tests of a role tell apart. */
  partsOf(whole: PrincipalClass, tests: CallerTests): readonly Cell[] {
    const key = `class ${whole.id} by ${tests.text}`;
    let parts = this.parts.get(key);
    if (parts === undefined) {
      parts = asksForNamesAlone(tests)
        ? this.apartFromNamed(whole, tests.named)
        : this.byAnswer(whole, tests, key);
      this.parts.set(key, parts);
    }
    return parts;
  }

  private apartFromNamed(whole: PrincipalClass, named: ReadonlyMap<string, unknown>): readonly Cell[] {
    const members = this.membersOf(whole);
    const without = [...named.keys()].filter((arn) => members.has(arn)).toSorted();
    const key = `class ${whole.id}${without.length === 0 ? "" : ` but ${JSON.stringify(without)}`}`;
    const alone = without.map((arn) => this.one(members.get(arn)!));
    if (without.length === members.size) return alone;
    return [this.cell(key, () => allBut(whole, members, new Set(without))), ...alone];
  }

  private byAnswer(whole: PrincipalClass, tests: CallerTests, key: string): readonly Cell[] {
    const byAnswer = new Map<string, Map<string, OwnCaller>>();
    for (const [id, caller] of this.membersOf(whole)) {
      const answer = answersTo(tests, this.world, caller);
      const part = byAnswer.get(answer);
      if (part === undefined) byAnswer.set(answer, new Map([[id, caller]]));
      else part.set(id, caller);
    }
    return [...byAnswer].map(([answer, members]) =>
      byAnswer.size === 1
        ? this.cell(`class ${whole.id}`, () => allBut(whole, members, new Set()))
        : this.cell(`${key}: ${answer}`, () => listed(members)),
    );
  }

  private membersOf(whole: PrincipalClass): ReadonlyMap<string, OwnCaller> {
    let members = this.memberIds.get(whole);
    if (members === undefined) {
      members = new Map(whole.members.map((caller) => [callerId(caller), caller]));
      this.memberIds.set(whole, members);
    }
    return members;
  }

  private cell(key: string, make: () => Omit<Cell, "key">): Cell {
    let cell = this.made.get(key);
    if (cell === undefined) {
      cell = { key, ...make() };
      this.made.set(key, cell);
    }
    return cell;
  }
}

function listed(members: ReadonlyMap<string, Caller>): Omit<Cell, "key"> {
  return {
    size: members.size,
    first: [...members.values()][0]!,
    has: (id) => members.has(id),
    members: () => [...members.values()],
    of: null,
  };
}

function allBut(
  whole: PrincipalClass,
  members: ReadonlyMap<string, OwnCaller>,
  without: ReadonlySet<string>,
): Omit<Cell, "key"> {
  return {
    size: members.size - without.size,
    first: whole.members.find((caller) => !without.has(callerId(caller)))!,
    has: (id) => members.has(id) && !without.has(id),
    members: () =>
      without.size === 0 ? whole.members : whole.members.filter((caller) => !without.has(callerId(caller))),
    of: whole,
  };
}
