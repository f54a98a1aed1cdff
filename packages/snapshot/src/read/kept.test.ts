import fc from "fast-check";
import { expect, test } from "vitest";
import { accountId, details, manifest, otherId, policy, role, trust, user } from "../testing/build.js";
import { seed } from "../testing/seed.js";
import type { ReadResult } from "../type/read-result.js";
import { createKeepingReader } from "./keeping-reader.js";
import type { KeptFile } from "./kept.js";
import { KeptFileReader, KeptFileWriter } from "./kept-text.js";
import { createSnapshotReader } from "./reader.js";

type Files = Readonly<Record<string, unknown>>;

const detailsOf = (id: string) => `accounts/${id}/authorization-details.json`;
const rolesOf = (id: string) => `accounts/${id}/list-roles.json`;
const options = { forAnalysis: true, createdAt: "2026-10-15T00:00:00Z" };

const textOf = (content: unknown) => (typeof content === "string" ? content : JSON.stringify(content));

function readPlainly(files: Files): ReadResult {
  const reader = createSnapshotReader(options);
  for (const [path, content] of Object.entries(files)) reader.add(path, textOf(content));
  return reader.finish();
}

/** Reads the files twice: the second time those that were kept, by way of text, in place of the files. */
function readTwice(files: Files): { readonly second: ReadResult; readonly keptPaths: readonly string[] } {
  const [first, again] = [createKeepingReader(options), createKeepingReader(options)];
  const [writer, reader] = [new KeptFileWriter(), new KeptFileReader()];
  const texts = new Map<string, string>();
  const keptFiles: [string, KeptFile][] = [];
  for (const [path, content] of Object.entries(files)) {
    const kept = first.addKeeping(path, textOf(content));
    if (kept !== null) keptFiles.push([path, kept]);
  }
  const plain = readPlainly(files);
  expect(first.finish()).toEqual(plain);
  for (const [path, kept] of keptFiles) {
    const text = writer.write(kept);
    if (text !== null) texts.set(path, text);
  }
  const restored = new Map([...texts].map(([path, text]) => [path, reader.read(text)]));
  for (const [path, content] of Object.entries(files)) {
    const kept = restored.get(path);
    if (kept === undefined) again.add(path, textOf(content));
    else again.addKept(path, kept);
  }
  const second = again.finish();
  // Key order counts.
  expect(JSON.stringify(second)).toBe(JSON.stringify(plain));
  return { second, keptPaths: [...texts.keys()] };
}

const tags = [{ Key: "team", Value: "a" }];
const reads = { Statement: [{ Effect: "Allow", Action: ["s3:Get*", "s3:List*"], Resource: "*" }] };
const inline = [{ PolicyName: "p", PolicyDocument: reads }];
const sound = details({
  UserDetailList: [user("a", { UserPolicyList: inline, GroupList: ["g"], Tags: tags })],
  GroupDetailList: [
    {
      Path: "/",
      GroupName: "g",
      GroupId: "AGPA",
      Arn: `arn:aws:iam::${accountId}:group/g`,
      GroupPolicyList: inline,
    },
  ],
  RoleDetailList: [
    role("a", { RolePolicyList: inline, Tags: tags, Extra: { Tags: [1] } }),
    role("b", { AttachedManagedPolicies: [{ PolicyArn: policy().Arn }], Tags: tags }),
  ],
  Policies: [policy("Read")],
});
const listed = { Roles: [{ RoleName: "a", Arn: role("a").Arn, MaxSessionDuration: 7200 }] };
const files: Files = {
  "manifest.json": manifest,
  [detailsOf(accountId)]: sound,
  [rolesOf(accountId)]: listed,
};

test("what was kept of sound files gives the same snapshot", () => {
  const { keptPaths } = readTwice({
    ...files,
    [detailsOf(accountId)]: sound,
  });
  expect(keptPaths).toEqual([detailsOf(accountId), rolesOf(accountId)]);
});

test("documents and lists that are equal are one object, as when the files are read", () => {
  const other = textOf(sound).replaceAll(accountId, otherId);
  const { second } = readTwice({
    [detailsOf(accountId)]: sound,
    [detailsOf(otherId)]: other,
  });
  const [one, two] = (second.snapshot?.accounts ?? []).map((account) => account.authorizationDetails);
  const [a, b] = one?.RoleDetailList ?? [];
  expect(b?.Tags).toBe(a?.Tags);
  expect(two?.RoleDetailList[0]?.Tags).toBe(a?.Tags);
  expect(b?.AssumeRolePolicyDocument).toBe(a?.AssumeRolePolicyDocument);
  expect(two?.UserDetailList[0]?.UserPolicyList[0]?.PolicyDocument).toBe(inlineOf(one?.UserDetailList[0]));
  expect(b?.RolePolicyList).toBe(a?.InstanceProfileList);
});

function inlineOf(
  entity: { readonly UserPolicyList: readonly { readonly PolicyDocument: unknown }[] } | undefined,
) {
  return entity?.UserPolicyList[0]?.PolicyDocument;
}

