import type { AccountSnapshot, Role, Snapshot, User } from "@rolepath/snapshot";
import { parseArn } from "./arn.js";
import { keysOf, singleValue } from "./keys.js";
import type { Caller, ConcreteRequest } from "./request.js";
import { findAccount, findRole, findRoleByName, findUser } from "./world.js";

/** An IAM principal that calls: what the snapshot knows of it, and which session it is. */
export interface IamCaller {
  readonly type: "user" | "session" | "root" | "federated-user";
  readonly partition: string;
  readonly account: string;
  /** ARN of the user or of the role: the value of `aws:PrincipalArn`. */
  readonly arn: string;
  /** For role sessions: `arn:…:sts::…:assumed-role/NAME/SESSION`. */
  readonly sessionArn?: string;
  readonly sessionName?: string;
  readonly user?: User;
  readonly role?: Role;
  /** The account's own data; absent when its administrator is taken to have granted everything. */
  readonly home?: AccountSnapshot;
}

export type ResolvedCaller =
  | IamCaller
  | { readonly type: "service"; readonly name: string }
  | {
      readonly type: "federated";
      readonly protocol: "saml" | "oidc";
      readonly provider: string;
      /** The prefix of the claim keys: host and path of the issuer; `saml` for SAML. */
      readonly issuer: string;
    }
  /** No such principal. */
  | { readonly type: "nobody" };

/** Clause 2.1: the identity providers that need no entity in the account. */
export const BUILT_IN_PROVIDERS: readonly string[] = [
  "cognito-identity.amazonaws.com",
  "accounts.google.com",
  "graph.facebook.com",
  "www.amazon.com",
];

/** An account number that no test uses: where "anyone" comes from unless the context says otherwise. */
const FRESH_ACCOUNT = "909090909090";

export function resolveCaller(snapshot: Snapshot, request: ConcreteRequest): ResolvedCaller {
  const partition = parseArn(request.to)?.partition ?? "aws";
  const chosenArn = singleValue(keysOf(request.context), "aws:PrincipalArn");
  const caller: Caller = request.caller;
  switch (caller.kind) {
    case "service":
      return { type: "service", name: caller.name };
    case "federated":
      return resolveProvider(caller.provider);
    case "principal":
      return resolvePrincipal(snapshot, request, caller.arn);
    case "account": {
      const arn = chosenArn ?? `arn:${partition}:iam::${caller.id}:user/some-principal`;
      return withoutHome(resolvePrincipal(snapshot, request, arn), caller.id);
    }
    case "anyone":
      return withoutHome(
        resolvePrincipal(
          snapshot,
          request,
          chosenArn ?? `arn:${partition}:iam::${FRESH_ACCOUNT}:user/anyone`,
        ),
        undefined,
      );
  }
}

function resolvePrincipal(snapshot: Snapshot, request: ConcreteRequest, text: string): ResolvedCaller {
  const arn = parseArn(text);
  if (arn === null) return { type: "nobody" };
  const home = findAccount(snapshot, arn.account);
  const base = { partition: arn.partition, account: arn.account, ...(home && { home }) };
  const [kind = "", ...rest] = arn.resource.split("/");
  if (arn.resource === "root") return { type: "root", arn: text, ...base };
  if (kind === "federated-user") return { type: "federated-user", arn: text, ...base };
  if (kind === "user") {
    const user = findUser(snapshot, text);
    return { type: "user", arn: text, ...base, ...(user && { user }) };
  }
  if (kind === "role") {
    const role = findRole(snapshot, text);
    const name = rest.at(-1) ?? "";
    return session(base, text, role, name, openSessionName(request));
  }
  if (kind === "assumed-role") {
    const [name = "", sessionName = ""] = rest;
    const role = findRoleByName(snapshot, arn.account, name);
    const roleArn = role?.Arn ?? `arn:${arn.partition}:iam::${arn.account}:role/${name}`;
    return session(base, roleArn, role, name, sessionName);
  }
  return { type: "nobody" };
}

function session(
  base: Pick<IamCaller, "partition" | "account" | "home">,
  arn: string,
  role: Role | undefined,
  name: string,
  sessionName: string,
): IamCaller {
  const sessionArn = `arn:${base.partition}:sts::${base.account}:assumed-role/${name}/${sessionName}`;
  return { type: "session", arn, sessionArn, sessionName, ...base, ...(role && { role }) };
}

/** A role ARN stands for some session of the role; `aws:userid` (ROLEID:NAME) says which (1.7). */
function openSessionName(request: ConcreteRequest): string {
  const userId = singleValue(keysOf(request.context), "aws:userid");
  return userId?.split(":").slice(1).join(":") ?? "some-session";
}

/** A principal that the administrator of its account could create: everything on the identity side is granted. */
function withoutHome(caller: ResolvedCaller, accountId: string | undefined): ResolvedCaller {
  if (caller.type !== "user" && caller.type !== "session") return { type: "nobody" };
  if (accountId !== undefined && caller.account !== accountId) return { type: "nobody" };
  const { home: _home, user: _user, role: _role, ...rest } = caller;
  return rest;
}

function resolveProvider(provider: string): ResolvedCaller {
  const arn = parseArn(provider);
  if (arn?.resource.startsWith("saml-provider/")) {
    return { type: "federated", protocol: "saml", provider, issuer: "saml" };
  }
  if (arn?.resource.startsWith("oidc-provider/")) {
    const issuer = arn.resource.slice("oidc-provider/".length);
    return { type: "federated", protocol: "oidc", provider, issuer };
  }
  if (BUILT_IN_PROVIDERS.includes(provider)) {
    return { type: "federated", protocol: "oidc", provider, issuer: provider };
  }
  return { type: "nobody" };
}
