import type { Snapshot } from "@rolepath/snapshot";

/** The same organization later: a role that was entered now trusts nobody. */
export function later(snapshot: Snapshot, role: string): Snapshot {
  return {
    ...snapshot,
    manifest: { ...snapshot.manifest, createdAt: "2026-12-01T00:00:00Z" },
    accounts: snapshot.accounts.map((account) => ({
      ...account,
      authorizationDetails: {
        ...account.authorizationDetails,
        RoleDetailList: account.authorizationDetails.RoleDetailList.map((one) =>
          one.Arn === role ? { ...one, AssumeRolePolicyDocument: { Statement: [] } } : one,
        ),
      },
    })),
  };
}
