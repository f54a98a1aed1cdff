import type { Caller } from "../decide/caller.js";
import { IDENTITY_CENTER } from "../decide/decide.js";
import { resolveCaller } from "../decide/name.js";
import { someSession } from "../decide/session.js";
import { coversAction } from "../policy/action.js";
import { type PrincipalForm, parseAwsPrincipal } from "../policy/principal.js";
import type { Principal, RolePrincipal, UserPrincipal } from "../world/entity.js";
import type { World } from "../world/world.js";
import type { TrustIndex } from "./trust-index.js";

/** Everyone who may be able to enter a role, from what its trust policy names. */
export function sourcesOf(world: World, index: TrustIndex, role: RolePrincipal): readonly Caller[] {
  const callers: Caller[] = [];
  for (const form of index.named.get(role) ?? []) callers.push(...callersOf(world, form, role));
  for (const hint of index.hinted.get(role) ?? []) callers.push(...hintedCallers(world, hint));
  if (role.identityCenter) callers.push(...identityCenterCallers(world, role));
  return callers;
}

// The people who are assigned; Identity Center as such where its assignments were not collected.
function identityCenterCallers(world: World, role: RolePrincipal): readonly Caller[] {
  if (world.assignments === null) return [{ kind: "service", name: IDENTITY_CENTER }];
  return (world.assignments.byRole.get(role.arn) ?? []).map(({ user }) => ({ kind: "sso-user", user }));
}

function callersOf(world: World, form: PrincipalForm, role: RolePrincipal): readonly Caller[] {
  switch (form.kind) {
    case "anyone":
      return [{ kind: "anyone" }, ...everyone(world, role)];
    case "account":
      return world.accounts.has(form.account)
        ? callingPrincipals(world, form.account)
        : [{ kind: "account", account: form.account }];
    case "user":
    case "role":
    case "session":
    case "service":
    case "federated": {
      const named = resolveCaller(
        world,
        form.kind === "federated"
          ? { type: form.provider.includes(":saml-provider/") ? "saml" : "oidc", provider: form.provider }
          : form.text,
      );
      return named.kind === "caller" ? [named.caller] : [];
    }
    default:
      return [];
  }
}

// A wildcard covers everyone; those of other accounts still need an identity policy of their own.
function everyone(world: World, role: RolePrincipal): readonly Caller[] {
  return [...world.accounts.values()].flatMap((account) =>
    account.id === role.account
      ? [...account.users.map(userCaller), ...account.roles.map(roleCaller)]
      : callingPrincipals(world, account.id),
  );
}

function callingPrincipals(world: World, accountId: string): readonly Caller[] {
  const account = world.accounts.get(accountId);
  if (account === undefined) return [];
  return [
    ...account.users.filter((user) => mayCall(user)).map(userCaller),
    ...account.roles.filter((role) => mayCall(role)).map(roleCaller),
  ];
}

/** The principals of the accounts that may call AssumeRoot. Semantics 1.8. */
export function rootTaskSources(world: World): readonly Caller[] {
  return [...world.rootAdministrators].toSorted().flatMap((id) => {
    const account = world.accounts.get(id);
    if (account === undefined) return [];
    return [
      ...account.users.filter((user) => mayCall(user, "sts:AssumeRoot")).map(userCaller),
      ...account.roles.filter((role) => mayCall(role, "sts:AssumeRoot")).map(roleCaller),
    ];
  });
}

// Without any statement that allows AssumeRole, trust in the account is of no use to the principal.
function mayCall(principal: Principal, action = "sts:AssumeRole"): boolean {
  return principal.identityPolicies.some(
    (ref) =>
      ref.policy === null ||
      ref.policy.statements.some(
        (statement) => statement.effect === "Allow" && coversAction(statement, action),
      ),
  );
}

function userCaller(user: UserPrincipal): Caller {
  return { kind: "user", user };
}

function roleCaller(role: RolePrincipal): Caller {
  return { kind: "role", role, session: someSession(null) };
}

// Outside accounts that a condition on the caller names are callers too.
function hintedCallers(world: World, hint: string): readonly Caller[] {
  if (/[*?$]/.test(hint)) return [];
  const form = parseAwsPrincipal(hint);
  if (form.kind === "account")
    return world.accounts.has(form.account) ? [] : [{ kind: "account", account: form.account }];
  if ((form.kind !== "user" && form.kind !== "role") || world.accounts.has(form.account)) return [];
  const named = resolveCaller(world, form.arn);
  return named.kind === "caller" ? [named.caller] : [];
}
