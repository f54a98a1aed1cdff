import type { AccountSnapshot, Group, OidcProvider, Role, SamlProvider, User } from "@rolepath/snapshot";

/** What stands behind a principal's id in the snapshot, with its place there. */
export type Entity =
  | { readonly kind: "user"; readonly account: AccountSnapshot; readonly index: number; readonly user: User }
  | { readonly kind: "role"; readonly account: AccountSnapshot; readonly index: number; readonly role: Role }
  | { readonly kind: "saml"; readonly account: AccountSnapshot; readonly provider: SamlProvider }
  | { readonly kind: "oidc"; readonly account: AccountSnapshot; readonly provider: OidcProvider };

/** Looks an ARN up; null for what the snapshot does not hold itself. */
export function entityOf(accounts: readonly AccountSnapshot[], id: string): Entity | null {
  const number = /^arn:[^:]*:iam::(\d{12}):/.exec(id)?.[1];
  const account = accounts.find((one) => one.id === number);
  if (account === undefined) return null;
  const { UserDetailList, RoleDetailList } = account.authorizationDetails;
  const user = UserDetailList.findIndex((one) => one.Arn === id);
  if (user >= 0) return { kind: "user", account, index: user, user: UserDetailList[user]! };
  const role = RoleDetailList.findIndex((one) => one.Arn === id);
  if (role >= 0) return { kind: "role", account, index: role, role: RoleDetailList[role]! };
  const saml = account.identityProviders?.SAMLProviderList.find((one) => one.Arn === id);
  if (saml !== undefined) return { kind: "saml", account, provider: saml };
  const oidc = account.identityProviders?.OpenIDConnectProviderList.find((one) => one.Arn === id);
  return oidc === undefined ? null : { kind: "oidc", account, provider: oidc };
}

/** The groups of a user, as far as the snapshot has them. */
export function groupsOf(
  account: AccountSnapshot,
  user: User,
): readonly { readonly group: Group; readonly index: number }[] {
  return account.authorizationDetails.GroupDetailList.map((group, index) => ({ group, index })).filter(
    ({ group }) => user.GroupList.includes(group.GroupName),
  );
}
