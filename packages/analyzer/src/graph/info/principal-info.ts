import type { PrincipalInfo, PrincipalKind } from "../../answer.js";
import { isAdmin } from "../../decide/admin/admin.js";
import { accountOf, type Caller, principalOf } from "../../decide/caller/caller.js";
import type { RolePrincipal } from "../../world/entity.js";
import { vendorOf } from "../../world/vendor/vendor.js";
import type { World } from "../../world/world.js";
import type { Graph } from "../build.js";

/** What lists, search and pictures show of every node, sorted by id. */
export function principalInfos(graph: Graph): readonly PrincipalInfo[] {
  return graph.trust
    .nodes()
    .toSorted()
    .map((id) => principalInfo(graph, id, graph.trust.getNodeAttribute(id, "caller")));
}

function principalInfo(graph: Graph, id: string, caller: Caller): PrincipalInfo {
  const { world } = graph;
  const account = caller.kind === "federated" ? (caller.account ?? "") : (accountOf(caller) ?? "");
  const principal = principalOf(caller);
  const outside = isOutside(world, caller, account);
  const vendor = outside ? vendorOf(account) : null;
  return {
    id,
    kind: kindOf(graph, caller),
    name: nameOf(caller, id),
    account,
    accountName: caller.kind === "sso-user" ? "IAM Identity Center" : accountName(world, account),
    ...(vendor === null ? {} : { vendor }),
    outside,
    admin: principal !== null && isAdmin(world, principal),
    tags: Object.fromEntries((principal?.tags.all() ?? []).map(({ Key, Value }) => [Key, Value])),
  };
}

/** The account's name, else its id. */
function accountName(world: World, account: string): string {
  return world.accounts.get(account)?.name ?? world.memberships.get(account)?.name ?? account;
}

function isOutside(world: World, caller: Caller, account: string): boolean {
  if (caller.kind === "anyone" || caller.kind === "federated") return true;
  if (caller.kind === "service" || caller.kind === "sso-user" || world.memberships.has(account)) return false;
  return world.organizationKnown || !world.accounts.has(account);
}

function nameOf(caller: Caller, id: string): string {
  switch (caller.kind) {
    case "user":
      return caller.user.name;
    case "role":
      return caller.role.name;
    case "foreign":
      return caller.name;
    case "account":
      return `account ${caller.account}`;
    case "anyone":
      return "anyone";
    case "service":
      return caller.name === "sso.amazonaws.com" ? "IAM Identity Center" : caller.name;
    case "sso-user":
      return caller.user.name;
    case "federated":
      return caller.issuer ?? id.slice(id.lastIndexOf("/") + 1);
    case "root":
      return "root user";
    default:
      return id;
  }
}

function kindOf(graph: Graph, caller: Caller): PrincipalKind {
  switch (caller.kind) {
    case "user":
      return "user";
    case "role":
      return roleKind(graph, caller.role);
    case "foreign":
      return caller.form === "user" ? "user" : "role";
    case "sso-user":
      return "user";
    case "federated":
      return caller.type;
    case "service":
    case "anyone":
    case "account":
      return caller.kind;
    default:
      return "account";
  }
}

function roleKind(graph: Graph, role: RolePrincipal): PrincipalKind {
  if (role.serviceLinked) return "service-linked-role";
  if (role.identityCenter) return "sso-role";
  const { forms } = graph.index.namedBy(role);
  return forms.length > 0 && forms.every((form) => form.kind === "service") ? "service-role" : "role";
}
