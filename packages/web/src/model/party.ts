import type { PrincipalInfo } from "@rolepath/analyzer";
import type { IconKind } from "../layout/picture.js";
import { focusRoute, pathRoute, type Route } from "../route.js";
import type { AccountModel, Dataset } from "./dataset.js";
import { isIdentityCenter, issuerName, issuerOf, principalOf, principalView } from "./principal.js";

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

function oidcParty(dataset: Dataset, info: PrincipalInfo): Party {
  const issuer = issuerOf(info.id);
  if (issuer === info.id) {
    return {
      key: info.id,
      title: principalView(dataset, info.id).name,
      subtitle: "OIDC provider",
      icon: "oidc",
      outside: true,
      go: focusRoute(info.id),
      selector: info.id,
    };
  }
  const eks = /^oidc\.eks\./.test(issuer);
  const title = eks ? "EKS clusters" : principalView(dataset, info.id).name;
  const selector = eks ? "arn:*:iam::*:oidc-provider/oidc.eks.*" : `arn:*:iam::*:oidc-provider/${issuer}`;
  return {
    key: `oidc:${title}`,
    title,
    subtitle: "OIDC provider",
    icon: "oidc",
    outside: true,
    go: pathRoute(selector, anyRole),
    selector,
  };
}

/** What a selector of ours stands for, in words; null for one that is not ours. */
export function selectorWords(selector: string): string | null {
  if (selector === anyRole) return "any role";
  if (selector === "admin") return "any administrator";
  if (selector === "outside") return "the outside world";
  const provider = /^arn:\*:iam::\*:(?:oidc|saml)-provider\/(.+)$/.exec(selector)?.[1];
  if (provider === undefined) return null;
  if (provider === "oidc.eks.*") return "EKS clusters";
  if (provider === "AWSSSO_*") return "IAM Identity Center";
  return issuerName(provider);
}

const parties = new WeakMap<AccountModel, Party>();

/** An account of the organization as a party; made once, since each of its principals asks. */
function accountParty(model: AccountModel): Party {
  const party = parties.get(model) ?? {
    key: model.id,
    title: model.name,
    subtitle: model.id,
    icon: model.collected ? "member-account" : "account",
    outside: false,
    go: { view: "account", id: model.id, services: false, open: false },
    selector: model.id,
  };
  parties.set(model, party);
  return party;
}

/** The party of a principal, or null for AWS services, which everybody trusts in the same way. */
export function partyOf(dataset: Dataset, id: string): Party | null {
  const info = principalOf(dataset, id);
  switch (info.kind) {
    case "service":
      return null;
    case "anyone":
      return {
        key: "*",
        title: "Anyone",
        subtitle: "on the internet",
        icon: "anyone",
        outside: true,
        go: focusRoute(id),
        selector: id,
      };
    case "dangling":
      return {
        key: "dangling",
        title: "Deleted principals",
        subtitle: "ids that nobody has",
        icon: "dangling",
        outside: true,
        go: focusRoute(id),
        selector: id,
      };
    case "oidc":
      return oidcParty(dataset, info);
    case "saml": {
      if (isIdentityCenter(info)) {
        const selector = "arn:*:iam::*:saml-provider/AWSSSO_*";
        return {
          key: "saml:identity-center",
          title: "IAM Identity Center",
          subtitle: "SAML provider",
          icon: "saml",
          outside: true,
          go: pathRoute(selector, anyRole),
          selector,
        };
      }
      const selector = `arn:*:iam::*:saml-provider/${info.name}`;
      return {
        key: `saml:${info.name}`,
        title: info.name,
        subtitle: "SAML provider",
        icon: "saml",
        outside: true,
        go: pathRoute(selector, anyRole),
        selector,
      };
    }
    default: {
      const model = dataset.accounts.get(info.account);
      if (model !== undefined) return accountParty(model);
      const account = info.account || info.id;
      const title = info.vendor ?? (info.accountName || (info.kind === "account" ? info.name : account));
      return {
        key: account,
        title,
        subtitle: info.vendor === undefined ? "outside account" : `${account} · outside account`,
        icon: "account",
        outside: true,
        go: { view: "account", id: account, services: false, open: false },
        selector: account,
      };
    }
  }
}
