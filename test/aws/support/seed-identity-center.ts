import {
  CreateGroupCommand,
  CreateGroupMembershipCommand,
  CreateUserCommand,
  IdentitystoreClient,
} from "@aws-sdk/client-identitystore";
import {
  CreateAccountAssignmentCommand,
  CreatePermissionSetCommand,
  ListInstancesCommand,
  SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import type { Connection } from "./connection.js";

/** The region of the seeded instance; the reserved roles of the accounts have it in their path. */
export const identityCenterRegion = "eu-west-1";

/** Two permission sets, two groups and three people, assigned to the given accounts; one person has no assignment. */
export async function seedIdentityCenter(own: Connection, accounts: readonly string[]): Promise<void> {
  const connection = { ...own, region: identityCenterRegion };
  const sso = new SSOAdminClient(connection);
  const store = new IdentitystoreClient(connection);
  const { Instances } = await sso.send(new ListInstancesCommand({}));
  const InstanceArn = Instances?.[0]?.InstanceArn ?? "";
  const IdentityStoreId = Instances?.[0]?.IdentityStoreId ?? "";
  const audit = await addPermissionSet(sso, InstanceArn, "Audit");
  const admin = await addPermissionSet(sso, InstanceArn, "Admin");
  const people = [];
  for (const name of ["ann", "ben", "cid"]) people.push(await addUser(store, IdentityStoreId, name));
  const [ann = "", ben = ""] = people;
  const auditors = await addGroup(store, IdentityStoreId, "auditors", [ann, ben]);
  await addGroup(store, IdentityStoreId, "unused", [ann]);
  for (const account of accounts) await assign(sso, InstanceArn, account, audit, "GROUP", auditors);
  for (const account of accounts.slice(0, 1)) await assign(sso, InstanceArn, account, admin, "USER", ben);
}

async function addPermissionSet(sso: SSOAdminClient, InstanceArn: string, Name: string): Promise<string> {
  const { PermissionSet } = await sso.send(
    new CreatePermissionSetCommand({ InstanceArn, Name, SessionDuration: "PT4H" }),
  );
  return PermissionSet?.PermissionSetArn ?? "";
}

async function addUser(store: IdentitystoreClient, IdentityStoreId: string, name: string): Promise<string> {
  const { UserId } = await store.send(
    new CreateUserCommand({
      IdentityStoreId,
      UserName: name,
      DisplayName: name.toUpperCase(),
      Name: { GivenName: name, FamilyName: "Example" },
      Emails: [{ Value: `${name}@example.com`, Primary: true }],
    }),
  );
  return UserId ?? "";
}

async function addGroup(
  store: IdentitystoreClient,
  IdentityStoreId: string,
  DisplayName: string,
  members: readonly string[],
): Promise<string> {
  const { GroupId } = await store.send(new CreateGroupCommand({ IdentityStoreId, DisplayName }));
  for (const UserId of members)
    await store.send(new CreateGroupMembershipCommand({ IdentityStoreId, GroupId, MemberId: { UserId } }));
  return GroupId ?? "";
}

async function assign(
  sso: SSOAdminClient,
  InstanceArn: string,
  TargetId: string,
  PermissionSetArn: string,
  PrincipalType: "USER" | "GROUP",
  PrincipalId: string,
): Promise<void> {
  await sso.send(
    new CreateAccountAssignmentCommand({
      InstanceArn,
      TargetId,
      TargetType: "AWS_ACCOUNT",
      PermissionSetArn,
      PrincipalType,
      PrincipalId,
    }),
  );
}
