import type { Decision } from "../../decide/decide.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { Door } from "../survey/door.js";
import { perSurvey, type Survey } from "../survey/survey.js";
import { hasWay } from "../survey/way.js";
import { sharedIssuer } from "../token/issuer.js";
import { tokenDecision } from "../token/tokens.js";
import { strangersDoors } from "./outsider.js";
import { publicRoles } from "./public.js";

/** Days without use after which a role counts as unused. */
export const UNUSED_DAYS = 90;

const DAY_SECONDS = 86_400;

/** A role that nobody uses and that somebody outside could. */
export interface UnusedRole {
  readonly role: RolePrincipal;
  /** Whole days since the last use, null where IAM saw none. */
  readonly days: number | null;
  readonly entries: readonly UnusedEntry[];
}

/** A door of an unused role, and who comes through it. */
export interface UnusedEntry {
  readonly door: Door;
  readonly principal: string;
  readonly decision: Decision;
}

/** The unused roles with a door for somebody outside, sorted by role. Roles that the world can enter have a worse fault. */
export const unusedRoles = perSurvey((survey: Survey): readonly UnusedRole[] => {
  const found = new Map<RolePrincipal, readonly UnusedEntry[]>();
  for (const entry of [...strangersDoors(survey), ...pipelineDoors(survey)])
    found.set(entry.door.role, [...(found.get(entry.door.role) ?? []), entry]);
  return [...found]
    .filter(([role]) => !publicRoles(survey).has(role))
    .flatMap(([role, entries]) => {
      const days = daysUnused(survey, role);
      return days === "used" ? [] : [{ role, days, entries }];
    })
    .toSorted((a, b) => (a.role.arn < b.role.arn ? -1 : 1));
});

// What was never used since it was made yesterday is not unused; what the snapshot does not tell is not known.
function daysUnused({ world }: Survey, { lastUsed, createdAt }: RolePrincipal): number | null | "used" {
  const since = lastUsed === "never" ? createdAt : lastUsed;
  const days = since === null ? null : daysSince(world.now, since);
  if (lastUsed === null || days === null || days <= UNUSED_DAYS) return "used";
  return lastUsed === "never" ? null : days;
}

/** Whole days between a date and the day of the snapshot; null for what is no date. */
export function daysSince(now: bigint, date: string): number | null {
  const time = Date.parse(date);
  return Number.isNaN(time) ? null : Math.floor((Number(now) - time / 1000) / DAY_SECONDS);
}

// Pipelines run at a company that has other customers as well: outside, as accounts of others are.
function pipelineDoors(survey: Survey): readonly UnusedEntry[] {
  return survey.doors.flatMap((door) => {
    const { form, role } = door;
    if (form.kind !== "federated" || !isShared(form.provider)) return [];
    if (daysUnused(survey, role) === "used") return [];
    const decision = tokenDecision(survey, door, form.provider);
    if (decision === null || !hasWay(decision)) return [];
    return [{ door, principal: form.provider, decision }];
  });
}

function isShared(provider: string): boolean {
  const at = provider.indexOf("oidc-provider/");
  if (provider.includes(":saml-provider/")) return false;
  return sharedIssuer(at === -1 ? provider : provider.slice(at + "oidc-provider/".length)) !== null;
}
