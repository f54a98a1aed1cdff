import { resolveCaller } from "../../decide/caller/name.js";
import { decide } from "../../decide/decide.js";
import { and, not } from "../../decide/formula/formula.js";
import { solve } from "../../decide/formula/solve.js";
import type { ConditionEntry } from "../../policy/condition.js";
import type { Statement } from "../../policy/document.js";
import { withStatements } from "../../policy/document.js";
import { withPolicy } from "../../world/policy-ref.js";
import { type Door, doorsOf } from "../survey/door.js";
import { unlessNothing } from "../survey/judge.js";
import { knock, perSurvey, type Survey } from "../survey/survey.js";
import { type Admitted, admitted, issuerHost, issuerText, type TokenDoor } from "./token-door.js";

/** A door for tokens whose statement tests a key of another issuer. */
export interface WrongKeyDoor {
  readonly door: Door;
  readonly provider: string;
  readonly host: string;
  /** As the statement writes them. */
  readonly keys: readonly string[];
  /** What the door says; null when it lets nobody in. */
  readonly decision: Admitted | null;
  /**
   * `void`: the test passes because the key is never there, and lets tokens in that it was meant to keep out.
   * `broken`: the test never passes, so nobody gets in who was meant to.
   */
  readonly effect: "void" | "broken";
}

/** The doors where that makes a difference. */
export const wrongKeyDoors = perSurvey((survey: Survey): readonly WrongKeyDoor[] =>
  survey.doors.flatMap((door) =>
    door.form.kind === "federated" && door.statement.conditions.length > 0
      ? (wrongKeyDoor(survey, door) ?? [])
      : [],
  ),
);

/** Whether a token gets through that door because a test is on the wrong key: that finding says what the others would. */
export function isWrongKeyDoor(survey: Survey, { door, provider }: TokenDoor): boolean {
  return voidDoors(survey).has(voidKey(door, provider));
}

const voidDoors = perSurvey(
  (survey: Survey): ReadonlySet<string> =>
    new Set(
      wrongKeyDoors(survey).flatMap(({ door, provider, effect }) =>
        effect === "void" ? [voidKey(door, provider)] : [],
      ),
    ),
);

function voidKey({ role, statement }: Door, provider: string): string {
  return `${role.arn} ${statement.index} ${provider}`;
}

const wrongKeyDoor = unlessNothing((survey, door: Door): WrongKeyDoor | null => {
  if (door.form.kind !== "federated" || door.form.provider.includes(":saml-provider/")) return null;
  const { provider } = door.form;
  const wrong = door.statement.conditions.filter((entry) => isForeign(entry, door.statement));
  const [first] = wrong;
  if (first === undefined) return null;
  const named = resolveCaller(survey.world, { type: "oidc", provider });
  const right = corrected(door, wrong);
  if (named.kind !== "caller" || right === null) return null;
  const before = admitted(knock(survey, door, named.caller));
  const after = admitted(decide(survey.world, named.caller, right.target));
  const effect =
    before === null ? (after === null ? null : "broken") : lets(before, after) ? ("void" as const) : null;
  if (effect === null) return null;
  const keys = [...new Set(wrong.map(({ key }) => key))];
  return { door, provider, host: issuerText(provider), keys, decision: before, effect };
});

// Whether a token gets in that would not if the key were right.
function lets(before: Admitted, after: Admitted | null): boolean {
  if (after === null) return true;
  const { open } = before;
  return (
    solve(and([open.formula, open.background, after.open.background, not(after.open.formula)]), open.specs)
      .kind === "clause"
  );
}

/**
 * A claim of an issuer that the statement does not trust: keys of AWS's own have no dot before the colon, and none of
 * them is the subject or the audience of a token, which is how a placeholder that nobody has filled in shows.
 */
function isForeign(entry: ConditionEntry, statement: Statement): boolean {
  const hosts = (statement.principals ?? []).flatMap((form) =>
    form.kind === "federated" ? [issuerHost(form.provider)] : [],
  );
  const issuer = entry.keyId.slice(0, entry.keyId.lastIndexOf(":"));
  if (hosts.some((host) => entry.keyId.startsWith(`${host}:`))) return false;
  if (issuer === "saml") return !hosts.some((host) => host.includes(":saml-provider/"));
  return issuer.includes(".") || /:(sub|aud)$/.test(entry.keyId);
}

// The same door with each key moved to the issuer that it trusts.
function corrected(door: Door, wrong: readonly ConditionEntry[]): Door | null {
  const { role, statement, form } = door;
  if (form.kind !== "federated" || role.trust.policy === null) return null;
  const host = issuerHost(form.provider);
  const conditions = statement.conditions.map((entry) => {
    if (!wrong.includes(entry)) return entry;
    const key = `${host}:${entry.key.slice(entry.key.lastIndexOf(":") + 1)}`;
    return { ...entry, key, keyId: key.toLowerCase() };
  });
  const statements = role.trust.policy.statements.map((other) =>
    other === statement ? { ...statement, conditions } : other,
  );
  const repaired = {
    ...role,
    trust: withPolicy(role.trust, withStatements(role.trust.policy, statements)),
  };
  return (
    doorsOf([repaired]).doors.find(
      (other) =>
        other.statement.index === statement.index &&
        other.form.kind === "federated" &&
        other.form.text === form.text,
    ) ?? null
  );
}
