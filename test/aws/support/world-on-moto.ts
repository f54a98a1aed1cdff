import {
  ListAccountAssignmentsCommand,
  ListInstancesCommand,
  ListPermissionSetsCommand,
  SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import type { Corrections } from "./proxy/corrections.js";
import type { World } from "./seed.js";
import { identityCenterRegion } from "./seed-identity-center.js";

/** What the proxy puts right for this world: where moto does not answer as AWS does. */
export async function correctionsFor(world: World): Promise<Corrections> {
  return { externalId: "test-external-id", provisioned: await findProvisioned(world) };
}

/** Permission set → the accounts it is assigned in, which moto knows but does not list. */
async function findProvisioned(world: World): Promise<ReadonlyMap<string, readonly string[]>> {
  const sso = new SSOAdminClient({ ...world.own, region: identityCenterRegion });
  const InstanceArn = (await sso.send(new ListInstancesCommand({}))).Instances?.[0]?.InstanceArn ?? "";
  const sets = (await sso.send(new ListPermissionSetsCommand({ InstanceArn }))).PermissionSets ?? [];
  const found = new Map<string, string[]>();
  for (const PermissionSetArn of sets) {
    const accounts: string[] = [];
    for (const { id } of world.members.slice(0, 4)) {
      const answer = await sso.send(
        new ListAccountAssignmentsCommand({ InstanceArn, PermissionSetArn, AccountId: id }),
      );
      if (answer.AccountAssignments?.length) accounts.push(id);
    }
    found.set(PermissionSetArn, accounts);
  }
  return found;
}
