import type { Graph } from "../../graph/build.js";
import type { RolePrincipal, UserPrincipal } from "../../world/entity.js";
import { levelsOver } from "../../world/organization.js";
import type { PolicyRef } from "../../world/policy-ref.js";
import type { World } from "../../world/world.js";

/** Where policies could not be read that may decide hops: the graph holds no hop that hangs on one. */
export interface Unread {
  /** Roles whose trust policy it is: anybody may be able to enter. */
  readonly entries: readonly RolePrincipal[];
  /** Whether what the principal may do hangs on one: its own, its boundary, an SCP of its account. */
  readonly isCaller: (principal: UserPrincipal | RolePrincipal) => boolean;
  /** Whether one is an RCP: then any hop may hang on it. */
  readonly hasRcp: boolean;
  readonly isNothing: boolean;
}

const known = new WeakMap<World, Unread>();

/** Looks through the snapshot once. */
export function unreadIn({ world }: Pick<Graph, "world">): Unread {
  let unread = known.get(world);
  if (unread === undefined) {
    unread = look(world);
    known.set(world, unread);
  }
  return unread;
}

function look(world: World): Unread {
  const roles = [...world.roles.values()];
  const entries = roles.filter(({ trust }) => trust.policy === null);
  const isUnread = (account: string, type: "scps" | "rcps"): boolean =>
    levelsOver(world, account, type).some(({ policies }) => policies.some(isMissing));
  const members = [...world.memberships.keys()];
  const accounts = new Set(members.filter((account) => isUnread(account, "scps")));
  const hasRcp = members.some((account) => isUnread(account, "rcps"));
  const callers = new Set(
    [...world.users.values(), ...roles].filter(
      ({ account, identityPolicies, boundary }) =>
        accounts.has(account) ||
        identityPolicies.some(isMissing) ||
        (boundary !== null && isMissing(boundary)),
    ),
  );
  return {
    entries,
    isCaller: (principal) => callers.has(principal),
    hasRcp,
    isNothing: entries.length === 0 && callers.size === 0 && !hasRcp,
  };
}

function isMissing({ policy }: PolicyRef): boolean {
  return policy === null;
}

const UNREAD =
  "hops that hang on policies that could not be read are not followed: `can --max-hops` tells of them";

/** What answers that list chains take for granted where policies could not be read. */
export function withUnread<Answer extends { readonly assumptions: readonly string[] }>(
  graph: Graph,
  answer: Answer,
): Answer {
  return unreadIn(graph).isNothing
    ? answer
    : { ...answer, assumptions: [...answer.assumptions, UNREAD].toSorted() };
}
