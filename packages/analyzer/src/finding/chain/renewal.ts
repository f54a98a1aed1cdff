import { isAdmin } from "../../decide/admin/admin.js";
import { bySomeSession } from "../../decide/caller/caller.js";
import { type Decision, decide } from "../../decide/decide.js";
import { circlesAmong } from "../../path/reach/circles.js";
import { renewingCycles } from "../../path/reach/cycles.js";
import type { RolePrincipal } from "../../world/entity.js";
import { rolesInOrder } from "../../world/role-order.js";
import { knock, perGraph, type Survey } from "../survey/survey.js";

/** Roles among which a session can be renewed for ever. */
export interface Renewal {
  /** ARNs, sorted. */
  readonly roles: readonly string[];
  /** A way round that ends where it begins. */
  readonly walk: readonly string[];
  readonly hops: readonly Decision[];
}

/**
 * The cycles of roles that are no administrators, and roles of whatever power that name themselves.
 *
 * An administrator whose account lets its sessions enter it again needs no cycle: it can make itself access keys.
 */
export const renewals = perGraph((survey: Survey): readonly Renewal[] => {
  const { graph, tracking, world } = survey;
  const weak = cyclicRoles(survey);
  const cycles =
    weak.size === 0 ? [] : renewingCycles({ ...graph, world: { ...world, roles: weak } }, tracking).results;
  const found = cycles.map(({ roles, walk }) => ({ roles, walk, hops: hopsOf(survey, walk) }));
  const known = new Set(found.flatMap(({ roles }) => roles));
  return [
    ...found,
    ...namingThemselves(survey).filter(({ roles }) => !roles.some((arn) => known.has(arn))),
  ].toSorted((a, b) => (a.roles.join(" ") < b.roles.join(" ") ? -1 : 1));
});

// Only roles that lie on a circle of the graph are looked at closely.
function cyclicRoles(survey: Survey): ReadonlyMap<string, RolePrincipal> {
  const { graph, world } = survey;
  // What a wildcard lets in, the role itself among others, is a matter of the rules on wildcards.
  const open = new Set(survey.doors.filter(({ form }) => form.kind === "anyone").map(({ role }) => role));
  const weak = rolesInOrder(world).filter(
    (role) => !role.serviceLinked && !role.identityCenter && !open.has(role) && !isAdmin(world, role),
  );
  return new Map(
    circlesAmong(graph, weak).flatMap((circle) => [...circle].map((role) => [role.arn, role] as const)),
  );
}

function namingThemselves(survey: Survey): readonly Renewal[] {
  const named = survey.doors.filter(({ form, role }) => form.kind === "role" && form.arn === role.arn);
  return named.flatMap((door) => {
    const own = knock(survey, door, bySomeSession(door.role));
    return own.kind === "allowed" || own.kind === "conditional"
      ? [{ roles: [door.role.arn], walk: [door.role.arn, door.role.arn], hops: [own] }]
      : [];
  });
}

function hopsOf({ world }: Survey, walk: readonly string[]): readonly Decision[] {
  return walk.slice(1).flatMap((arn, index) => {
    const [from, to] = [world.roles.get(walk[index] ?? ""), world.roles.get(arn)];
    return from === undefined || to === undefined ? [] : [decide(world, bySomeSession(from), to)];
  });
}
