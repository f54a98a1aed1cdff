import type {
  AccountSnapshot,
  Group,
  Organization,
  PolicyDocument,
  Role,
  Snapshot,
} from "@rolepath/snapshot";
import fc from "fast-check";
import * as build from "../../reference/build.js";
import {
  boundaryArn,
  GROUP,
  HOME,
  ISSUER,
  LINKED_ROLE,
  MANAGEMENT,
  OTHER,
  OUTSIDE,
  oidcArn,
  ROLES,
  SSO_ROLE,
  samlArn,
  sharedPolicyArn,
  USERS,
} from "./pool.js";
import {
  boundaryPolicy,
  identityPolicy,
  linkedTrust,
  resourceControlPolicy,
  serviceControlPolicy,
  trustPolicy,
} from "./statement.js";

const tags = fc.constantFrom<Readonly<Record<string, string>>>(
  {},
  {},
  { team: "ab" },
  { Team: "abc" },
  { team: "ab-c", env: "ab" },
);

/** What a user and a role have in common. */
function principalOptions(account: string) {
  return fc.record({
    policies: fc.array(identityPolicy, { minLength: 0, maxLength: 2 }),
    attached: fc.constantFrom<readonly string[]>([], [], [sharedPolicyArn(account)]),
    boundary: fc.constantFrom(undefined, undefined, undefined, boundaryArn(account)),
    tags,
  });
}

type PrincipalOptions = Parameters<typeof build.user>[2];

function defined({
  boundary,
  ...rest
}: { boundary: string | undefined } & object): NonNullable<PrincipalOptions> {
  return { ...rest, ...(boundary !== undefined && { boundary }) };
}

function roleOf(
  account: string,
  { name, path }: { readonly name: string; readonly path: string },
  trust: PolicyDocument,
  options: NonNullable<PrincipalOptions>,
): Role {
  return build.role(account, name, trust, { ...options, path });
}

function group(account: string, documents: readonly PolicyDocument[]): Group {
  return {
    Path: "/",
    GroupName: GROUP,
    GroupId: `AGPA${account}`,
    Arn: `arn:aws:iam::${account}:group/${GROUP}`,
    GroupPolicyList: documents.map((PolicyDocument) => ({ PolicyName: "group", PolicyDocument })),
    AttachedManagedPolicies: [],
  };
}

function account(id: string): fc.Arbitrary<AccountSnapshot> {
  const user = fc.tuple(principalOptions(id), fc.boolean());
  const role = fc.tuple(trustPolicy, principalOptions(id));
  return fc
    .record({
      users: fc.array(user, { minLength: 1, maxLength: USERS.length }),
      roles: fc.array(role, { minLength: 1, maxLength: ROLES.length }),
      groupPolicies: fc.array(identityPolicy, { maxLength: 1 }),
      shared: fc.tuple(identityPolicy, identityPolicy),
      boundary: boundaryPolicy,
      audiences: fc.constantFrom(["sts.amazonaws.com"], ["sts.amazonaws.com", "other"]),
      withProviders: fc.boolean(),
      // Roles that AWS makes: rarely, since most rules do not tell them from others.
      sso: fc.option(role, { freq: 4 }),
      linked: fc.option(fc.array(identityPolicy, { maxLength: 1 }), { freq: 4 }),
    })
    .map(({ users, roles, groupPolicies, shared, boundary, audiences, withProviders, sso, linked }) =>
      build.account(id, {
        UserDetailList: users.map(([options, grouped], index) =>
          build.user(id, USERS[index]!, { ...defined(options), groups: grouped ? [GROUP] : [] }),
        ),
        GroupDetailList: [group(id, groupPolicies)],
        RoleDetailList: [
          ...roles.map(([trust, options], index) => roleOf(id, ROLES[index]!, trust, defined(options))),
          ...(sso === null ? [] : [roleOf(id, SSO_ROLE, sso[0], defined(sso[1]))]),
          ...(linked === null ? [] : [roleOf(id, LINKED_ROLE, linkedTrust, { policies: linked })]),
        ],
        Policies: [build.managed(sharedPolicyArn(id), ...shared), build.managed(boundaryArn(id), boundary)],
        identityProviders: {
          SAMLProviderList: withProviders ? [{ Arn: samlArn(id) }] : [],
          OpenIDConnectProviderList: withProviders
            ? [{ Arn: oidcArn(id), Url: ISSUER, ClientIDList: audiences }]
            : [],
        },
      }),
    );
}

/** Members under one unit; one of the accounts may be the management account, and one may stay outside. */
function organization(ids: readonly string[]): fc.Arbitrary<Organization | undefined> {
  const levels = [build.ROOT_ID, build.UNIT_ID, MANAGEMENT, ...ids, OUTSIDE];
  const own = fc.oneof(
    fc.record({
      type: fc.constant("scp" as const),
      at: fc.constantFrom(...levels),
      document: serviceControlPolicy,
    }),
    fc.record({
      type: fc.constant("rcp" as const),
      at: fc.constantFrom(...levels),
      document: resourceControlPolicy,
    }),
  );
  return fc
    .record({
      exists: fc.boolean(),
      members: fc.constantFrom(ids, ids, ids, ids.slice(0, 1), [...ids, OUTSIDE]),
      policies: fc.array(own, { maxLength: 2 }),
      without: fc.constantFrom(undefined, undefined, undefined, undefined, ...levels),
    })
    .map(({ exists, members, policies, without }) =>
      exists
        ? build.organization(
            members.filter((id) => id !== MANAGEMENT),
            policies,
            levels.filter((level) => level !== without),
          )
        : undefined,
    );
}

/** One or two collected accounts, with or without an organization. A third account is named and never collected. */
export const smallSnapshot: fc.Arbitrary<Snapshot> = fc
  .constantFrom([HOME], [HOME, OTHER], [HOME, OTHER], [HOME, MANAGEMENT])
  .chain((ids) => fc.tuple(fc.tuple(...ids.map(account)), organization(ids)))
  .map(([accounts, tree]) => build.snapshot(accounts, tree));
