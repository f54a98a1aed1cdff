import type { Organization } from "@rolepath/snapshot";
import { accountIds, accounts, organizationId, orgUnits, rootId } from "./company.js";
import { guardrails } from "./theme/guardrails.js";

/** `organization.json` of the sample. */
export const sampleOrganization: Organization = {
  Organization: {
    Id: organizationId,
    Arn: `arn:aws:organizations::${accountIds.management}:organization/${organizationId}`,
    MasterAccountId: accountIds.management,
    FeatureSet: "ALL",
  },
  Roots: [{ Id: rootId, Name: "Root" }],
  OrganizationalUnits: Object.entries(orgUnits).map(([Name, Id]) => ({ Id, Name, ParentId: rootId })),
  Accounts: accounts.map((account) => ({
    Id: accountIds[account.name],
    Name: account.name,
    Status: "ACTIVE",
    ParentId: account.orgUnit === undefined ? rootId : orgUnits[account.orgUnit],
    Email: `aws+${account.name}@kestrelmart.example`,
    Tags: [{ Key: "owner", Value: account.owner }],
  })),
  Policies: guardrails,
};
