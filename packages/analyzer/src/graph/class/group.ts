import { accountOf, type Caller } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import { firstShare, type Shares, sharesIn, sharesOf, sharesWithout } from "./shares.js";

/** By id. */
type Members = ReadonlyMap<string, Caller>;

/**
 * Callers who are taken together: a class, a part of one, or one caller alone.
 *
 * Many parts are made of which nobody asks who is in them, only how many there are: most of the organization stands
 * together at a door that is shut to it. So members are listed when asked for.
 */
export class Group {
  private listed: Members | null = null;

  private constructor(
    readonly size: number,
    readonly first: Caller,
    private readonly list: () => Members,
    private counted: Shares | null = null,
  ) {}

  /** @param members by id, at least one */
  static of(members: Members): Group {
    return new Group(members.size, members.values().next().value!, () => members);
  }

  /** By id. */
  get members(): Members {
    this.listed ??= this.list();
    return this.listed;
  }

  /** The accounts of the members, null for those who are of none, in the order in which they come up. */
  *accounts(): Iterable<string | null> {
    for (const [account] of this.shares.entries()) yield account;
  }

  get accountCount(): number {
    return this.shares.accountCount;
  }

  countIn(account: string): number {
    return this.shares.of(account)?.size ?? 0;
  }

  /** The first member who is not of the account; null where there is none. */
  firstOutside(account: string): Caller | null {
    for (const [other, { first }] of this.shares.entries()) if (other !== account) return first;
    return null;
  }

  /** The parts of members with the same answer, in their order; the group itself where all give one. */
  partsBy(answerOf: (caller: Caller) => string): readonly Group[] {
    const parts = new Map<string, Caller[]>();
    for (const caller of this.members.values()) {
      const answer = answerOf(caller);
      const part = parts.get(answer);
      if (part === undefined) parts.set(answer, [caller]);
      else part.push(caller);
    }
    if (parts.size === 1) return [this];
    return [...parts.values()].map(
      (part) =>
        new Group(part.length, part[0]!, () => new Map(part.map((caller) => [callerId(caller), caller]))),
    );
  }

  /**
   * As {@link partsBy}, where all members of an account give the same answer, and those of most accounts one.
   *
   * @param apart the accounts that give another, with their answers: the cost follows these, not the group
   */
  partsByAccount(apart: ReadonlyMap<string, string>): readonly Group[] {
    const byAnswer = new Map<string, string[]>();
    for (const [account, answer] of apart) {
      if (this.countIn(account) === 0) continue;
      const accounts = byAnswer.get(answer);
      if (accounts === undefined) byAnswer.set(answer, [account]);
      else accounts.push(account);
    }
    const named = [...byAnswer.values()];
    const rest = sharesWithout(this.shares, sharesIn(this.shares, named.flat()));
    const parts = [...named.map((accounts) => sharesIn(this.shares, accounts)), rest];
    const found = parts.flatMap((shares) => {
      const first = firstShare(shares);
      return first === null ? [] : [{ shares, first }];
    });
    if (found.length === 1) return [this];
    return found
      .toSorted((a, b) => a.first.place - b.first.place)
      .map(({ shares, first }) => new Group(shares.size, first.first, () => this.membersOf(shares), shares));
  }

  private membersOf(shares: Shares): Members {
    const found = new Map<string, Caller>();
    for (const [id, caller] of this.members)
      if (shares.of(accountOf(caller)) !== undefined) found.set(id, caller);
    return found;
  }

  private get shares(): Shares {
    this.counted ??= sharesOf(this.members.values());
    return this.counted;
  }
}