test("lists of actions and resources that documents share are one object, as when the files are read", () => {
  const statement = { Effect: "Allow", Action: ["s3:Get*", "s3:List*"], Resource: ["arn:aws:s3:::a", "*"] };
  const policies = ["a", "b"].map((name) => ({
    PolicyName: name,
    // One statement need not stand in a list.
    PolicyDocument: { Id: name, Statement: name === "a" ? statement : [statement] },
  }));
  const { second } = readTwice({
    [detailsOf(accountId)]: details({ RoleDetailList: [role("a", { RolePolicyList: policies })] }),
    [detailsOf(otherId)]: details({
      RoleDetailList: [
        role(
          "b",
          {
            RolePolicyList: [
              {
                PolicyName: "c",
                PolicyDocument: { Statement: [{ NotAction: statement.Action }, statement] },
              },
            ],
          },
          otherId,
        ),
      ],
    }),
  });
  const statements = (second.snapshot?.accounts ?? []).flatMap((account) =>
    account.authorizationDetails.RoleDetailList.flatMap((one) =>
      one.RolePolicyList.flatMap(({ PolicyDocument: document }) => Object(document).Statement as object[]),
    ),
  ) as { Action?: unknown; NotAction?: unknown; Resource?: unknown }[];
  expect(statements).toHaveLength(4);
  const [first] = statements;
  expect(first?.Action).toEqual(statement.Action);
  for (const one of statements) expect(one.Action ?? one.NotAction).toBe(first?.Action);
  for (const one of statements) if (one.Resource !== undefined) expect(one.Resource).toBe(first?.Resource);
});

test("what checks across files say is said again: references, duplicates, pages, lists, dates", () => {
  const { second, keptPaths } = readTwice({
    [detailsOf(accountId)]: {
      ...details({
        UserDetailList: undefined,
        RoleDetailList: [
          role("a"),
          role("a"),
          role("b", { AttachedManagedPolicies: [{ PolicyArn: policy().Arn }] }),
        ],
      }),
      IsTruncated: true,
    },
    [rolesOf(accountId)]: { Roles: [], IsTruncated: false },
    [detailsOf(otherId)]: details({
      RoleDetailList: [role("c", { CreateDate: "2026-12-01T00:00:00Z" }, otherId)],
    }),
  });
  expect(keptPaths).toHaveLength(3);
  expect(second.problems.map(({ code }) => code).toSorted()).toEqual(
    ["entity-duplicate", "list-missing", "manifest-missing", "pages-missing", "reference-missing"].toSorted(),
  );
});

test.each([
  ["something is told of", details({ RoleDetailList: [role("a", { Path: 5 })] })],
  ["an entity was left out of", details({ RoleDetailList: [role("a"), "odd"] })],
  ["has several pages", [details(), { IsTruncated: false }]],
  ["holds another account too", details({ RoleDetailList: [role(), role("b", {}, otherId)] })],
  ["spells keys in another way", { ...details(), RoleDetailList: undefined, roleDetailList: [role()] }],
  [
    "has a number beyond JSON's range",
    textOf(details({ RoleDetailList: [role("a", { Extra: 7 })] })).replace('"Extra":7', '"Extra":1e999'),
  ],
  ["has a number where a list is written", details({ RoleDetailList: [role("a", { GroupList: 0 })] })],
  [
    "has a number where a document is written",
    details({ UserDetailList: [user("a", { AssumeRolePolicyDocument: 0 })] }),
  ],
  [
    "has one among attached policies",
    details({
      RoleDetailList: [
        role("a", { AttachedManagedPolicies: [{ PolicyArn: policy().Arn, PolicyDocument: 0 }] }),
      ],
    }),
  ],
  [
    "has a number where a statement's actions are written",
    details({ RoleDetailList: [role("a", { AssumeRolePolicyDocument: { Statement: { Action: 0 } } })] }),
  ],
  ["is no JSON", "{"],
])("a file that %s is read again", (_, content) => {
  expect(
    readTwice({
      [detailsOf(accountId)]: content,
      [detailsOf(otherId)]: details({ RoleDetailList: [role("z", {}, otherId)] }),
    }).keptPaths,
  ).toEqual([detailsOf(otherId)]);
});

test("what is first met in a file that is not kept is written with the next one", () => {
  const policies = (id: string) => [
    { PolicyName: "p", PolicyDocument: { Id: id, Statement: { Action: ["s3:Get*", "s3:List*"] } } },
  ];
  const { keptPaths } = readTwice({
    [detailsOf(accountId)]: details({
      RoleDetailList: [role("a", { RolePolicyList: policies("a"), Tags: tags }), role("b", { GroupList: 0 })],
    }),
    [detailsOf(otherId)]: details({
      RoleDetailList: [role("c", { RolePolicyList: policies("c"), Tags: tags }, otherId)],
    }),
  });
  expect(keptPaths).toEqual([detailsOf(otherId)]);
});

test("only files of accounts in the layout are kept", () => {
  const bundle = { manifest, accounts: [{ id: accountId, authorizationDetails: details() }] };
  for (const path of [
    "bundle.json",
    "details.json",
    "accounts/main/authorization-details.json",
    ".hidden/accounts/x",
  ])
    expect(readTwice({ [path]: path.startsWith("b") ? bundle : details() }).keptPaths).toEqual([]);
});

test("entities with anything in any field are read the same", () => {
  const keys = [
    "Tags",
    "GroupList",
    "PolicyVersionList",
    "AssumeRolePolicyDocument",
    "PolicyDocument",
    "Document",
    "UserPolicyList",
    "RolePolicyList",
    "Statement",
    "Action",
    "NotResource",
    "Extra",
  ];
  const part = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom<unknown>(0, 1, "text", null, true, [], trust),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 3 }),
    ),
  })).value;
  const changes = fc.dictionary(fc.constantFrom(...keys), part, { maxKeys: 4 });
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 4 }), changes, changes, (roles, ofUser, ofPolicy) => {
      readTwice({
        [detailsOf(accountId)]: details({
          UserDetailList: [user("a", ofUser)],
          RoleDetailList: roles.map((change, index) => role(`r${index}`, change)),
          Policies: [policy("Read", ofPolicy)],
        }),
        [detailsOf(otherId)]: details({
          RoleDetailList: roles.map((change, index) => role(`s${index}`, change, otherId)),
        }),
      });
    }),
    { seed, numRuns: 300 },
  );
});
