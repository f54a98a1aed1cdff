import { describe, expect, test } from "vitest";
import {
  accountId,
  accountOf,
  bundle,
  details,
  manifest,
  organization,
  otherId,
  places,
  policy,
  read,
  readDetails,
  role,
  snapshotOf,
  trust,
  user,
} from "../testing/build.js";
import { createSnapshotReader } from "./reader.js";

const detailsFile = `accounts/${accountId}/authorization-details.json`;

describe("the same snapshot is read from", () => {
  const providers = { SAMLProviderList: [], OpenIDConnectProviderList: [] };
  const listRoles = {
    Roles: [{ RoleName: "Deploy", Arn: `arn:aws:iam::${accountId}:role/Deploy`, MaxSessionDuration: 7200 }],
  };
  const account = { id: accountId, name: "main", alias: "corp-main", tags: [{ Key: "a", Value: "b" }] };
  const directory = {
    "manifest.json": manifest,
    "organization.json": organization(),
    [detailsFile]: details(),
    [`accounts/${accountId}/list-roles.json`]: listRoles,
    [`accounts/${accountId}/identity-providers.json`]: providers,
    [`accounts/${accountId}/account.json`]: account,
  };
  const expected = snapshotOf(read(directory));

  test("a directory, without any problem", () => {
    expect(expected.problems).toEqual([]);
    expect(expected.manifest).toEqual(manifest);
    expect(expected.organization).toEqual(organization());
    expect(expected.accounts).toMatchObject([
      { id: accountId, listRoles, identityProviders: providers, account },
    ]);
  });

  test("a bundle", () => {
    const accounts = [
      { id: accountId, authorizationDetails: details(), listRoles, identityProviders: providers, account },
    ];
    expect(snapshotOf(read({ "b.json": { manifest, organization: organization(), accounts } }))).toEqual(
      expected,
    );
  });

  test("a directory inside other folders, with Windows' separators", () => {
    const inside = Object.entries(directory).map(([path, content]) => [
      `.\\my\\org\\${path.replaceAll("/", "\\")}`,
      content,
    ]);
    expect(snapshotOf(read(Object.fromEntries(inside)))).toEqual(expected);
  });

  test("the files in any order", () => {
    expect(snapshotOf(read(Object.fromEntries(Object.entries(directory).reverse())))).toEqual(expected);
  });

  test("an incremental reader", () => {
    const reader = createSnapshotReader();
    for (const [path, content] of Object.entries(directory)) reader.add(path, JSON.stringify(content));
    expect(snapshotOf(reader.finish())).toEqual(expected);
  });
});

