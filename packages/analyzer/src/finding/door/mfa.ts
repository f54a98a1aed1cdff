import type { Caller } from "../../decide/caller/caller.js";
import { type Decision, decide } from "../../decide/decide.js";
import type { Pins } from "../../decide/keys/facts.js";
import type { Statement } from "../../policy/document.js";
import { withStatements } from "../../policy/document.js";
import { withPolicy } from "../../world/policy-ref.js";
import type { Door } from "../survey/door.js";
import { callerAt } from "../survey/door-caller.js";
import { unlessNothing } from "../survey/judge.js";
import { knock, perSurvey, type Survey } from "../survey/survey.js";
import { hasWay } from "../survey/way.js";
import { isReportedAlready } from "./reported.js";

/** A door whose policy speaks of MFA and does not get it. */
export interface MfaMisuse {
  readonly door: Door;
  /** `keys`: access keys, which have no MFA flag, get in. `roles`: role sessions, which never pass MFA, are asked for it. */
  readonly kind: "keys" | "roles";
  /** For `keys` the caller's way in; for `roles` what would be without the test. */
  readonly decision: Decision;
  /** The statements of the trust policy that test MFA. */
  readonly statements: readonly Statement[];
}

const FLAG = "aws:MultiFactorAuthPresent";
const MFA_KEYS: ReadonlySet<string> = new Set(["aws:multifactorauthpresent", "aws:multifactorauthage"]);

/** Every door at which a test of MFA fails its purpose. */
export const mfaMisuses = perSurvey((survey: Survey): readonly MfaMisuse[] =>
  survey.doors.flatMap((door): readonly MfaMisuse[] => {
    const statements = testing(door);
    if (statements.length === 0 || isReportedAlready(survey, door)) return [];
    const failure = failureAt(survey, door);
    return failure === null ? [] : [{ door, ...failure, statements }];
  }),
);

const failureAt = unlessNothing((survey, door: Door): Pick<MfaMisuse, "kind" | "decision"> | null => {
  const caller = callerAt(survey, door);
  if (caller === null) return null;
  const keys = throughKeys(survey, door, caller);
  if (keys !== null) return { kind: "keys", decision: keys };
  const roles = roleAskedInVain(survey, door, caller);
  return roles === null ? null : { kind: "roles", decision: roles };
});

// Of the door itself and of the Deny statements beside it.
function testing(door: Door): readonly Statement[] {
  return (door.role.trust.policy?.statements ?? []).filter(
    (statement) =>
      (statement === door.statement || statement.effect === "Deny") &&
      statement.conditions.some((entry) => MFA_KEYS.has(entry.keyId)),
  );
}

// Who is turned away with the flag `false` is meant to have MFA; a plain access key has no flag at all.
function throughKeys(survey: Survey, door: Door, caller: Caller): Decision | null {
  if (!mayBeUser(caller)) return null;
  const withFlag = (value: string | null): Decision => {
    const pins: Pins = { [FLAG]: value, ...(value === "true" ? {} : { "aws:MultiFactorAuthAge": null }) };
    return decide(survey.world, caller, door.target, pins);
  };
  const keys = withFlag(null);
  return hasWay(keys) && withFlag("false").kind === "denied" ? keys : null;
}

function mayBeUser(caller: Caller): boolean {
  return (
    caller.kind === "user" ||
    caller.kind === "account" ||
    caller.kind === "anyone" ||
    (caller.kind === "foreign" && caller.form === "user")
  );
}

// The same door without its tests of MFA lets the role in.
function roleAskedInVain(survey: Survey, door: Door, caller: Caller): Decision | null {
  const isRole = caller.kind === "role" || (caller.kind === "foreign" && caller.form !== "user");
  if (!isRole || knock(survey, door, caller).kind !== "denied") return null;
  const { target } = door;
  const statements = (target.trust.policy?.statements ?? []).flatMap((statement): readonly Statement[] => {
    const conditions = statement.conditions.filter((entry) => !MFA_KEYS.has(entry.keyId));
    if (conditions.length === statement.conditions.length) return [statement];
    return statement.effect === "Deny" ? [] : [{ ...statement, conditions }];
  });
  const policy = target.trust.policy === null ? null : withStatements(target.trust.policy, statements);
  const without = { ...target, trust: withPolicy(target.trust, policy) };
  const decision = knock(survey, { ...door, target: without }, caller);
  return hasWay(decision) ? decision : null;
}
