import type { Client, Operation } from "../client.js";
import { once } from "../once.js";
import { markerPages } from "../page.js";

/** The calls that this source makes; the audit role allows them. */
export const iamOperations = [
  "iam:GetAccountAuthorizationDetails",
  "iam:ListRoles",
  "iam:ListSAMLProviders",
  "iam:ListOpenIDConnectProviders",
  "iam:GetOpenIDConnectProvider",
  "iam:ListAccountAliases",
] as const satisfies readonly Operation[];

export type IamClient = Client<(typeof iamOperations)[number]>;

/** The most that AWS puts on one page of an IAM list. */
const sizeMax = 1000;

/** Users, groups, roles and managed policies of the account, with every policy document. */
export async function readAuthorizationDetails(client: IamClient) {
  const operation = "iam:GetAccountAuthorizationDetails";
  const pages = await markerPages(
    { operation, meter: client.meter, sizeMax },
    (page) => client.call(operation, page),
    (page) =>
      [page.UserDetailList, page.GroupDetailList, page.RoleDetailList, page.Policies]
        .map((items) => items?.length ?? 0)
        .reduce((sum, count) => sum + count, 0),
  );
  return {
    UserDetailList: pages.flatMap((page) => page.UserDetailList ?? []),
    GroupDetailList: pages.flatMap((page) => page.GroupDetailList ?? []),
    RoleDetailList: pages.flatMap((page) => page.RoleDetailList ?? []),
    Policies: pages.flatMap((page) => page.Policies ?? []),
  };
}

/** The roles' longest sessions, which the authorization details leave out. */
export async function readRoleSessions(client: IamClient) {
  const operation = "iam:ListRoles";
  const pages = await markerPages(
    { operation, meter: client.meter, sizeMax },
    (page) => client.call(operation, page),
    (page) => page.Roles?.length ?? 0,
  );
  return {
    Roles: pages
      .flatMap((page) => page.Roles ?? [])
      .map(({ RoleName, Arn, MaxSessionDuration }) => ({ RoleName, Arn, MaxSessionDuration })),
  };
}

/** The identity providers; one call more for each OIDC provider, because only that tells its audiences. */
export async function readIdentityProviders(client: IamClient) {
  const saml = await once(client, "iam:ListSAMLProviders", {});
  const listed = await once(client, "iam:ListOpenIDConnectProviders", {});
  const oidc = [];
  for (const { Arn } of listed.OpenIDConnectProviderList ?? []) {
    if (Arn === undefined) continue;
    const { Url, ClientIDList, ThumbprintList } = await once(client, "iam:GetOpenIDConnectProvider", {
      OpenIDConnectProviderArn: Arn,
    });
    oidc.push({ Arn, Url, ClientIDList, ThumbprintList });
  }
  return { SAMLProviderList: saml.SAMLProviderList ?? [], OpenIDConnectProviderList: oidc };
}

/** The account's alias; an account has one at most. */
export async function readAlias(client: IamClient): Promise<string | undefined> {
  const answer = await once(client, "iam:ListAccountAliases", {});
  return answer.AccountAliases?.[0];
}
