import type { Caller } from "../../decide/caller.js";
import type { Membership } from "../../world/organization.js";
import type { World } from "../../world/world.js";
import { perSurvey, type Survey } from "./survey.js";

/** Accounts that nobody has yet, one in each place of the organization where accounts are kept. */
export interface Newcomers {
  readonly world: World;
  readonly callers: readonly Caller[];
}

/**
 * The organization with one new account in every unit that holds a member account.
 *
 * Whoever a new account anywhere could send to a role, the role trusts for being in the organization and for nothing
 * else. The new accounts stand under the policies of their unit; the management account's place is none for them
 * unless members stand there too.
 */
export const newcomers = perSurvey(({ world }: Survey): Newcomers => {
  const { memberships, callers } = newMembers(world);
  return { world: { ...world, memberships }, callers };
});

interface NewMembers {
  readonly memberships: World["memberships"];
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
  const memberships = new Map(world.memberships);
  const callers: Caller[] = [];
  for (const [index, path] of [...places.keys()].toSorted().entries()) {
    const sibling = places.get(path);
    const account = freeAccount(world, index);
    if (sibling === undefined) continue;
    // The last level is the sibling's own.
    const levels = (of: Membership["scps"]): Membership["scps"] => of.slice(0, -1);
    memberships.set(account, {
      ...sibling,
      scps: levels(sibling.scps),
      rcps: levels(sibling.rcps),
      status: "ACTIVE",
      name: null,
    });
    callers.push({ kind: "account", account });
  }
  return { memberships, callers };
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
