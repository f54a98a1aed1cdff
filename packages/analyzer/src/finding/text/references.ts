import type { FindingReference } from "../finding.js";

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

export const OPERATORS: FindingReference = {
  title: "IAM JSON policy elements: Condition operators (IAM User Guide)",
  url: `${IAM}/reference_policies_elements_condition_operators.html`,
};

export const SET_OPERATORS: FindingReference = {
  title: "Set operators for multivalued context keys (IAM User Guide)",
  url: `${IAM}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
};

export const NOT_PRINCIPAL: FindingReference = {
  title: "AWS JSON policy elements: NotPrincipal (IAM User Guide)",
  url: `${IAM}/reference_policies_elements_notprincipal.html`,
};

export const MFA: FindingReference = {
  title: "Secure API access with MFA (IAM User Guide)",
  url: `${IAM}/id_credentials_mfa_configure-api-require.html`,
};

export const SESSION_TAGS: FindingReference = {
  title: "Pass session tags in AWS STS (IAM User Guide)",
  url: `${IAM}/id_session-tags.html`,
};

export const LAST_ACCESSED: FindingReference = {
  title: "Refine permissions in AWS using last accessed information (IAM User Guide)",
  url: `${IAM}/access_policies_last-accessed.html`,
};

export const ASSUME_ROLE: FindingReference = {
  title: "AssumeRole (AWS STS API Reference)",
  url: "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
};

export const SELF_TRUST: FindingReference = {
  title: "Announcing an update to IAM role trust policy behavior (AWS Security Blog)",
  url: "https://aws.amazon.com/blogs/security/announcing-an-update-to-iam-role-trust-policy-behavior/",
};
