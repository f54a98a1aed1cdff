import { expect, expectTypeOf, test } from "vitest";
import { accountOf, details, organization, policy, read, role, snapshotOf, user } from "../testing/build.js";
import { conforms } from "../testing/conforms.js";
import type {
  AccountInfo,
  AuthorizationDetails,
  IdentityProviders,
  ListRoles,
  Organization,
  OrganizationPolicy,
} from "../type/entity.js";
import type { AccountCoverage } from "../type/snapshot.js";
import type { OutputOf } from "./kind.js";
import { type coverageSchema, organizationSchema } from "./organization.js";
import {
  type accountInfoSchema,
  authorizationDetailsSchema,
  identityProvidersSchema,
  listRolesSchema,
} from "./schema.js";

/** `T` with everything readonly; policy documents, which are so already, are left alone. */
type Readonlied<T> = T extends readonly (infer Element)[]
  ? readonly Readonlied<Element>[]
  : T extends object
    ? string extends keyof T
      ? T
      : { readonly [K in keyof T]: Readonlied<T[K]> }
    : T;

// Checked by tsc: a field added to a type or a schema alone breaks the build.
test("the schemas describe the types of entity.ts, field for field", () => {
  expectTypeOf<
    Readonlied<OutputOf<typeof authorizationDetailsSchema>>
  >().toEqualTypeOf<AuthorizationDetails>();
  expectTypeOf<Readonlied<OutputOf<typeof listRolesSchema>>>().toEqualTypeOf<ListRoles>();
  expectTypeOf<Readonlied<OutputOf<typeof identityProvidersSchema>>>().toEqualTypeOf<IdentityProviders>();
  expectTypeOf<Readonlied<OutputOf<typeof accountInfoSchema>>>().toEqualTypeOf<AccountInfo>();
  // Policies of other types are read, and left out with a warning.
  type Read = Readonlied<OutputOf<typeof organizationSchema>>;
  type ReadPolicy = Read["Policies"][number];
  expectTypeOf<Omit<Read, "Policies">>().toEqualTypeOf<Omit<Organization, "Policies">>();
  expectTypeOf<Omit<ReadPolicy, "Type">>().toEqualTypeOf<Omit<OrganizationPolicy, "Type">>();
  expectTypeOf<ReadPolicy["Type"]>().toEqualTypeOf<string>();
  expectTypeOf<Readonlied<OutputOf<typeof coverageSchema>>>().toEqualTypeOf<AccountCoverage>();
});

test("what was read satisfies the schemas in full, however odd the input", () => {
  const odd = read({
    "organization.json": organization({ Accounts: [{ Id: "1" }, { Id: "444455556666", Tags: { a: "b" } }] }),
    "manifest.json": { formatVersion: 1, createdAt: 1.7e9 },
    "accounts/111122223333/authorization-details.json": details({
      UserDetailList: [
        user("a", { Tags: [{ Key: 1 }, { Key: "k" }] }),
        user("b", { GroupList: "g", Path: null }),
      ],
      RoleDetailList: [role("a", { AssumeRolePolicyDocument: 3, Description: [] }), {}, null, 7],
      Policies: [policy("p", { PolicyVersionList: [{ VersionId: "v1" }] }), policy("q", { Arn: "q" })],
    }),
    "accounts/111122223333/list-roles.json": { Roles: { Arn: "arn:aws:iam::111122223333:role/a" } },
    "accounts/111122223333/identity-providers.json": {
      OpenIDConnectProviderList: [{ Arn: 1 }],
      SAMLProviderList: null,
    },
  });
  const snapshot = snapshotOf(odd);
  const account = accountOf(odd);
  expect(conforms(authorizationDetailsSchema, account.authorizationDetails)).toBe(true);
  expect(conforms(listRolesSchema, account.listRoles)).toBe(true);
  expect(conforms(identityProvidersSchema, account.identityProviders)).toBe(true);
  expect(conforms(organizationSchema, snapshot.organization)).toBe(true);
});
