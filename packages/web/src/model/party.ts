import type { PrincipalInfo } from "@rolepath/analyzer";
import type { IconKind } from "../layout/picture.js";
import { focusRoute, pathRoute, type Route } from "../route.js";
import { type Dataset } from "./dataset.js";
import { principalOf } from "./principal.js";

/** Who stands behind a principal when accounts are looked at: an account, or a part of the outside world. */
export interface Party {
  readonly key: string;
  readonly title: string;
  readonly subtitle: string;
  readonly icon: IconKind;
  readonly outside: boolean;
  readonly go: Route;
  /** What the party is called in a path question. */
  readonly selector: string;
}

const anyRole = "arn:*:iam::*:role/*";

function oidcParty(info: PrincipalInfo): Party {
  const host = info.id.slice(info.id.indexOf("oidc-provider/") + "oidc-provider/".length) || info.name;
  const eks = /^oidc\.eks\./.test(host);
  const known: Readonly<Record<string, string>> = {
    "token.actions.githubusercontent.com": "GitHub Actions",
    "gitlab.com": "GitLab",
    "app.terraform.io": "HCP Terraform",
    "accounts.google.com": "Google",
    "cognito-identity.amazonaws.com": "Cognito identities",
  };
  const title = eks ? "EKS clusters" : Object.hasOwn(known, host) ? known[host]! : host;
  const selector = eks ? "arn:*:iam::*:oidc-provider/oidc.eks.*" : `arn:*:iam::*:oidc-provider/${host}`;
  return { key: `oidc:${title}`, title, subtitle: "OIDC provider", icon: "oidc", outside: true, go: pathRoute(selector, anyRole), selector };
}

/** The party of a principal, or null for AWS services, which everybody trusts in the same way. */
export function partyOf(dataset: Dataset, id: string): Party | null {
  const info = principalOf(dataset, id);
  switch (info.kind) {
    case "service":
      return null;
    case "anyone":
      return { key: "*", title: "Anyone", subtitle: "on the internet", icon: "anyone", outside: true, go: focusRoute(id), selector: id };
    case "dangling":
      return { key: "dangling", title: "Deleted principals", subtitle: "ids that nobody has", icon: "dangling", outside: true, go: focusRoute(id), selector: id };
    case "oidc":
      return info.id.includes("oidc-provider/") ? oidcParty(info) : { ...oidcParty(info), go: focusRoute(id), selector: id };
    case "saml": {
      const selector = `arn:*:iam::*:saml-provider/${info.name}`;
      return { key: `saml:${info.name}`, title: info.name, subtitle: "SAML provider", icon: "saml", outside: true, go: pathRoute(selector, anyRole), selector };
    }
    default: {
      const model = dataset.accounts.get(info.account);
      if (model !== undefined) {
        return {
          key: model.id,
          title: model.name,
          subtitle: model.id,
          icon: model.collected ? "member-account" : "account",
          outside: false,
          go: { view: "account", id: model.id, services: false, open: false },
          selector: model.id,
        };
      }
      const account = info.account || info.id;
      const title = info.accountName || (info.kind === "account" ? info.name : account);
      return { key: account, title, subtitle: "outside account", icon: "account", outside: true, go: { view: "account", id: account, services: false, open: false }, selector: account };
    }
  }
}
