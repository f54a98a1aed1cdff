import type { RolePrincipal } from "../../world/entity.js";
import { perGraph, type Survey } from "../survey/survey.js";

/** More names than these are no list that somebody would keep in a policy. */
const NAMED_COUNT_MAX = 10;

/**
 * The users and roles that can enter a role today, by ARN and sorted, for a policy that is to name them.
 *
 * Only where the list can be whole and is short: null when an account of the organization was not collected, when
 * there are none, or too many.
 */
export function usersToName(survey: Survey, role: RolePrincipal): readonly string[] | null {
  const { world, graph } = survey;
  if (!isWhole(survey)) return null;
  const arns = new Set<string>();
  // The whole of a large cell is not made for the sake of a few.
  for (const { cell } of graph.trust.hopsInto(role.arn))
    for (const id of cell.group.members.keys()) {
      if (!cell.has(id) || !(world.users.has(id) || world.roles.has(id))) continue;
      arns.add(id);
      if (arns.size > NAMED_COUNT_MAX) return null;
    }
  return arns.size === 0 ? null : [...arns].toSorted();
}

// No change that is tried out adds an account or takes one away.
const isWhole = perGraph(
  ({ graph: { world } }: Survey): boolean =>
    world.organizationKnown && [...world.memberships.keys()].every((id) => world.accounts.has(id)),
);
