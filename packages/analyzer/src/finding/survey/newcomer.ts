import type { Caller } from "../../decide/caller/caller.js";
import type { Membership } from "../../world/organization.js";
import type { World } from "../../world/world.js";
import { perSurvey, type Survey } from "./survey.js";

/** Accounts that nobody has yet, one in each place of the organization where accounts are kept. */
export interface Newcomers {
  readonly world: World;
  /** As if no SCP were above them. */
  readonly unguarded: World;
  readonly callers: readonly Caller[];
}

/**
 * The organization with one new account in every unit that holds a member account.
 *
 * Whoever a new account anywhere could send to a role, the role trusts for being in the organization and for nothing
 * else. The new accounts stand under the policies of their unit. A list of all units is the organization by another
 * name; but where all members stand below a single unit, whoever names that unit means less than the organization, so
 * there is a new account in the root as well, where AWS Organizations makes them.
 */
export const newcomers = perSurvey(({ world }: Survey): Newcomers => {
  const { memberships, unguarded, callers } = newMembers(world);
  return { world: { ...world, memberships }, unguarded: { ...world, memberships: unguarded }, callers };
});

interface NewMembers {
  readonly memberships: World["memberships"];
  readonly unguarded: World["memberships"];
  readonly callers: readonly Caller[];
}

const known = new WeakMap<World["memberships"], NewMembers>();

// The same while no guardrail changes.
function newMembers(world: World): NewMembers {
  const found = known.get(world.memberships) ?? findNewMembers(world);
  known.set(world.memberships, found);
  return found;
}

function findNewMembers(world: World): NewMembers {
  const places = new Map<string, Membership>();
  for (const membership of world.memberships.values())
    if (!membership.management && !places.has(membership.path)) places.set(membership.path, membership);
  // The last level is the sibling's own.
  const units = [...places.keys()].toSorted().map((path) => beside(places.get(path)!, path, -1));
  const tops = new Set([...places.keys()].map((path) => path.split("/", 3).join("/")));
  const [member] = places.values();
  const root =
    member === undefined || member.lostAbove !== null || tops.size > 1
      ? []
      : [beside(member, `${member.path.split("/", 2).join("/")}/`, 1)];
  const memberships = new Map(world.memberships);
  const unguarded = new Map(world.memberships);
  const callers: Caller[] = [];
  for (const membership of [...units, ...root.filter(({ path }) => !places.has(path))]) {
    const account = freeAccount(world, callers.length);
    memberships.set(account, membership);
    unguarded.set(account, { ...membership, scps: [] });
    callers.push({ kind: "account", account });
  }
  return { memberships, unguarded, callers };
}

/** A new account at a place, under the first so many levels of a member that is there or below. */
function beside(member: Membership, path: string, levelCount: number): Membership {
  return {
    ...member,
    path,
    scps: member.scps.slice(0, levelCount),
    rcps: member.rcps.slice(0, levelCount),
    status: "ACTIVE",
    name: null,
  };
}

/** An id that no account of the snapshot has. */
export function freeAccount(world: World, index: number): string {
  let number = index;
  for (;;) {
    const account = `9${String(number).padStart(11, "0")}`;
    if (!world.memberships.has(account) && !world.accounts.has(account)) return account;
    number += 1000;
  }
}
