import type { FindingCaller } from "../../answer.js";
import type { Decision } from "../../decide/decide.js";
import type { RolePrincipal } from "../../world/entity.js";
import { groupBy } from "../group.js";
import { type Door, StatementSet } from "../survey/door.js";
import { unlessNothing } from "../survey/judge.js";
import { knock, perSurvey, type Survey } from "../survey/survey.js";
import { easiest, type Way, waysOf } from "../survey/way.js";
import { exampleCaller } from "../text/example-caller.js";
import { strangerAt } from "../token/tokens.js";
import { type Binding, isBound } from "./binding.js";
import { seemingBond } from "./chosen.js";

/** What ties a caller that may come from anywhere. */
const BINDS_ANYONE: ReadonlySet<Binding> = new Set([
  "principal",
  "account",
  "organization",
  "unit",
  "network",
]);

/** A door that everyone can use, with the easiest way through it. */
export interface PublicDoor {
  readonly door: Door;
  readonly decision: Decision;
  readonly way: Way;
  readonly example: FindingCaller | null;
}

/** The doors that are open to the world. */
const publicDoors = perSurvey((survey: Survey): readonly PublicDoor[] =>
  survey.doors.flatMap((door) => (door.form.kind === "anyone" ? (openToAnyone(survey, door) ?? []) : [])),
);

/** The doors that are open to the world, role by role. */
export const publicGroups = perSurvey((survey: Survey): readonly (readonly PublicDoor[])[] =>
  groupBy(publicDoors(survey), ({ door }) => door.role.arn),
);

/** Whether every door asks for something that looks as if it tied the caller. */
export function isSeeminglyBound(doors: readonly PublicDoor[]): boolean {
  return doors.every(({ way }) => way.some((requirement) => seemingBond(requirement) !== null));
}

/** The roles that have such a door; what else their wildcards let in is no news. */
export const publicRoles = perSurvey(
  (survey: Survey): ReadonlySet<RolePrincipal> => new Set(publicDoors(survey).map(({ door }) => door.role)),
);

/** The statements that have one. */
export const publicStatements = perSurvey(
  (survey: Survey) => new StatementSet(publicDoors(survey).map(({ door }) => door)),
);

const openToAnyone = unlessNothing((survey, door: Door): PublicDoor | null => {
  const decision = knock(survey, door, { kind: "anyone" });
  const ways = waysOf(decision).filter((way) => !isBound(way, BINDS_ANYONE));
  if (ways.length > 0) {
    const way = easiest(ways);
    return { door, decision, way, example: exampleCaller(decision, way) };
  }
  // A wildcard covers tokens too: those of an identity pool that anybody can make, for example.
  const token = strangerAt(survey, door, "cognito-identity.amazonaws.com");
  if (token === null) return null;
  return { door, decision: token.decision, way: token.stranger.way, example: token.example };
});
