import { byText } from "../../policy/by-text.js";
import type { Statement } from "../../policy/document.js";
import { literalPattern } from "../../policy/pattern.js";
import type { PrincipalForm } from "../../policy/principal.js";
import type { Call } from "../caller/call.js";
import { accountOf, type Caller } from "../caller/caller.js";
import type { Facts } from "../domain/knowledge.js";
import { FALSE, type Formula, has, not, or, TRUE } from "../formula/formula.js";

/**
 * How strongly a trust statement speaks for a caller. Semantics 1.2, 1.3.
 *
 * `direct` needs nothing else in the same account, `role` is still capped by the boundary, `account` delegates to the
 * account's identity policies.
 */
export type Strength = "direct" | "role" | "account";

/** The strengths with which the statement's principals match, each with when they do. */
export function matchPrincipals(statement: Statement, call: Call): ReadonlyMap<Strength, Formula> {
  const strengths = new Map<Strength, Formula>();
  const add = (strength: Strength, when: Formula): void => {
    if (when.kind !== "false") strengths.set(strength, or([strengths.get(strength) ?? FALSE, when]));
  };
  for (const form of statement.principals ?? []) {
    const when = matchForm(form, call);
    if (when.kind === "false") continue;
    add(strengthOf(form), when);
    if (form.kind === "anyone" && statement.effect === "Allow") noteWildcard(call);
  }
  if (statement.notPrincipals !== null) {
    call.note(
      "a trust policy here uses NotPrincipal, which IAM does not document for trust policies; it is read as everyone who is not listed",
    );
    const listed = or(statement.notPrincipals.map((form) => matchForm(form, call)));
    // "NotPrincipal" page: with Deny, principals with a permissions boundary are hit whatever is listed.
    add("direct", statement.effect === "Deny" && hasBoundary(call.caller) ? TRUE : not(listed));
  }
  return strengths;
}

function noteWildcard(call: Call): void {
  if (call.caller.kind === "service" || call.caller.kind === "federated") {
    call.note(
      'AWS does not say whether "*" in an Allow covers services and federated callers; it is taken as covering them',
    );
  }
}

function hasBoundary(caller: Caller): boolean {
  return (
    (caller.kind === "user" && caller.user.boundary !== null) ||
    (caller.kind === "role" && caller.role.boundary !== null)
  );
}

function strengthOf(form: PrincipalForm): Strength {
  if (form.kind === "account") return "account";
  return form.kind === "role" ? "role" : "direct";
}

/** When a principal form covers the caller. IAM User Guide, "AWS JSON policy elements: Principal". */
function matchForm(form: PrincipalForm, { caller, facts, target }: Call): Formula {
  // Nobody of another partition can call; a bare account id does not say of which one it is.
  if ("partition" in form && (form.partition ?? target.partition) !== target.partition) return FALSE;
  switch (form.kind) {
    case "anyone":
      return caller.kind === "sso-user" ? FALSE : TRUE;
    case "account":
      // The account's ARN or number means every IAM principal of it, not services or tokens.
      return accountOf(caller) === form.account ? TRUE : FALSE;
    case "user":
    case "role":
      return matchNamed(form.kind, form.arn, form.account, caller, facts);
    case "session":
      return matchSession(form, caller, facts);
    case "service":
      return caller.kind === "service" && caller.name === form.name ? TRUE : FALSE;
    case "federated":
      return caller.kind === "federated" && caller.provider === form.provider ? TRUE : FALSE;
    case "federated-user":
    case "id":
    case "unreadable":
      return FALSE;
  }
}

function matchNamed(
  kind: "user" | "role",
  arn: string,
  account: string,
  caller: Caller,
  facts: Facts,
): Formula {
  switch (caller.kind) {
    case "user":
      return kind === "user" && caller.user.arn === arn ? TRUE : FALSE;
    case "role":
      return kind === "role" && caller.role.arn === arn ? TRUE : FALSE;
    case "foreign":
      if ((caller.form === "user") !== (kind === "user") || caller.account !== account) return FALSE;
      if (caller.form !== "session") return caller.arn === arn ? TRUE : FALSE;
      return arn.endsWith(`/${caller.name}`) ? keyEquals("aws:PrincipalArn", arn, facts) : FALSE;
    case "account":
      // Whoever administers the account can act as any principal of it.
      return caller.account === account ? keyEquals("aws:PrincipalArn", arn, facts) : FALSE;
    default:
      return FALSE;
  }
}

function matchSession(
  form: PrincipalForm & { readonly kind: "session" },
  caller: Caller,
  facts: Facts,
): Formula {
  switch (caller.kind) {
    case "role":
      if (caller.role.account !== form.account || caller.role.name !== form.roleName) return FALSE;
      return keyEquals("aws:userid", `${caller.role.uniqueId}:${form.sessionName}`, facts);
    case "foreign":
      if (caller.form === "user" || caller.account !== form.account || caller.name !== form.roleName)
        return FALSE;
      return caller.sessionName === null || caller.sessionName === form.sessionName ? TRUE : FALSE;
    case "account":
      return caller.account === form.account ? TRUE : FALSE;
    default:
      return FALSE;
  }
}

function keyEquals(key: string, value: string, facts: Facts): Formula {
  const knowledge = facts(key);
  if (knowledge.kind === "absent") return FALSE;
  if (knowledge.kind === "known") return knowledge.values.includes(value) ? TRUE : FALSE;
  return equals(key.toLowerCase())(value);
}

const equals = byText((keyId) =>
  byText((value): Formula => has(keyId, { kind: "match", patterns: [literalPattern(value)], not: false })),
);
