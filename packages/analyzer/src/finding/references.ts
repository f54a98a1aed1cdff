import type { FindingReference } from "./finding.js";

const IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide";

// Pages of AWS that several rules rest on.

export const PRINCIPAL: FindingReference = {
  title: "AWS JSON policy elements: Principal (IAM User Guide)",
  url: `${IAM}/reference_policies_elements_principal.html`,
};

export const GLOBAL_KEYS: FindingReference = {
  title: "AWS global condition context keys (IAM User Guide)",
  url: `${IAM}/reference_policies_condition-keys.html`,
};

export const STS_KEYS: FindingReference = {
  title: "IAM and AWS STS condition context keys (IAM User Guide)",
  url: `${IAM}/reference_policies_iam-condition-keys.html`,
};

export const THIRD_PARTIES: FindingReference = {
  title: "Access to AWS accounts owned by third parties (IAM User Guide)",
  url: `${IAM}/id_roles_common-scenarios_third-party.html`,
};

export const CONFUSED_DEPUTY: FindingReference = {
  title: "The confused deputy problem (IAM User Guide)",
  url: `${IAM}/confused-deputy.html`,
};

export const SHARED_PROVIDERS: FindingReference = {
  title: "Identity-provider controls for shared OIDC providers (IAM User Guide)",
  url: `${IAM}/id_roles_providers_oidc_secure-by-default.html`,
};

export const OIDC_ROLE: FindingReference = {
  title: "Create a role for OpenID Connect federation (IAM User Guide)",
  url: `${IAM}/id_roles_create_for-idp_oidc.html`,
};

export const RCPS: FindingReference = {
  title: "Resource control policies (AWS Organizations User Guide)",
  url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html",
};

export const MANAGEMENT_ACCOUNT: FindingReference = {
  title: "Best practices for the management account (AWS Organizations User Guide)",
  url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_best-practices_mgmt-acct.html",
};

export const CHAINING: FindingReference = {
  title: "Roles terms and concepts: role chaining (IAM User Guide)",
  url: `${IAM}/id_roles.html`,
};

export const UNIQUE_IDS: FindingReference = {
  title: "IAM identifiers: unique identifiers (IAM User Guide)",
  url: `${IAM}/reference_identifiers.html`,
};
