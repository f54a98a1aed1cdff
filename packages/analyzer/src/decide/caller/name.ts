import type { FederatedCaller } from "../../answer.js";
import type { World } from "../../world/world.js";
import { BUILT_IN_PROVIDERS, bySomeSession, type Caller, type FederatedSource } from "./caller.js";
import { SSO_USER } from "./describe.js";
import { someSession } from "./session.js";

/** A principal that a question names, or what is missing to know it. */
export type Named =
  | { readonly kind: "caller"; readonly caller: Caller }
  | { readonly kind: "missing"; readonly why: string };

const ARN = /^arn:([^:]+):(iam|sts)::(\d{12}):(.+)$/s;
const SERVICE = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/;

/**
 * The caller that a name stands for: an ARN, unique id, service, bare account id, provider ARN, `*`, or `user/x`,
 * `role/y` where only one principal matches.
 */
export function resolveCaller(world: World, from: string | FederatedCaller): Named {
  if (typeof from !== "string") return resolveFederated(from);
  if (from === "*") return named({ kind: "anyone" });
  if (/^\d{12}$/.test(from)) return named({ kind: "account", account: from });
  // An entity answers to the ARN that it bears, even to a malformed one, as in anonymized files.
  const user = world.users.get(from);
  if (user !== undefined) return named({ kind: "user", user });
  const role = world.roles.get(from);
  if (role !== undefined) return named(bySomeSession(role));
  const arn = ARN.exec(from);
  if (arn !== null) return resolveArn(world, from, arn[1] ?? "", arn[3] ?? "", arn[4] ?? "");
  if (from.startsWith(SSO_USER)) return resolveSsoUser(world, from.slice(SSO_USER.length));
  if (BUILT_IN_PROVIDERS.has(from)) return resolveFederated({ type: "oidc", provider: from });
  if (SERVICE.test(from)) return named({ kind: "service", name: from });
  if (/^A(ID|RO)A[A-Z0-9]+$/.test(from)) return resolveUniqueId(world, from);
  return resolveShortName(world, from);
}

function named(caller: Caller): Named {
  return { kind: "caller", caller };
}

function missing(why: string): Named {
  return { kind: "missing", why };
}

function resolveArn(world: World, from: string, partition: string, account: string, resource: string): Named {
  const collected = world.accounts.has(account);
  if (resource === "root") return named({ kind: "root", account, arn: from });
  if (resource.startsWith("federated-user/")) return named({ kind: "federation-token", account, arn: from });
  if (resource.startsWith("oidc-provider/")) return resolveFederated({ type: "oidc", provider: from });
  if (resource.startsWith("saml-provider/")) return resolveFederated({ type: "saml", provider: from });
  const foreign = (
    form: "user" | "role" | "session",
    arn: string,
    name: string,
    sessionName: string | null,
  ): Named =>
    collected
      ? missing(`there is no ${from} in the snapshot`)
      : named({ kind: "foreign", account, partition, form, arn, name, sessionName });
  const name = resource.slice(resource.lastIndexOf("/") + 1);
  if (resource.startsWith("user/")) return foreign("user", from, name, null);
  if (resource.startsWith("role/")) return foreign("role", from, name, null);
  if (resource.startsWith("assumed-role/")) {
    const [, roleName = "", ...rest] = resource.split("/");
    const role = world.rolesByName.get(`${account}/${roleName}`);
    if (role !== undefined) return named({ kind: "role", role, session: someSession(rest.join("/")) });
    return foreign("session", `arn:${partition}:iam::${account}:role/${roleName}`, roleName, rest.join("/"));
  }
  return missing(`${from} is no principal that can call AssumeRole`);
}

function resolveUniqueId(world: World, id: string): Named {
  for (const user of world.users.values()) if (user.uniqueId === id) return named({ kind: "user", user });
  for (const role of world.roles.values()) if (role.uniqueId === id) return named(bySomeSession(role));
  return missing(`no user or role of the snapshot has the unique id ${id}`);
}

function resolveSsoUser(world: World, name: string): Named {
  if (world.assignments === null)
    return missing("Identity Center was not collected, so its people are not known");
  const user = world.assignments.users.find(
    (candidate) => candidate.name === name || candidate.userId === name,
  );
  return user === undefined
    ? missing(`Identity Center has no user ${name}`)
    : named({ kind: "sso-user", user });
}

function resolveShortName(world: World, from: string): Named {
  const kind = from.startsWith("user/") ? "user" : from.startsWith("role/") ? "role" : null;
  const name = kind === null ? from : from.slice(kind.length + 1);
  const fits = (principal: { readonly name: string; readonly path: string }): boolean =>
    principal.name === name || `${principal.path.slice(1)}${principal.name}` === name;
  const users = kind === "role" ? [] : [...world.users.values()].filter(fits);
  const roles = kind === "user" ? [] : [...world.roles.values()].filter(fits);
  const [user] = users;
  const [role] = roles;
  if (users.length + roles.length > 1) {
    const arns = [...users, ...roles].map((principal) => principal.arn).toSorted();
    return missing(
      `${from} is ambiguous: ${arns.slice(0, 5).join(", ")}${arns.length > 5 ? ` and ${arns.length - 5} more` : ""}`,
    );
  }
  if (user !== undefined) return named({ kind: "user", user });
  if (role !== undefined) return named(bySomeSession(role));
  return missing(`no principal of the snapshot is called ${from}`);
}

function resolveFederated(token: FederatedCaller): Named {
  const provider = token.provider;
  const arn = ARN.exec(provider);
  const account = arn?.[3] ?? null;
  const resource = arn?.[4] ?? "";
  if (arn !== null && !resource.startsWith(token.type === "saml" ? "saml-provider/" : "oidc-provider/")) {
    return missing(`${provider} is no ${token.type === "saml" ? "SAML" : "OIDC"} provider`);
  }
  const issuer =
    token.type === "saml"
      ? null
      : arn === null
        ? provider.replace(/^https:\/\//, "")
        : resource.slice("oidc-provider/".length);
  const source: FederatedSource = { kind: "federated", type: token.type, provider, issuer, account, token };
  return named(source);
}
