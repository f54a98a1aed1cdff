import type { Decision } from "../../decide/decide.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { Door } from "../survey/door.js";
import { perDoorClass, unlessNothing } from "../survey/judge.js";
import { newcomers } from "../survey/newcomer.js";
import { knock, perSurvey, type Survey } from "../survey/survey.js";
import { easiest, type Way, waysOf } from "../survey/way.js";
import { unique } from "../text/words.js";
import { type Binding, isBound, organizationsNamed } from "./binding.js";
import { publicRoles } from "./public.js";

/** What tells callers of one organization apart. */
const BINDS_MEMBER: ReadonlySet<Binding> = new Set([
  "principal",
  "account",
  "unit",
  "network",
  "name",
  "tag",
]);

/** A door that the whole organization can use. */
export interface WideDoor {
  readonly door: Door;
  readonly decision: Decision;
  readonly way: Way;
  readonly organizations: readonly string[];
}

/** The doors that are open to the organization and not to the world. */
export const wideDoors = perSurvey((survey: Survey): readonly WideDoor[] =>
  survey.doors.flatMap((door) => wideDoor(survey, door) ?? []),
);

/** The roles that have such a door. */
export const wideRoles = perSurvey(
  (survey: Survey): ReadonlySet<RolePrincipal> => new Set(wideDoors(survey).map(({ door }) => door.role)),
);

function wideDoor(survey: Survey, door: Door): WideDoor | null {
  if (door.form.kind !== "anyone" || publicRoles(survey).has(door.role)) return null;
  return survey.world.organizationKnown ? openToNewcomers(survey, door) : openToOrganization(survey, door);
}

function openToNewcomers(survey: Survey, door: Door): WideDoor | null {
  const first = firstNewcomer(survey, door);
  if (first === null) return null;
  const { world, callers } = newcomers(survey);
  const decision = knock(survey, door, callers[first]!, world);
  const way = easiest(openWays(decision));
  return { door, decision, way, organizations: [survey.world.organizationId ?? ""] };
}

// The place of the first who is let in; null where somebody narrowed the door. What an SCP keeps in is no merit of the
// role's: who is turned away is asked again as if there were none.
const firstNewcomer = perDoorClass((survey, door: Door): number | null => {
  const { world, unguarded, callers } = newcomers(survey);
  let first: number | null = null;
  for (const [index, caller] of callers.entries()) {
    if (openWays(knock(survey, door, caller, world)).length > 0) first ??= index;
    else if (openWays(knock(survey, door, caller, unguarded)).length === 0) return null;
  }
  return first;
});

function openWays(decision: Decision): readonly Way[] {
  return waysOf(decision).filter((way) => !isBound(way, BINDS_MEMBER));
}

// Without organization.json nothing is known of the members; what the statement demands of a stranger tells as much.
const openToOrganization = unlessNothing((survey, door: Door): WideDoor | null => {
  const decision = knock(survey, door, { kind: "anyone" });
  const ways = waysOf(decision).filter(
    (way) => isBound(way, new Set(["organization"])) && !isBound(way, BINDS_MEMBER),
  );
  if (ways.length === 0) return null;
  return {
    door,
    decision,
    way: easiest(ways),
    organizations: unique(ways.flat().flatMap(organizationsNamed)),
  };
});
