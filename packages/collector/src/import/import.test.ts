import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSnapshot, type Snapshot } from "@rolepath/snapshot";
import { afterEach, beforeEach, expect, test } from "vitest";
import { importSnapshot } from "./import.js";

const id = "111122223333";
const arn = (kind: string) => `arn:aws:iam::${id}:${kind}`;
const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole" }] };
const encoded = encodeURIComponent(JSON.stringify(document));
const CreateDate = "2024-01-02T03:04:05+00:00";
const role = {
  Path: "/app/",
  RoleName: "one",
  RoleId: "AROAONEONEONEONEONEON",
  Arn: arn("role/app/one"),
  CreateDate,
  AssumeRolePolicyDocument: document,
  InstanceProfileList: [],
  RolePolicyList: [{ PolicyName: "inline", PolicyDocument: document }],
  AttachedManagedPolicies: [{ PolicyName: "p", PolicyArn: arn("policy/p") }],
  PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: arn("policy/p") },
  Tags: [{ Key: "team", Value: "blue" }],
  RoleLastUsed: { LastUsedDate: CreateDate, Region: "eu-west-1" },
};
const user = {
  Path: "/",
  UserName: "ann",
  UserId: "AIDAANNANNANNANNANNAN",
  Arn: arn("user/ann"),
  CreateDate,
  UserPolicyList: [],
  GroupList: ["ops"],
  AttachedManagedPolicies: [
    { PolicyName: "AdministratorAccess", PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
  ],
  Tags: [],
};
const group = {
  Path: "/",
  GroupName: "ops",
  GroupId: "AGPAOPSOPSOPSOPSOPSOP",
  Arn: arn("group/ops"),
  CreateDate,
  GroupPolicyList: [],
  AttachedManagedPolicies: [],
};
const policy = {
  PolicyName: "p",
  PolicyId: "ANPAPPPPPPPPPPPPPPPPP",
  Arn: arn("policy/p"),
  Path: "/",
  DefaultVersionId: "v1",
  AttachmentCount: 1,
  PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, CreateDate, Document: document }],
};
const details = {
  UserDetailList: [user],
  GroupDetailList: [group],
  RoleDetailList: [role],
  Policies: [policy],
};

/** An item as AWS Config records it: camelCase, encoded documents, and whatever the item itself adds. */
function item(resourceType: string, configuration: object, more: object = {}): object {
  return { accountId: id, resourceType, configuration: inConfigCase(configuration), ...more };
}

function inConfigCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inConfigCase);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key.slice(0, 1).toLowerCase() + key.slice(1),
      /Document$/.test(key) ? encoded : inConfigCase(field),
    ]),
  );
}

const items = [
  item("AWS::IAM::User", user),
  item("AWS::IAM::Group", group),
  item("AWS::IAM::Role", role),
  item("AWS::IAM::Policy", policy),
];

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "rolepath-import-"));
});
afterEach(() => rm(parent, { recursive: true }));

async function* given(files: Record<string, unknown>): AsyncGenerator<readonly [string, string]> {
  for (const [path, value] of Object.entries(files))
    yield [path, typeof value === "string" ? value : JSON.stringify(value)];
}

async function imported(files: Record<string, unknown>) {
  const out = join(parent, "snapshot");
  const summary = await importSnapshot({
    files: given(files),
    out,
    createdAt: "2026-01-02T03:04:05Z",
    source: "test",
  });
  const written = new Map<string, string>();
  for (const name of await readdir(out, { recursive: true }))
    if (name.endsWith(".json"))
      written.set(name.replaceAll("\\", "/"), await readFile(join(out, name), "utf8"));
  return { summary, snapshot: readSnapshot(written).snapshot };
}

function accountOf(snapshot: Snapshot | null) {
  return snapshot?.accounts.find((account) => account.id === id);
}

const expected = () => accountOf(readSnapshot(new Map([["a.json", JSON.stringify(details)]])).snapshot);

