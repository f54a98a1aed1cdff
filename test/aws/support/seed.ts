import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { STSClient } from "@aws-sdk/client-sts";
import { type Connection, enter, managementAccount, ownConnection } from "./connection.js";
import { seedAccount } from "./seed-account.js";
import { seedIdentityCenter } from "./seed-identity-center.js";
import { type SeededAccount, seedOrganization } from "./seed-organization.js";

/** What was put into the server. */
export interface World {
  readonly organizationId: string;
  readonly management: SeededAccount;
  /** Without the management account. */
  readonly members: readonly SeededAccount[];
  readonly suspended: string;
  /** Ids; production lies in workloads. */
  readonly units: { readonly workloads: string; readonly production: string; readonly sandbox: string };
  /** The name of the role that the collector enters. */
  readonly roleName: string;
  readonly own: Connection;
}

const roleName = "audit/rolepath-audit";

/**
 * Fills the server with an organization of `accounts` accounts, the management account among them: units, SCPs, RCPs, in
 * each account roles, users, groups, policies and providers, and an Identity Center. One call at a time, as moto wants it.
 */
export async function seedWorld(endpoint: string, accounts: number): Promise<World> {
  const own = ownConnection(endpoint);
  const organizations = new OrganizationsClient(own);
  const seeded = await seedOrganization(organizations, accounts);
  const sts = new STSClient(own);
  for (const [index, account] of [seeded.management, ...seeded.members].entries()) {
    const connection =
      account.id === managementAccount
        ? own
        : await enter(sts, own, account.id, "OrganizationAccountAccessRole");
    await seedAccount(new IAMClient(connection), account.id, index);
    if (account.id !== managementAccount) await addAuditRole(new IAMClient(connection));
  }
  await seedIdentityCenter(
    own,
    seeded.members.slice(0, 4).map(({ id }) => id),
  );
  return { ...seeded, roleName, own };
}

async function addAuditRole(iam: IAMClient): Promise<void> {
  await iam.send(
    new CreateRoleCommand({
      RoleName: "rolepath-audit",
      Path: "/audit/",
      AssumeRolePolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${managementAccount}:root` },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "sts:ExternalId": "test-external-id" } },
          },
        ],
      }),
    }),
  );
}