describe("a bare authorization-details file", () => {
  test("is a snapshot of the account that its ARNs name", () => {
    const result = readDetails(details({ UserDetailList: [user()], Policies: [policy()] }));
    expect(result.problems).toEqual([]);
    expect(accountOf(result).id).toBe(accountId);
    expect(snapshotOf(result).organization).toBeUndefined();
  });

  test("is told by its content, whatever its name", () => {
    expect(accountOf(read({ out: details() })).id).toBe(accountId);
  });

  test("may hold managed policies alone", () => {
    const { problems } = readDetails({ Policies: [policy()] });
    expect(places(problems)).toEqual([
      "warning list-missing details.json#/UserDetailList",
      "warning list-missing details.json#/GroupDetailList",
      "warning list-missing details.json#/RoleDetailList",
    ]);
  });

  test("may be a list of pages, as `jq -s` makes it", () => {
    const pages = [
      { ...details({ RoleDetailList: [role("a")] }), IsTruncated: true, Marker: "m" },
      { ...details({ RoleDetailList: [role("b")] }), IsTruncated: false },
    ];
    const result = readDetails(pages);
    expect(result.problems).toEqual([]);
    expect(accountOf(result).authorizationDetails.RoleDetailList.map(({ RoleName }) => RoleName)).toEqual([
      "a",
      "b",
    ]);
  });

  test("takes its account from its name where no ARN has one", () => {
    const empty = details({ RoleDetailList: [] });
    expect(accountOf(read({ "details-333344445555.json": empty })).id).toBe("333344445555");
    const { snapshot, problems } = read({ "empty.json": empty });
    expect(snapshot).toBeNull();
    expect(places(problems)).toEqual(["error account-unknown empty.json#"]);
  });

  test("with entities of two accounts becomes two accounts, with a warning", () => {
    const aws = policy("ReadOnlyAccess", { Arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" });
    const mixed = details({ RoleDetailList: [role("a"), role("b", {}, otherId)], Policies: [aws] });
    const result = readDetails(mixed);
    expect(places(result.problems)).toEqual(["warning accounts-mixed details.json#"]);
    const { accounts } = snapshotOf(result);
    expect(accounts.map(({ id }) => id)).toEqual([accountId, otherId]);
    for (const { authorizationDetails } of accounts) {
      expect(authorizationDetails.RoleDetailList).toHaveLength(1);
      expect(authorizationDetails.Policies).toHaveLength(1);
    }
  });

  test("keeps an entity whose ARN names no account, with a warning", () => {
    const odd = user("alice", { Arn: "arn:aws:iam::aws:user/alice" });
    const result = readDetails(details({ UserDetailList: [odd] }));
    expect(places(result.problems)).toEqual([
      "warning arn-without-account details.json#/UserDetailList/0/Arn",
    ]);
    expect(accountOf(result).authorizationDetails.UserDetailList).toHaveLength(1);
  });
});

describe("a folder of bare files", () => {
  test("is a snapshot of all their accounts, and the pages of one account are put together", () => {
    const result = read({
      "one-1.json": { ...details({ RoleDetailList: [role("a")] }), IsTruncated: true, Marker: "m" },
      "one-2.json": { UserDetailList: [user("u")], IsTruncated: false },
      "two.json": details({ RoleDetailList: [role("b", {}, otherId)] }),
      "roles of one.json": {
        Roles: [{ RoleName: "a", Arn: `arn:aws:iam::${accountId}:role/a`, MaxSessionDuration: 3600 }],
      },
      "saml.json": { SAMLProviderList: [{ Arn: `arn:aws:iam::${otherId}:saml-provider/Okta` }] },
      [`oidc-${otherId}.json`]: { OpenIDConnectProviderList: [] },
    });
    expect(result.problems).toEqual([]);
    const [one, two] = snapshotOf(result).accounts;
    expect(one?.authorizationDetails.RoleDetailList).toHaveLength(1);
    expect(one?.authorizationDetails.UserDetailList).toHaveLength(1);
    expect(one?.listRoles?.Roles).toHaveLength(1);
    expect(two?.identityProviders?.SAMLProviderList).toHaveLength(1);
  });

  test("keeps the first of two entities with one ARN, by file name, and warns of the second", () => {
    const first = details({ RoleDetailList: [role("a", { Description: "first" })] });
    const second = details({ RoleDetailList: [role("a", { Description: "second" })] });
    const result = read({ "b.json": second, "a.json": first });
    expect(places(result.problems)).toEqual(["warning entity-duplicate b.json#/RoleDetailList/0"]);
    expect(result.problems[0]?.message).toBe(
      `\`arn:aws:iam::${accountId}:role/a\` appears twice, with different content; the first, in \`a.json\`, was kept`,
    );
    expect(accountOf(result).authorizationDetails.RoleDetailList[0]?.Description).toBe("first");
  });

  test("leaves alone what operating systems hide in it, and warns of other files", () => {
    const result = read({
      "details.json": details(),
      ".DS_Store": "\u0000\u0001",
      "__MACOSX/._details.json": "x",
      "notes.md": "# Notes",
      "package.json": { name: "something-else" },
    });
    expect(places(result.problems)).toEqual([
      "warning file-unknown notes.md#",
      "warning file-unknown package.json#",
    ]);
  });

  test("of two snapshots is refused", () => {
    const { snapshot, problems } = read({ "a.json": bundle(), "b.json": bundle() });
    expect(snapshot).toBeNull();
    expect(problems).toContainEqual(
      expect.objectContaining({
        level: "error",
        code: "snapshot-several",
        file: "b.json",
        pointer: "/manifest",
      }),
    );
  });
});

describe("variants of the wild are read without a word:", () => {
  function lowered(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(lowered);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key[0]?.toLowerCase() + key.slice(1),
        inner === trust ? inner : lowered(inner),
      ]),
    );
  }
  const plain = details({
    UserDetailList: [user("alice", { Tags: [{ Key: "team", Value: "a" }] })],
    Policies: [policy()],
  });

  test("keys that start with a small letter", () => {
    const result = readDetails(lowered(plain));
    expect(result.problems).toEqual([]);
    expect(snapshotOf(result)).toEqual(snapshotOf(readDetails(plain)));
  });

  test.each([
    ["JSON strings", JSON.stringify(trust)],
    ["URL-encoded JSON strings", encodeURIComponent(JSON.stringify(trust))],
  ])("policy documents as %s", (_, encoded) => {
    const result = readDetails(
      details({
        RoleDetailList: [
          role("a", {
            AssumeRolePolicyDocument: encoded,
            RolePolicyList: [{ PolicyName: "p", PolicyDocument: encoded }],
          }),
        ],
        Policies: [
          policy("p", {
            PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: encoded }],
          }),
        ],
      }),
    );
    expect(result.problems).toEqual([]);
    const { RoleDetailList, Policies } = accountOf(result).authorizationDetails;
    expect(RoleDetailList[0]?.AssumeRolePolicyDocument).toEqual(trust);
    expect(RoleDetailList[0]?.RolePolicyList[0]?.PolicyDocument).toEqual(trust);
    expect(Policies[0]?.PolicyVersionList[0]?.Document).toEqual(trust);
  });

  test("what the SDKs wrap around a response", () => {
    const wrapped = {
      $metadata: { httpStatusCode: 200 },
      ResponseMetadata: {},
      IsTruncated: false,
      ...details(),
    };
    expect(readDetails(wrapped).problems).toEqual([]);
  });

  test("dates as seconds or milliseconds", () => {
    const roles = [role("a", { CreateDate: 1_406_740_760 }), role("b", { CreateDate: 1_406_740_760_123 })];
    const result = readDetails(details({ RoleDetailList: roles }));
    expect(result.problems).toEqual([]);
    const dates = accountOf(result).authorizationDetails.RoleDetailList.map(({ CreateDate }) => CreateDate);
    expect(dates).toEqual(["2014-07-30T17:19:20.000Z", "2014-07-30T17:19:20.123Z"]);
  });

  test("lists that AWS leaves out when they are empty, and null for what is absent", () => {
    const { UserPolicyList: _, GroupList: __, AttachedManagedPolicies: ___, ...bare } = user("a");
    const result = readDetails(
      details({ UserDetailList: [{ ...bare, PermissionsBoundary: null, Tags: null }] }),
    );
    expect(result.problems).toEqual([]);
    expect(accountOf(result).authorizationDetails.UserDetailList[0]).toMatchObject({
      UserPolicyList: [],
      GroupList: [],
      AttachedManagedPolicies: [],
      Tags: [],
    });
  });

  test("names and paths that follow from the ARN", () => {
    const roles = [
      { Arn: `arn:aws:iam::${accountId}:role/a/b/C`, RoleId: "AROAC", AssumeRolePolicyDocument: trust },
    ];
    const policies = [
      {
        Arn: `arn:aws:iam::${accountId}:policy/P`,
        DefaultVersionId: "v2",
        PolicyVersionList: [{ VersionId: "v2", Document: trust }],
      },
    ];
    const result = readDetails(details({ RoleDetailList: roles, Policies: policies }));
    expect(result.problems).toEqual([]);
    const { RoleDetailList, Policies } = accountOf(result).authorizationDetails;
    expect(RoleDetailList[0]).toMatchObject({ RoleName: "C", Path: "/a/b/" });
    expect(Policies[0]).toMatchObject({ PolicyName: "P", PolicyVersionList: [{ IsDefaultVersion: true }] });
  });

  test("fields that Rolepath does not use, which are kept", () => {
    const result = readDetails(details({ RoleDetailList: [role("a", { SomethingNew: { deep: [1] } })] }));
    expect(result.problems).toEqual([]);
    expect(accountOf(result).authorizationDetails.RoleDetailList[0]).toHaveProperty("SomethingNew", {
      deep: [1],
    });
  });
});

