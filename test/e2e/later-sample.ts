import { sampleSnapshot } from "@rolepath/sample";
import type { Snapshot } from "@rolepath/snapshot";

/** The sample organization a month later: a role that was entered now trusts nobody. */
export function laterSample(role: string): Snapshot {
  const sample = sampleSnapshot();
  return {
    ...sample,
    manifest: { ...sample.manifest, createdAt: "2026-12-01T00:00:00Z" },
    accounts: sample.accounts.map((account) => ({
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
