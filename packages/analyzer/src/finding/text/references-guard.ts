import type { FindingReference } from "../finding.js";

const IAM = "https://docs.aws.amazon.com/IAM/latest";
const ORGANIZATIONS = "https://docs.aws.amazon.com/organizations/latest/userguide";

// Pages about what guards roles and who may change that.

export const PASS_ROLE: FindingReference = {
  title: "Grant a user permissions to pass a role to an AWS service (IAM User Guide)",
  url: `${IAM}/UserGuide/id_roles_use_passrole.html`,
};

export const UPDATE_TRUST: FindingReference = {
  title: "UpdateAssumeRolePolicy (IAM API Reference)",
  url: `${IAM}/APIReference/API_UpdateAssumeRolePolicy.html`,
};

export const ASSUME_ROOT: FindingReference = {
  title: "AssumeRoot (AWS STS API Reference)",
  url: "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html",
};

export const ROOT_TASKS: FindingReference = {
  title: "Perform a privileged task on an AWS Organizations member account (IAM User Guide)",
  url: `${IAM}/UserGuide/id_root-user-privileged-task.html`,
};

export const PERMISSION_SETS: FindingReference = {
  title: "Manage AWS accounts with permission sets (IAM Identity Center User Guide)",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html",
};

export const SCPS: FindingReference = {
  title: "Service control policies (AWS Organizations User Guide)",
  url: `${ORGANIZATIONS}/orgs_manage_policies_scps.html`,
};

export const RCP_SYNTAX: FindingReference = {
  title: "RCP syntax (AWS Organizations User Guide)",
  url: `${ORGANIZATIONS}/orgs_manage_policies_rcps_syntax.html`,
};

export const PERIMETER_POLICIES: FindingReference = {
  title: "Data perimeter policy examples (aws-samples)",
  url: "https://github.com/aws-samples/data-perimeter-policy-examples",
};

export const MFA_IN_IAM: FindingReference = {
  title: "AWS multi-factor authentication in IAM (IAM User Guide)",
  url: `${IAM}/UserGuide/id_credentials_mfa.html`,
};
