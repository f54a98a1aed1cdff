import type { HopAction } from "../../answer.js";
import { actionOf } from "../../decide/caller/call.js";
import { accountOf, type Caller } from "../../decide/caller/caller.js";
import { coversAction } from "../../policy/action.js";
import type { ConditionEntry } from "../../policy/condition.js";
import type { Policy } from "../../policy/document.js";
import type { PrincipalForm } from "../../policy/principal.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { World } from "../../world/world.js";

const ENTRY_ACTIONS: readonly HopAction[] = [
  "sts:AssumeRole",
  "sts:AssumeRoleWithSAML",
  "sts:AssumeRoleWithWebIdentity",
];

/** Which roles' trust policies name whom: candidates for hops, so that no pair is tried that no policy speaks of. */
export interface TrustIndex {
  /** Who a role's trust policy names. */
  readonly namedBy: (role: RolePrincipal) => Named;
  /** The roles that a caller may be able to enter. */
  readonly targetsOf: (caller: Caller) => readonly RolePrincipal[];
}

/** Whom a trust policy names. */
interface Named {
  /** Without doubles. */
  readonly forms: readonly PrincipalForm[];
  /** Account ids and ARNs that conditions of wildcard statements name. */
  readonly hints: readonly string[];
  /** Who may make which call, as far as the statements say. */
  readonly keys: readonly string[];
}

const NOBODY: Named = { forms: [], hints: [], keys: [] };

/** Reads the trust policies of all roles once. */
export function indexTrust(world: World): TrustIndex {
  const byPolicy = new Map<Policy, Named>();
  const namedBy = ({ trust: { policy } }: RolePrincipal): Named => {
    if (policy === null) return NOBODY;
    let named = byPolicy.get(policy);
    if (named === undefined) {
      named = readNames(policy);
      byPolicy.set(policy, named);
    }
    return named;
  };
  const byKey = new Map<string, RolePrincipal[]>();
  for (const role of world.roles.values())
    for (const key of namedBy(role).keys) {
      const list = byKey.get(key);
      if (list === undefined) byKey.set(key, [role]);
      else list.push(role);
    }
  const targetsOf = (caller: Caller): readonly RolePrincipal[] => {
    const action = actionOf(caller);
    const found = new Set(callerKeys(caller).flatMap((key) => byKey.get(`${action} ${key}`) ?? []));
    return [...found].toSorted((a, b) => (a.arn < b.arn ? -1 : 1));
  };
  return { namedBy, targetsOf };
}

function readNames(policy: Policy): Named {
  const forms = new Map<string, PrincipalForm>();
  const hints = new Set<string>();
  const keys = new Set<string>();
  for (const statement of policy.statements) {
    const actions = ENTRY_ACTIONS.filter((action) => coversAction(statement, action));
    if (statement.effect !== "Allow" || actions.length === 0) continue;
    const principals: readonly PrincipalForm[] =
      statement.notPrincipals === null
        ? (statement.principals ?? [])
        : [{ kind: "anyone", text: "NotPrincipal" }];
    for (const form of principals) {
      forms.set(`${form.kind} ${form.text}`, form);
      for (const action of actions) keys.add(`${action} ${formKey(form)}`);
    }
    if (principals.some((form) => form.kind === "anyone"))
      for (const hint of hintsOf(statement.conditions)) hints.add(hint);
  }
  return { forms: [...forms.values()], hints: [...hints].toSorted(), keys: [...keys] };
}

function hintsOf(conditions: readonly ConditionEntry[]): readonly string[] {
  return conditions
    .filter(
      (entry) =>
        !entry.negated && (entry.keyId === "aws:principalaccount" || entry.keyId === "aws:principalarn"),
    )
    .flatMap((entry) => entry.values.map((value) => value.source));
}

function formKey(form: PrincipalForm): string {
  switch (form.kind) {
    case "anyone":
      return "anyone";
    case "account":
      return `account ${form.account}`;
    case "user":
    case "role":
      return `arn ${form.arn}`;
    case "session":
      return `session ${form.account}/${form.roleName}`;
    case "service":
      return `service ${form.name}`;
    case "federated":
      return `provider ${form.provider}`;
    default:
      return "nobody";
  }
}

function callerKeys(caller: Caller): readonly string[] {
  if (caller.kind === "sso-user") return [];
  const account = accountOf(caller);
  const common = ["anyone", ...(account === null ? [] : [`account ${account}`])];
  switch (caller.kind) {
    case "user":
      return [...common, `arn ${caller.user.arn}`];
    case "role":
      return [...common, `arn ${caller.role.arn}`, `session ${caller.role.account}/${caller.role.name}`];
    case "foreign":
      return [...common, `arn ${caller.arn}`, `session ${caller.account}/${caller.name}`];
    case "service":
      return [...common, `service ${caller.name}`];
    case "federated":
      return [...common, `provider ${caller.provider}`];
    default:
      return common;
  }
}
