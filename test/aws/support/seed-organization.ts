import {
  AttachPolicyCommand,
  CloseAccountCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  CreatePolicyCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
  MoveAccountCommand,
  type OrganizationsClient,
  type PolicyType,
  RegisterDelegatedAdministratorCommand,
} from "@aws-sdk/client-organizations";
import { managementAccount } from "./connection.js";

/** An account of the seeded organization. */
export interface SeededAccount {
  readonly id: string;
  readonly name: string;
  /** The unit or root that holds it. */
  readonly parent: string;
}

/** Creates the organization: three units, one inside another, SCPs and RCPs, tagged accounts, one of them closed. */
export async function seedOrganization(client: OrganizationsClient, accounts: number) {
  const created = await client.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
  const root = (await client.send(new ListRootsCommand({}))).Roots?.[0]?.Id ?? "";
  for (const PolicyType of ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"] as const)
    await client.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType }));
  const workloads = await addUnit(client, root, "workloads");
  const production = await addUnit(client, workloads, "production");
  const sandbox = await addUnit(client, root, "sandbox");
  const homes = [root, workloads, production, sandbox];
  const members: SeededAccount[] = [];
  for (let index = 0; index < accounts - 1; index += 1) {
    const parent = homes[index % homes.length] ?? root;
    members.push(
      await addAccount(client, root, parent, `account-${index}`, index % 2 === 0 ? "prod" : "dev"),
    );
  }
  const closed = await addAccount(client, root, sandbox, "closed", "dev");
  await client.send(new CloseAccountCommand({ AccountId: closed.id }));
  await addPolicy(
    client,
    "SERVICE_CONTROL_POLICY",
    "deny-leaving",
    production,
    "organizations:LeaveOrganization",
  );
  await addPolicy(client, "SERVICE_CONTROL_POLICY", "deny-users", members[0]?.id ?? root, "iam:CreateUser");
  await addPolicy(client, "RESOURCE_CONTROL_POLICY", "deny-outside", root, "sts:AssumeRole");
  await client.send(
    new RegisterDelegatedAdministratorCommand({
      AccountId: members[0]?.id ?? "",
      ServicePrincipal: "access-analyzer.amazonaws.com",
    }),
  );
  return {
    organizationId: created.Organization?.Id ?? "",
    management: { id: managementAccount, name: "master", parent: root },
    members,
    suspended: closed.id,
    units: { workloads, production, sandbox },
  };
}

async function addUnit(client: OrganizationsClient, ParentId: string, Name: string): Promise<string> {
  const { OrganizationalUnit } = await client.send(new CreateOrganizationalUnitCommand({ ParentId, Name }));
  return OrganizationalUnit?.Id ?? "";
}

async function addAccount(
  client: OrganizationsClient,
  root: string,
  parent: string,
  name: string,
  environment: string,
): Promise<SeededAccount> {
  const { CreateAccountStatus } = await client.send(
    new CreateAccountCommand({
      AccountName: name,
      Email: `${name}@example.com`,
      Tags: [{ Key: "env", Value: environment }],
    }),
  );
  const id = CreateAccountStatus?.AccountId ?? "";
  if (parent !== root)
    await client.send(
      new MoveAccountCommand({ AccountId: id, SourceParentId: root, DestinationParentId: parent }),
    );
  return { id, name, parent };
}

async function addPolicy(
  client: OrganizationsClient,
  Type: PolicyType,
  Name: string,
  TargetId: string,
  action: string,
): Promise<void> {
  const everyone = Type === "RESOURCE_CONTROL_POLICY" ? { Principal: "*" } : {};
  const Content = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Sid: "Guard", Effect: "Deny", ...everyone, Action: action, Resource: "*" }],
  });
  const { Policy } = await client.send(new CreatePolicyCommand({ Type, Name, Description: Name, Content }));
  await client.send(new AttachPolicyCommand({ PolicyId: Policy?.PolicySummary?.Id ?? "", TargetId }));
}
