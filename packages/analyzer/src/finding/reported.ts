import type { Statement } from "../policy/document.js";
import type { Door } from "./door.js";
import { outsiderGroups } from "./outsider.js";
import { publicStatements } from "./public.js";
import { perSurvey, type Survey } from "./survey.js";
import { wideDoors } from "./wide.js";

/** The statements that let in the world, the whole organization, or an outsider without an external id. */
const openStatements = perSurvey(
  (survey: Survey): ReadonlySet<Statement> =>
    new Set([
      ...publicStatements(survey),
      ...wideDoors(survey).map(({ door }) => door.statement),
      ...outsiderGroups(survey).flatMap((group) => group.map(({ door }) => door.statement)),
    ]),
);

/** Whether a graver rule speaks of the statement: what is wrong with its tests is then the same mistake. */
export function isReportedAlready(survey: Survey, door: Door): boolean {
  return openStatements(survey).has(door.statement);
}
