import type { Organization, Snapshot } from "@rolepath/snapshot";
import { generatedAccount } from "./account.js";
import { areaId, areaOf, areaPolicies, areas } from "./areas.js";
import { guardrails, perimeter } from "./documents.js";
import { accountId, organizationId, unitCount, unitId, unitOf } from "./names.js";
import type { OrganizationOptions } from "./options.js";

const ROOT = "r-gen1";
const CREATED_AT = "2026-10-01T00:00:00Z";

/** The tree, the accounts and the guardrails. */
function generatedOrganization(options: OrganizationOptions): Organization {
  const management = accountId(0);
  return {
    Organization: {
      Id: organizationId,
      Arn: `arn:aws:organizations::${management}:organization/${organizationId}`,
      MasterAccountId: management,
      FeatureSet: "ALL",
    },
    Roots: [{ Id: ROOT, Name: "Root" }],
    OrganizationalUnits: [
      ...(options.lean ? [] : areas).map((area) => ({ Id: areaId(area), Name: area, ParentId: ROOT })),
      ...Array.from({ length: unitCount(options) }, (_, unit) => ({
        Id: unitId(unit),
        Name: `unit-${unit}`,
        ParentId: options.lean ? ROOT : areaId(areaOf(unit)),
      })),
    ],
    Accounts: Array.from({ length: options.accounts }, (_, account) => ({
      Id: accountId(account),
      Name: `account-${account}`,
      Status: "ACTIVE",
      ParentId: account === 0 ? ROOT : unitId(unitOf(account)),
    })),
    Policies: [
      ...guardrails.map(({ name, content }, index) => ({
        Id: name === "FullAWSAccess" ? "p-FullAWSAccess" : `p-gen0000${index}`,
        Name: name,
        Type: "SERVICE_CONTROL_POLICY" as const,
        AwsManaged: name === "FullAWSAccess",
        Content: content,
        // AWS attaches FullAWSAccess to every node; an SCP that is not attached at a level allows nothing there.
        Targets: name === "FullAWSAccess" ? everyNode(options) : [ROOT],
      })),
      ...(options.lean ? [] : areaPolicies),
      {
        Id: "p-gen0000r",
        Name: "perimeter",
        Type: "RESOURCE_CONTROL_POLICY",
        AwsManaged: false,
        Content: perimeter(organizationId),
        Targets: [ROOT],
      },
    ],
  };
}

function everyNode(options: OrganizationOptions): readonly string[] {
  return [
    ROOT,
    ...(options.lean ? [] : areas.map(areaId)),
    ...Array.from({ length: unitCount(options) }, (_, unit) => unitId(unit)),
    ...Array.from({ length: options.accounts }, (_, account) => accountId(account)),
  ];
}

/** The organization without its accounts: what a snapshot says once. */
export function generatedFrame(options: OrganizationOptions): Snapshot {
  const ids = Array.from({ length: options.accounts }, (_, account) => accountId(account));
  return {
    manifest: {
      formatVersion: 1,
      createdAt: CREATED_AT,
      source: "generated",
      accounts: Object.fromEntries(ids.map((id) => [id, { status: "complete" }])),
    },
    organization: generatedOrganization(options),
    accounts: [],
    problems: [],
  };
}

/** The whole organization in memory: for small ones. */
export function generatedSnapshot(options: OrganizationOptions): Snapshot {
  const accounts = Array.from({ length: options.accounts }, (_, account) =>
    generatedAccount(options, account),
  );
  return { ...generatedFrame(options), accounts };
}
