import { bySomeSession } from "../../decide/caller/caller.js";
import { decide } from "../../decide/decide.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { Repair } from "../finding.js";
import { doorsInto, type Survey } from "../survey/survey.js";
import { changedBy } from "./patch.js";
import { withoutEntries, withTest } from "./written.js";

/**
 * What closes a role to the sessions of another: the name of that one taken out of the trust policy, or an exception
 * for it where a wildcard or its account lets it in.
 *
 * Null unless the engine then says no to every session of it, whatever other entries there are.
 */
export function closedTo(survey: Survey, last: RolePrincipal, target: RolePrincipal): Repair | null {
  const doors = doorsInto(survey, target);
  const named = doors.filter(({ form }) => form.kind === "role" && form.arn === last.arn);
  const entries = named.map(({ statement, form }) => ({ statement, name: form.text }));
  const wide = doors.filter(
    ({ form }) => form.kind === "anyone" || (form.kind === "account" && form.account === last.account),
  );
  const exception = { operator: "ArnNotEquals", key: "aws:PrincipalArn", values: [last.arn] };
  const edits =
    named.length > 0
      ? [withoutEntries(survey, target, entries)]
      : [...new Set(wide.map(({ statement }) => statement))].map((statement) =>
          withTest(survey, target, statement, exception),
        );
  const operations = edits.flatMap((list) => list ?? []);
  if (edits.includes(null) || operations.length === 0) return null;
  const repair = { policy: target.trust, operations };
  const changed = changedBy(survey, repair)?.world;
  const closed = changed?.roles.get(target.arn);
  if (changed === undefined || closed === undefined) return null;
  const decision = decide(changed, bySomeSession(last), closed);
  return decision.kind === "denied" ? repair : null;
}
