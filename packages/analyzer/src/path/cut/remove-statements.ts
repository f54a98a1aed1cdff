import type { PolicyDocument, Snapshot } from "@rolepath/snapshot";

/** One statement of a role's trust policy. */
export interface TrustStatement {
  readonly role: string;
  readonly statement: number;
}

/** The snapshot as it would be without some statements of trust policies; the rest is shared. */
export function withoutTrustStatements(snapshot: Snapshot, removed: readonly TrustStatement[]): Snapshot {
  const byRole = new Map<string, Set<number>>();
  for (const { role, statement } of removed)
    byRole.set(role, (byRole.get(role) ?? new Set<number>()).add(statement));
  return {
    ...snapshot,
    accounts: snapshot.accounts.map((account) => ({
      ...account,
      authorizationDetails: {
        ...account.authorizationDetails,
        RoleDetailList: account.authorizationDetails.RoleDetailList.map((role) => {
          const indexes = byRole.get(role.Arn);
          const document = role.AssumeRolePolicyDocument;
          return indexes === undefined || document === null
            ? role
            : { ...role, AssumeRolePolicyDocument: withoutStatements(document, indexes) };
        }),
      },
    })),
  };
}

function withoutStatements(document: PolicyDocument, indexes: ReadonlySet<number>): PolicyDocument {
  const { Statement: held } = document;
  const list = Array.isArray(held) ? held : held === undefined ? [] : [held];
  return { ...document, Statement: list.filter((_, index) => !indexes.has(index)) };
}
