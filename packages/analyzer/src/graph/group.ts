import { accountOf, type Caller } from "../decide/caller.js";
import { callerId } from "../decide/describe.js";

/** The members of a group who are of one account. */
interface Share {
  readonly size: number;
  /** In the order of the group. */
  readonly first: Caller;
}

/** By id. */
type Members = ReadonlyMap<string, Caller>;

type Shares = ReadonlyMap<string | null, Share>;

/**
 * Callers who are taken together: a class, a part of one, or one caller alone.
 *
 * Many parts are made of which nobody asks who is in them, only how many there are: most of the organization stands
 * together at a door that is shut to it. So members are listed when asked for.
 */
export class Group {
  private listed: Members | null = null;
  private counted: Shares | null = null;

  private constructor(
    readonly size: number,
    readonly first: Caller,
    private readonly list: () => Members,
    private readonly count: () => Shares = () => sharesOf(this.members.values()),
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
  accounts(): Iterable<string | null> {
    return this.shares.keys();
  }

  get accountCount(): number {
    return this.shares.size;
  }

  countIn(account: string): number {
    return this.shares.get(account)?.size ?? 0;
  }

  /** The first member who is not of the account; null where there is none. */
  firstOutside(account: string): Caller | null {
    for (const [other, { first }] of this.shares) if (other !== account) return first;
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

  /** As {@link partsBy}, where all members of an account give the same answer. */
  partsByAccount(answerOf: (account: string | null, member: Caller) => string): readonly Group[] {
    const parts = new Map<string, (readonly [account: string | null, share: Share])[]>();
    for (const entry of this.shares) {
      const [account, { first }] = entry;
      const answer = answerOf(account, first);
      const part = parts.get(answer);
      if (part === undefined) parts.set(answer, [entry]);
      else part.push(entry);
    }
    if (parts.size === 1) return [this];
    return [...parts.values()].map((part) => this.partIn(part));
  }

  private partIn(entries: readonly (readonly [account: string | null, share: Share])[]): Group {
    let size = 0;
    for (const [, share] of entries) size += share.size;
    const first = entries[0]![1].first;
    return new Group(
      size,
      first,
      () => this.membersIn(new Set(entries.map(([account]) => account))),
      () => new Map(entries),
    );
  }

  private membersIn(accounts: ReadonlySet<string | null>): Members {
    const found = new Map<string, Caller>();
    for (const [id, caller] of this.members) if (accounts.has(accountOf(caller))) found.set(id, caller);
    return found;
  }

  private get shares(): Shares {
    this.counted ??= this.count();
    return this.counted;
  }
}

function sharesOf(members: Iterable<Caller>): Shares {
  const shares = new Map<string | null, { size: number; readonly first: Caller }>();
  for (const caller of members) {
    const account = accountOf(caller);
    const share = shares.get(account);
    if (share === undefined) shares.set(account, { size: 1, first: caller });
    else share.size += 1;
  }
  return shares;
}
