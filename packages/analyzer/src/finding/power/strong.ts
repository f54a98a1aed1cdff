import { isAdmin } from "../../decide/admin/admin.js";
import { principalSpeaksOf } from "../../indirect/permission.js";
import type { RolePrincipal, UserPrincipal } from "../../world/entity.js";
import { groupBy } from "../group.js";
import type { Survey } from "../survey/survey.js";
import { powerOf } from "./power.js";

/** Whether the role is an administrator or can go on to become one. */
export function isStrong(survey: Survey, role: RolePrincipal): boolean {
  const power = powerOf(survey, role);
  return power === "admin" || power === "escalation";
}

/** Users and roles that are no administrators and whose policies speak of some of the calls; sorted. */
export function weakerSpeakers(
  { world }: Survey,
  actions: readonly string[],
  isMeant: (account: string) => boolean = () => true,
): readonly (UserPrincipal | RolePrincipal)[] {
  const found: (UserPrincipal | RolePrincipal)[] = [];
  const look = (principal: UserPrincipal | RolePrincipal): void => {
    if (!isMeant(principal.account)) return;
    // Few speak of such calls, which is told at once.
    if (!actions.some((action) => principalSpeaksOf(principal, action))) return;
    if (!isAdmin(world, principal)) found.push(principal);
  };
  for (const user of world.users.values()) look(user);
  for (const role of world.roles.values()) if (!role.serviceLinked) look(role);
  return found.sort((a, b) => (a.arn < b.arn ? -1 : 1));
}

/**
 * What tells a principal from others in a fingerprint: its ARN, or the permission set that IAM Identity Center made the
 * role from, in however many accounts.
 */
export function sourceOf(principal: UserPrincipal | RolePrincipal): string {
  const set =
    principal.kind === "role" && principal.identityCenter
      ? /^AWSReservedSSO_(.+)_[0-9a-f]+$/.exec(principal.name)?.[1]
      : undefined;
  return set === undefined ? principal.arn : `permission set ${set}`;
}

/** Items about principals, together for the roles of one permission set. */
export function bySource<T extends { readonly principal: UserPrincipal | RolePrincipal }>(
  items: readonly T[],
): readonly (readonly T[])[] {
  return groupBy(items, ({ principal }) => sourceOf(principal));
}
