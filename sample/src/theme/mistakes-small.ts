import { roleArn } from "../company.js";
import type { PlantedMistake, SampleRule } from "../lesson.js";

type Small = readonly [account: PlantedMistake["account"], role: string, rule: SampleRule, story: string];

// Faults of roles that stand elsewhere: in another theme, or beside a larger mistake or a decoy.
const small: readonly Small[] = [
  [
    "dev",
    "dev-tools",
    "TRUST-LONG-SESSION",
    "Twelve hours, so that nobody has to sign in again after lunch. The agency's contractors have access keys; whoever copies one has the whole day.",
  ],
  [
    "dev",
    "dev-tools",
    "TRUST-ROOT-BROAD",
    "Trusts the whole account, because the list of developers changed every month.",
  ],
  ["dev", "dev-schema-migrator", "TRUST-ROOT-BROAD", "Copied from dev-tools, trust policy included."],
  [
    "dev",
    "incident-4711-share",
    "TRUST-IMPOSSIBLE",
    "Open for the week of incident 4711. The date has passed, the statement is still there.",
  ],
  [
    "dev",
    "quillbase-trial",
    "TRUST-IMPOSSIBLE",
    "Somebody took StringEquals for StringLike: an external id can never be `*`, so the trial never worked.",
  ],
  [
    "prod-payments",
    "payments-admin",
    "TRUST-MFA-MISUSE",
    "Asks a role for MFA. A role session never has it, so nobody has entered since the rule was written.",
  ],
  [
    "data-platform",
    "greengage-etl",
    "TRUST-UNUSED",
    "Nobody has come this way since the sale in 2025, and nobody has closed it.",
  ],
  [
    "prod-web",
    "recipes-app-authRole",
    "TRUST-UNUSED",
    "The recipes app was taken off the stores in 2023; its role still takes tokens.",
  ],
  [
    "prod-web",
    "TapirMetrics",
    "TRUST-VENDOR-UNKNOWN",
    "Tapir is on no public list of vendors: who owns 999999999999 stands in a contract only.",
  ],
  [
    "data-platform",
    "NightjarScanner",
    "TRUST-VENDOR-UNKNOWN",
    "The same for Nightjar. Once somebody has looked it up, `trusted` in rolepath.yaml keeps it.",
  ],
  ["data-platform", "quillbase-ingest", "TRUST-VENDOR-UNKNOWN", "The same for Quillbase."],
  ["prod-payments", "pci-evidence", "TRUST-VENDOR-UNKNOWN", "The same for the assessor, Ashgrove."],
  [
    "prod-web",
    "gha-preview",
    "OIDC-ORG-WIDE",
    "The RCP closes the missing slash; every repository of the company is still let in.",
  ],
  [
    "prod-web",
    "gha-preview",
    "OIDC-MUTABLE",
    "Names the company by a name that can be given up and taken by somebody else; the numeric owner id cannot.",
  ],
  ["shared-ci", "gha-lint", "OIDC-MUTABLE", "The same in shared-ci, for all pipelines."],
  [
    "sandbox",
    "service-role/bedrock-playground",
    "SVC-DEPUTY",
    "Made by the console in 2023, which left out the source account that the guide asks for.",
  ],
];

/** What is less than good in roles that have another story; see the README. */
export const smallMistakes: readonly PlantedMistake[] = small.map(([account, role, rule, story]) => ({
  rule,
  resource: roleArn(account, role),
  account,
  story,
}));
