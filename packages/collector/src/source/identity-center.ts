import { CallError } from "../call-error.js";
import type { Client, Operation } from "../client.js";
import { once } from "../once.js";
import { tokenItems } from "../page.js";
import type { Pool } from "../pool.js";
import { type IdentityStoreClient, readIdentityStore } from "./identity-store.js";

/** The calls that this source makes, with the credentials of the management or the delegated administrator account. */
export const identityCenterOperations = [
  "sso:ListInstances",
  "sso:ListPermissionSets",
  "sso:DescribePermissionSet",
  "sso:ListAccountsForProvisionedPermissionSet",
  "sso:ListAccountAssignments",
] as const satisfies readonly Operation[];

export type IdentityCenterClient = Client<(typeof identityCenterOperations)[number]>;

/** The most that AWS puts on one page of an Identity Center list; `ListInstances` has its own. */
const sizeMax = 100;

interface Assignment {
  readonly AccountId: string;
  readonly PermissionSetArn: string;
  readonly PrincipalType: string;
  readonly PrincipalId: string;
}

/**
 * Who can enter which account with which permission set, in the shape of `identity-center.json`; `null` where the
 * region has no instance.
 */
export async function readIdentityCenter(
  client: IdentityCenterClient & IdentityStoreClient,
  pool: Pool,
  region: string,
): Promise<object | null> {
  const items = await tokenItems(
    { operation: "sso:ListInstances", meter: client.meter, sizeMax },
    (page) => client.call("sso:ListInstances", page),
    (page) => page.Instances,
  );
  // Of the instances that the caller can see, only the organization's own gives access to accounts; a member
  // account's own instance has no permission sets and answers with none.
  const instance = items[0];
  if (instance === undefined) return null;
  const { InstanceArn, IdentityStoreId, OwnerAccountId } = instance;
  if (InstanceArn === undefined || IdentityStoreId === undefined)
    throw new CallError(
      "malformed",
      "sso:ListInstances",
      "MalformedAnswer",
      "an instance without ARN or store",
    );
  const arns = await readPermissionSetArns(client, InstanceArn);
  const permissionSets = await pool(arns, (arn) => readPermissionSet(client, InstanceArn, arn));
  const places = (
    await pool(arns, async (arn) => {
      const accounts = await readProvisionedAccounts(client, InstanceArn, arn);
      return accounts.map((account) => ({ account, arn }));
    })
  ).flat();
  const assignments = (
    await pool(places, ({ account, arn }) => readAssignments(client, InstanceArn, account, arn))
  ).flat();
  return {
    Instance: { InstanceArn, IdentityStoreId, OwnerAccountId, Region: region },
    PermissionSets: permissionSets,
    AccountAssignments: assignments,
    ...(await readIdentityStore(client, pool, IdentityStoreId, assignments)),
  };
}

async function readPermissionSetArns(client: IdentityCenterClient, InstanceArn: string): Promise<string[]> {
  const items = await tokenItems(
    { operation: "sso:ListPermissionSets", meter: client.meter, sizeMax },
    (page) => client.call("sso:ListPermissionSets", { InstanceArn, ...page }),
    (page) => page.PermissionSets,
  );
  return items.sort();
}

async function readPermissionSet(
  client: IdentityCenterClient,
  InstanceArn: string,
  PermissionSetArn: string,
) {
  const { PermissionSet } = await once(client, "sso:DescribePermissionSet", {
    InstanceArn,
    PermissionSetArn,
  });
  if (PermissionSet?.Name === undefined)
    throw new CallError(
      "malformed",
      "sso:DescribePermissionSet",
      "MalformedAnswer",
      "a permission set without name",
    );
  return { PermissionSetArn, Name: PermissionSet.Name, SessionDuration: PermissionSet.SessionDuration };
}

async function readProvisionedAccounts(
  client: IdentityCenterClient,
  InstanceArn: string,
  PermissionSetArn: string,
): Promise<string[]> {
  const operation = "sso:ListAccountsForProvisionedPermissionSet";
  const items = await tokenItems(
    { operation, meter: client.meter, sizeMax },
    (page) => client.call(operation, { InstanceArn, PermissionSetArn, ...page }),
    (page) => page.AccountIds,
  );
  return items.sort();
}

async function readAssignments(
  client: IdentityCenterClient,
  InstanceArn: string,
  AccountId: string,
  PermissionSetArn: string,
): Promise<Assignment[]> {
  const items = await tokenItems(
    { operation: "sso:ListAccountAssignments", meter: client.meter, sizeMax },
    (page) =>
      client.call("sso:ListAccountAssignments", { InstanceArn, AccountId, PermissionSetArn, ...page }),
    (page) => page.AccountAssignments,
  );
  return items
    .flatMap(({ PrincipalType, PrincipalId }) =>
      PrincipalType === undefined || PrincipalId === undefined
        ? []
        : [{ AccountId, PermissionSetArn, PrincipalType, PrincipalId }],
    )
    .sort((a, b) => (a.PrincipalId < b.PrincipalId ? -1 : 1));
}
