import { cyclesRoute, findingsRoute, pathRoute, type Route } from "../route.js";
import { counted } from "../text.js";
import type { Dataset } from "./dataset.js";
import { oncePer } from "./once.js";
import { accountsNamed } from "./selector.js";

/** A question that auditors ask of every organization. */
export interface SavedQuestion {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  /** Words by which it is found besides its title. */
  readonly words: string;
  readonly route: Route;
}

function findings(dataset: Dataset, test: (rule: string) => boolean): string {
  const count = dataset.check.findings.filter((finding) => test(finding.rule)).length;
  return count === 0 ? "no finding" : counted(count, "finding");
}

function firstNamed(dataset: Dataset, words: readonly string[]): string | null {
  return words.find((word) => accountsNamed(dataset, word).length > 0) ?? null;
}

/** The saved questions that this organization can be asked. */
export const savedQuestions = oncePer((dataset): readonly SavedQuestion[] => {
  const sandbox = firstNamed(dataset, ["sandbox", "playground", "experiment", "dev"]);
  const production = firstNamed(dataset, ["prod", "live"]);
  const management = [...dataset.accounts.values()].find((account) => account.management);
  const ofRule = (rule: string) => findings(dataset, (one) => one === rule);
  return [
    {
      key: "outside-admin",
      title: "Outside → administrator",
      detail: "vendors, OIDC, SAML, anyone, to an administrator of any account",
      words: "path external internet admin",
      route: pathRoute("outside", "admin"),
    },
    ...(sandbox === null || production === null || sandbox === production
      ? []
      : [
          {
            key: "sandbox-prod",
            title: `${sandbox} → ${production}`,
            detail: `from ${counted(accountsNamed(dataset, sandbox).length, "account")} into ${accountsNamed(dataset, production).length}`,
            words: "path sandbox production",
            route: pathRoute(`accounts:${sandbox}`, `accounts:${production}`),
          },
        ]),
    {
      key: "oidc-no-sub",
      title: "OIDC without a subject",
      detail: ofRule("OIDC-NO-SUB"),
      words: "github token sub condition",
      route: findingsRoute({ rule: "OIDC-NO-SUB" }),
    },
    {
      key: "no-external-id",
      title: "Vendors without an external ID",
      detail: ofRule("TRUST-VENDOR-NO-EXTID"),
      words: "no externalid confused deputy",
      route: findingsRoute({ rule: "TRUST-VENDOR-NO-EXTID" }),
    },
    {
      key: "mfa-lost",
      title: "MFA that is lost or never asked for",
      detail: findings(dataset, (rule) => /\bMFA\b/.test(rule)),
      words: "multi factor second",
      route: findingsRoute({ text: "mfa" }),
    },
    {
      key: "cycles",
      title: "Endless cycles",
      detail: "sessions that can be renewed for ever",
      words: "loop chain role session renew",
      route: cyclesRoute,
    },
    {
      key: "dangling",
      title: "Dangling trust",
      detail: ofRule("TRUST-DANGLING"),
      words: "deleted principal stale",
      route: findingsRoute({ rule: "TRUST-DANGLING" }),
    },
    ...(management === undefined
      ? []
      : [
          {
            key: "management",
            title: "Who owns the management account",
            detail: `chains from elsewhere to an administrator of ${management.name}`,
            words: "root organization payer master",
            route: pathRoute(`others:${management.id}`, `admins:${management.id}`),
          },
        ]),
  ];
});
