import { compareText, type PrincipalInfo, type PrincipalKind } from "@rolepath/analyzer";
import type { CardContent, CardTone } from "../layout/picture.js";
import type { PrincipalView } from "../protocol.js";
import { focusRoute, type Route } from "../route.js";
import { type Shown, shown, shownLines } from "../text.js";
import { accountOf, type Dataset } from "./dataset.js";

const kindTexts: Readonly<Record<PrincipalKind, string>> = {
  user: "IAM user",
  role: "role",
  "service-role": "role for AWS services",
  "service-linked-role": "service-linked role",
  "sso-role": "Identity Center role",
  service: "AWS service",
  saml: "SAML provider",
  oidc: "OIDC provider",
  account: "account",
  anyone: "anyone on the internet",
  dangling: "deleted principal",
};

/** The kind of a principal in words. */
export function kindText(kind: PrincipalKind): Shown {
  return shown(kindTexts[kind]);
}

/** What is known of a node id, made up from the id where the graph has no such node. */
export function principalOf(dataset: Dataset, id: string): PrincipalInfo {
  const known = dataset.principals.get(id);
  if (known !== undefined) return known;
  const arn = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):(.+)$/.exec(id);
  const account = arn?.[1] ?? (/^\d{12}$/.test(id) ? id : "");
  const resource = arn?.[2] ?? id;
  const kind: PrincipalKind =
    id === "*"
      ? "anyone"
      : resource.startsWith("user/")
        ? "user"
        : resource.startsWith("role/")
          ? "role"
          : account === id
            ? "account"
            : "dangling";
  const model = accountOf(dataset, account);
  return {
    id,
    kind,
    name: resource.slice(resource.lastIndexOf("/") + 1),
    account,
    accountName: model.name,
    outside: !model.collected,
    admin: false,
    tags: {},
  };
}

const issuers: ReadonlyMap<string, string> = new Map([
  ["token.actions.githubusercontent.com", "GitHub Actions"],
  ["gitlab.com", "GitLab"],
  ["app.terraform.io", "HCP Terraform"],
  ["accounts.google.com", "Google"],
  ["cognito-identity.amazonaws.com", "Cognito identities"],
]);

/** Host and path of an OIDC issuer. */
export function issuerOf(id: string): string {
  const mark = ":oidc-provider/";
  return id.includes(mark) ? id.slice(id.indexOf(mark) + mark.length) : id;
}

/** What people call an OIDC issuer. */
export function issuerName(id: string): string {
  const issuer = issuerOf(id);
  const cluster = /^oidc\.eks\.[^/]+\/id\/(.+)$/.exec(issuer)?.[1];
  return issuers.get(issuer) ?? (cluster === undefined ? issuer : `EKS cluster ${cluster.slice(0, 6)}`);
}

/** The SAML provider that Identity Center makes in each account: `AWSSSO_0123456789abcdef_DO_NOT_DELETE`. */
export function isIdentityCenter(info: PrincipalInfo): boolean {
  return info.kind === "saml" && /^AWSSSO_[0-9a-f]{16}_DO_NOT_DELETE$/.test(info.name);
}

/** What people call a principal. */
export function nameOf(info: PrincipalInfo): string {
  if (info.kind === "anyone") return "Anyone";
  if (isIdentityCenter(info)) return "IAM Identity Center";
  if (info.kind === "oidc") return issuerName(info.id);
  // Permission-set roles carry a random suffix that tells nobody anything: AWSReservedSSO_Admin_0123456789abcdef.
  const permissionSet =
    info.kind === "sso-role" ? /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(info.name)?.[1] : undefined;
  return permissionSet ?? info.name;
}

/** Where it stands: its account, or what it is instead of being in one. */
export function placeOf(dataset: Dataset, info: PrincipalInfo): string {
  if (info.kind === "service") return "AWS service";
  if (info.kind === "anyone") return "on the internet";
  if (info.kind === "dangling") return "deleted principal";
  const model = dataset.accounts.get(info.account);
  const account = info.vendor ?? (info.accountName || model?.name || info.account);
  if (info.kind === "account") {
    if (model === undefined) return `outside account${info.vendor === undefined ? "" : ` of ${info.vendor}`}`;
    return model.collected ? "whole account" : "not collected";
  }
  return info.outside && model === undefined ? `${account} · outside` : account;
}

/** A principal as lists show it. */
export function principalView(dataset: Dataset, id: string): PrincipalView {
  const info = principalOf(dataset, id);
  return {
    id,
    idText: shown(id),
    icon: info.kind,
    kindText: kindText(info.kind),
    name: shown(nameOf(info)),
    place: shown(placeOf(dataset, info)),
    accountId: info.account,
    admin: info.admin,
    outside: info.outside,
    full: shownLines(info.name === id ? "" : info.name, id),
    go: focusRoute(id),
  };
}

/** A principal as a picture shows it. */
export function principalCard(dataset: Dataset, id: string, tone: CardTone, go?: Route): CardContent {
  const view = principalView(dataset, id);
  return {
    key: id,
    icon: view.icon,
    title: view.name,
    subtitle: view.place,
    full: view.full,
    admin: view.admin,
    outside: view.outside,
    tone,
    go: go ?? view.go,
  };
}

const kindOrder: readonly PrincipalKind[] = [
  "anyone",
  "account",
  "oidc",
  "saml",
  "user",
  "sso-role",
  "role",
  "service-role",
  "service-linked-role",
  "service",
  "dangling",
];

function rankOf(info: PrincipalInfo): number {
  return (info.outside ? 0 : 200) + (info.admin ? 0 : 100) + kindOrder.indexOf(info.kind);
}

/** Outside before inside, administrators before others, then by kind and name: what matters most comes first. */
export function compareInfos(x: PrincipalInfo, y: PrincipalInfo): number {
  return rankOf(x) - rankOf(y) || compareText(x.name, y.name) || compareText(x.id, y.id);
}

/** The same order of those that the ids name. */
export function comparePrincipals(dataset: Dataset, a: string, b: string): number {
  return compareInfos(principalOf(dataset, a), principalOf(dataset, b));
}
