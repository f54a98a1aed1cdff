import { type Door, StatementSet } from "../survey/door.js";
import { perSurvey, type Survey } from "../survey/survey.js";
import { outsiderGroups } from "./outsider.js";
import { publicStatements } from "./public.js";
import { wideDoors } from "./wide.js";

/** The statements that let in the world, the whole organization, or an outsider without an external id. */
const openStatements = perSurvey(
  (survey: Survey) =>
    new StatementSet([
      ...wideDoors(survey).map(({ door }) => door),
      ...outsiderGroups(survey).flatMap((group) => group.map(({ door }) => door)),
    ]),
);

/** Whether a graver rule speaks of the statement: what is wrong with its tests is then the same mistake. */
export function isReportedAlready(survey: Survey, door: Door): boolean {
  return publicStatements(survey).has(door) || openStatements(survey).has(door);
}
