import type { AccountSnapshot, Snapshot } from "@rolepath/snapshot";
import type { ConfigIntake } from "./config-intake.js";

/** Account → what collecting would have told and the files did not; null where nothing is missing. */
export function gapsOf(snapshot: Snapshot, config: ConfigIntake): ReadonlyMap<string, string | null> {
  return new Map(
    snapshot.accounts.map((account) => {
      const missing = missingIn(account, config.has(account.id));
      return [account.id, missing.length === 0 ? null : `not in the imported files: ${missing.join("; ")}`];
    }),
  );
}

function missingIn(account: AccountSnapshot, fromConfig: boolean): string[] {
  const missing: string[] = [];
  if (account.listRoles === undefined) missing.push("how long sessions of the roles may be (list-roles)");
  if (account.identityProviders === undefined) missing.push("identity providers");
  const policies = fromConfig ? attachedWithoutDocument(account) : [];
  // AWS Config records the policies of customers alone.
  if (policies.length > 0)
    missing.push(`the documents of ${policies.length} attached policies: ${policies.join(", ")}`);
  return missing;
}

function attachedWithoutDocument({ authorizationDetails }: AccountSnapshot): string[] {
  const known = new Set(authorizationDetails.Policies.map(({ Arn }) => Arn));
  const { UserDetailList, GroupDetailList, RoleDetailList } = authorizationDetails;
  const used = [
    ...[...UserDetailList, ...GroupDetailList, ...RoleDetailList].flatMap(({ AttachedManagedPolicies }) =>
      AttachedManagedPolicies.map(({ PolicyArn }) => PolicyArn),
    ),
    ...[...UserDetailList, ...RoleDetailList].flatMap(
      ({ PermissionsBoundary }) => PermissionsBoundary?.PermissionsBoundaryArn ?? [],
    ),
  ];
  return [...new Set(used)].filter((arn) => !known.has(arn)).sort();
}
