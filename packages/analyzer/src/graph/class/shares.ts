import { accountOf, type Caller } from "../../decide/caller/caller.js";

/** The members of a group who are of one account. */
interface Share {
  readonly size: number;
  /** In the order of the group. */
  readonly first: Caller;
  /** Before those of accounts that come up later in the group. */
  readonly place: number;
}

type Entry = readonly [account: string | null, share: Share];

/** How many members of a group are of which account, null for those who are of none. */
export interface Shares {
  readonly size: number;
  readonly accountCount: number;
  of: (account: string | null) => Share | undefined;
  /** In the order in which accounts come up in the group. */
  entries: () => Iterable<Entry>;
}

/** Counts the members of a group. */
export function sharesOf(members: Iterable<Caller>): Shares {
  const shares = new Map<string | null, { size: number; readonly first: Caller; readonly place: number }>();
  for (const caller of members) {
    const account = accountOf(caller);
    const share = shares.get(account);
    if (share === undefined) shares.set(account, { size: 1, first: caller, place: shares.size });
    else share.size += 1;
  }
  return counted(shares);
}

/** The shares of some accounts alone. */
export function sharesIn(shares: Shares, accounts: Iterable<string | null>): Shares {
  const found: Entry[] = [];
  for (const account of accounts) {
    const share = shares.of(account);
    if (share !== undefined) found.push([account, share]);
  }
  return counted(new Map(found.toSorted(([, a], [, b]) => a.place - b.place)));
}

/** The shares of all accounts but those of `apart`; nothing is copied, for these are most. */
export function sharesWithout(shares: Shares, apart: Shares): Shares {
  const isApart = (account: string | null): boolean => apart.of(account) !== undefined;
  return {
    size: shares.size - apart.size,
    accountCount: shares.accountCount - apart.accountCount,
    of: (account) => (isApart(account) ? undefined : shares.of(account)),
    *entries() {
      for (const entry of shares.entries()) if (!isApart(entry[0])) yield entry;
    },
  };
}

/** The first share of a group; there is none of an empty one. */
export function firstShare(shares: Shares): Share | null {
  for (const [, share] of shares.entries()) return share;
  return null;
}

function counted(shares: ReadonlyMap<string | null, Share>): Shares {
  let size = 0;
  for (const share of shares.values()) size += share.size;
  return { size, accountCount: shares.size, of: (account) => shares.get(account), entries: () => shares };
}