test("a folder of authorization details becomes a snapshot with an account for each", async () => {
  const other = JSON.parse(JSON.stringify(details).replaceAll(id, "444455556666")) as object;
  const { summary, snapshot } = await imported({ "one.json": details, "two.json": other });
  expect(snapshot?.accounts.map((account) => account.id)).toEqual([id, "444455556666"]);
  expect(accountOf(snapshot)?.authorizationDetails).toEqual(expected()?.authorizationDetails);
  expect(summary.accounts.get(id)).toContain("identity providers");
  expect(snapshot?.manifest.accounts?.[id]?.status).toBe("partial");
  expect(snapshot?.manifest.createdAt).toBe("2026-01-02T03:04:05Z");
});

test.each<[string, unknown]>([
  ["an aggregator query", { Results: items.map((one) => JSON.stringify(one)), QueryInfo: {} }],
  [
    "batch-get-aggregate-resource-config",
    {
      BaseConfigurationItems: items.map((one) => ({
        ...one,
        configuration: JSON.stringify((one as { configuration: object }).configuration),
      })),
    },
  ],
  [
    "a configuration snapshot in S3",
    {
      fileVersion: "1.0",
      configurationItems: items.map((one) => ({ ...one, accountId: undefined, awsAccountId: id })),
    },
  ],
  ["a bare list", items],
])("AWS Config, as %s, gives the snapshot that IAM's own answer gives", async (_, file) => {
  const { summary, snapshot } = await imported({ "config.json": file });
  expect(accountOf(snapshot)?.authorizationDetails).toEqual(expected()?.authorizationDetails);
  // The policy that AWS manages is not in it, and the reader says so.
  expect(summary.problems.map(({ code }) => code)).toEqual(["reference-missing"]);
});

test("what AWS Config does not record is named", async () => {
  const { summary } = await imported({ "config.json": items });
  expect(summary.accounts.get(id)).toBe(
    "not in the imported files: how long sessions of the roles may be (list-roles); identity providers; the documents of 1 attached policies: arn:aws:iam::aws:policy/AdministratorAccess",
  );
});

test("tags that stand beside the configuration count, as a list or as an object", async () => {
  const { Tags: _, ...untagged } = role;
  for (const tags of [{ team: "blue" }, [{ key: "team", value: "blue", tag: "team=blue" }]]) {
    const { snapshot } = await imported({ "config.json": [item("AWS::IAM::Role", untagged, { tags })] });
    expect(accountOf(snapshot)?.authorizationDetails.RoleDetailList[0]?.Tags).toEqual(role.Tags);
    await rm(join(parent, "snapshot"), { recursive: true });
  }
});

test("providers that AWS Config records are in the snapshot", async () => {
  const { snapshot } = await imported({
    "config.json": [
      ...items,
      item("AWS::IAM::SAMLProvider", { Arn: arn("saml-provider/okta"), SamlMetadataDocument: "<xml/>" }),
      {
        ...item("AWS::IAM::OIDCProvider", {}),
        configuration: {
          Arn: arn("oidc-provider/ci.example.com"),
          Url: "https://ci.example.com",
          ClientIdList: ["aud"],
          ThumbprintList: [],
        },
      },
    ],
  });
  expect(accountOf(snapshot)?.identityProviders).toEqual({
    SAMLProviderList: [{ Arn: arn("saml-provider/okta") }],
    OpenIDConnectProviderList: [
      {
        Arn: arn("oidc-provider/ci.example.com"),
        Url: "https://ci.example.com",
        ClientIDList: ["aud"],
        ThumbprintList: [],
      },
    ],
  });
});

test("items that cannot be used are told, deleted ones are not", async () => {
  const { summary } = await imported({
    "config.json": [
      ...items,
      item("AWS::S3::Bucket", {}),
      { resourceType: "AWS::IAM::Role", accountId: "12" },
      { ...item("AWS::IAM::Role", role), configurationItemStatus: "ResourceDeleted" },
    ],
  });
  const told = summary.problems.filter(({ file }) => file === "config.json");
  expect(told.map(({ code, file }) => [code, file])).toEqual([
    ["config-item-unreadable", "config.json"],
    ["config-item-unused", "config.json"],
  ]);
});

test("files without an account, and a folder that is not empty, are refused", async () => {
  await expect(imported({ "x.json": {} })).rejects.toThrow("no account data found");
  await imported({ "one.json": details });
  await expect(imported({ "one.json": details })).rejects.toThrow(
    "holds something that rolepath did not collect",
  );
});