describe("without a manifest the time of collection is", () => {
  test("what the caller passes in", () => {
    const { snapshot } = read(
      { "d.json": details() },
      { createdAt: "2026-01-02T03:04:05.000Z", source: "d.json" },
    );
    expect(snapshot?.manifest).toEqual({
      formatVersion: 1,
      createdAt: "2026-01-02T03:04:05Z",
      source: "d.json",
    });
  });

  test("else the newest date in the data, expiry dates apart", () => {
    const files = {
      "d.json": details({ UserDetailList: [user("a", { CreateDate: "2025-06-01T12:00:00+02:00" })] }),
      "p.json": {
        OpenIDConnectProviderList: [],
        SAMLProviderList: [
          { Arn: `arn:aws:iam::${accountId}:saml-provider/x`, ValidUntil: "2099-01-01T00:00:00Z" },
        ],
      },
    };
    const { snapshot, problems } = read(files);
    expect(snapshot?.manifest.createdAt).toBe("2025-06-01T10:00:00Z");
    expect(problems).toEqual([]);
  });

  test("else 1970, with a warning", () => {
    const { snapshot, problems } = read({
      "d.json": details({ RoleDetailList: [role("a", { CreateDate: null })] }),
    });
    expect(snapshot?.manifest.createdAt).toBe("1970-01-01T00:00:00Z");
    expect(places(problems)).toEqual(["warning created-at-unknown d.json#"]);
  });
});
