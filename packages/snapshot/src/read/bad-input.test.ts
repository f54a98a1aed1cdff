import { describe, expect, test } from "vitest";
import {
  accountId,
  accountOf,
  bundle,
  details,
  manifest,
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

const detailsFile = `accounts/${accountId}/authorization-details.json`;

describe("a file that is not JSON", () => {
  test.each([
    ["truncated", JSON.stringify(details()).slice(0, 200), "json-truncated"],
    ["an HTML error page", "<html><body>503 Service Unavailable</body></html>", "html-not-json"],
    ["empty", "", "file-empty"],
    [
      "UTF-16 read as UTF-8",
      [...JSON.stringify(details())].map((letter) => `${letter}\u0000`).join(""),
      "text-not-utf8",
    ],
    ["an error message", "An error occurred (AccessDenied) when calling the operation", "json-invalid"],
  ])("(%s) is an error that names the file", (_, text, code) => {
    const { snapshot, problems } = readDetails(text);
    expect(snapshot).toBeNull();
    expect(places(problems)).toEqual([`error ${code} details.json#`]);
    expect(problems[0]?.remedy).not.toBe("");
  });

  test("leaves the rest standing where it is one account of several", () => {
    const files = {
      "manifest.json": manifest,
      [detailsFile]: details(),
      [`accounts/${otherId}/authorization-details.json`]: "{",
    };
    const result = read(files);
    expect(places(result.problems)).toEqual([
      `error json-truncated accounts/${otherId}/authorization-details.json#`,
    ]);
    expect(accountOf(result).id).toBe(accountId);
    expect(snapshotOf(result).problems).toEqual(result.problems);
  });

  test.each(["manifest.json", "organization.json"])("stops everything where it is %s", (file) => {
    const { snapshot, problems } = read({ "manifest.json": manifest, [detailsFile]: details(), [file]: "{" });
    expect(snapshot).toBeNull();
    expect(places(problems)).toEqual([`error json-truncated ${file}#`]);
  });

  test("is told from one that is JSON but holds nothing of ours", () => {
    for (const content of ["5", "null", "[]", "{}", '"text"', '[["x"]]']) {
      const { snapshot, problems } = readDetails(content);
      expect(snapshot).toBeNull();
      expect(places(problems)).toEqual(["error snapshot-empty #", "warning file-unknown details.json#"]);
    }
  });
});

test("nothing at all is an error, not a crash", () => {
  expect(places(read({}).problems)).toEqual(["error snapshot-empty #"]);
});

describe("a policy", () => {
  test("that is missing, no JSON or no object becomes null, with a warning at its place", () => {
    const { AssumeRolePolicyDocument: _, ...untrusted } = role("untrusted");
    const roles = [
      untrusted,
      role("text", { AssumeRolePolicyDocument: "not json" }),
      role("list", { AssumeRolePolicyDocument: [trust] }),
    ];
    const result = readDetails(details({ RoleDetailList: roles }));
    expect(places(result.problems)).toEqual([
      "warning policy-missing details.json#/RoleDetailList/0/AssumeRolePolicyDocument",
      "warning policy-not-json details.json#/RoleDetailList/1/AssumeRolePolicyDocument",
      "warning policy-not-object details.json#/RoleDetailList/2/AssumeRolePolicyDocument",
    ]);
    expect(result.problems[0]?.message).toBe(
      `the trust policy of the role \`arn:aws:iam::${accountId}:role/untrusted\` is missing; what it says counts as unknown`,
    );
    const documents = accountOf(result).authorizationDetails.RoleDetailList.map(
      (entry) => entry.AssumeRolePolicyDocument,
    );
    expect(documents).toEqual([null, null, null]);
  });

  test("is kept as it is, whatever its statements look like", () => {
    const odd = {
      Version: "2008-10-17",
      Statement: {
        Effect: "Allow",
        Principal: "*",
        Action: "sts:AssumeRole",
        Condition: {
          Bool: { "aws:MultiFactorAuthPresent": true },
          NumericLessThan: { "aws:MultiFactorAuthAge": 3600 },
        },
      },
      extra: { constructor: null },
    };
    const result = readDetails(details({ RoleDetailList: [role("a", { AssumeRolePolicyDocument: odd })] }));
    expect(result.problems).toEqual([]);
    expect(accountOf(result).authorizationDetails.RoleDetailList[0]?.AssumeRolePolicyDocument).toEqual(odd);
  });

  test("without a default version, or attached but not there, is warned about once", () => {
    const attached = { AttachedManagedPolicies: [{ PolicyArn: "arn:aws:iam::aws:policy/Gone" }] };
    const result = readDetails(
      details({
        RoleDetailList: [
          role("a", attached),
          role("b", {
            ...attached,
            PermissionsBoundary: { PermissionsBoundaryArn: "arn:aws:iam::aws:policy/Edge" },
          }),
        ],
        UserDetailList: [user("u", { GroupList: ["ghosts"] })],
        Policies: [
          policy("p", { PolicyVersionList: [{ VersionId: "v2", IsDefaultVersion: false, Document: trust }] }),
        ],
      }),
    );
    expect(places(result.problems)).toEqual([
      "warning default-version-missing details.json#/Policies/0/PolicyVersionList",
      "warning reference-missing details.json#/RoleDetailList/0/AttachedManagedPolicies",
      "warning reference-missing details.json#/RoleDetailList/1/PermissionsBoundary",
      "warning reference-missing details.json#/UserDetailList/0/GroupList",
    ]);
    expect(result.problems[1]?.message).toContain("2 times");
  });
});

describe("a wrong type", () => {
  test("leaves out the optional field, the list entry or the list that it is in, and nothing more", () => {
    const result = readDetails({
      UserDetailList: { not: "a list" },
      GroupDetailList: [],
      RoleDetailList: [
        role("a", { Description: 5, Tags: [{ Key: "k", Value: "v" }, "tag", { Value: "no key" }] }),
        "role",
        role("b", { Arn: "b" }),
      ],
      Policies: [
        policy("p", { PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: "yes", Document: trust }] }),
      ],
    });
    expect(places(result.problems)).toEqual([
      "warning type-wrong details.json#/UserDetailList",
      "warning type-wrong details.json#/RoleDetailList/0/Description",
      "warning type-wrong details.json#/RoleDetailList/0/Tags/1",
      "warning field-missing details.json#/RoleDetailList/0/Tags/2/Key",
      "warning type-wrong details.json#/RoleDetailList/1",
      "warning arn-invalid details.json#/RoleDetailList/2/Arn",
      "warning type-wrong details.json#/Policies/0/PolicyVersionList/0/IsDefaultVersion",
      "warning default-version-missing details.json#/Policies/0/PolicyVersionList",
    ]);
    expect(result.problems[1]?.message).toBe("expected text, found a number `5`; `Description` was left out");
    expect(result.problems[4]?.message).toBe("expected an object, found text `role`; the role was left out");
    const { RoleDetailList } = accountOf(result).authorizationDetails;
    expect(RoleDetailList).toMatchObject([{ RoleName: "a", Tags: [{ Key: "k", Value: "v" }] }]);
  });

  test("one object where a list belongs is read as a list of one, with a warning", () => {
    const result = readDetails(details({ RoleDetailList: role("a") }));
    expect(places(result.problems)).toEqual(["warning list-expected details.json#/RoleDetailList"]);
    expect(accountOf(result).authorizationDetails.RoleDetailList).toHaveLength(1);
  });

  test("a list where an object belongs is left out with a warning", () => {
    const boundary = [{ PermissionsBoundaryArn: "arn:aws:iam::aws:policy/x" }];
    const result = readDetails(
      details({ RoleDetailList: [role("a", { PermissionsBoundary: boundary }), [role("b")]] }),
    );
    expect(places(result.problems)).toEqual([
      "warning type-wrong details.json#/RoleDetailList/0/PermissionsBoundary",
      "warning type-wrong details.json#/RoleDetailList/1",
    ]);
  });

  test("a list missing where it always stands is warned about", () => {
    const { Policies: _, ...rest } = details();
    expect(places(readDetails(rest).problems)).toEqual(["warning list-missing details.json#/Policies"]);
  });
});

describe("MaxSessionDuration", () => {
  test.each([900, 43_201, 3600.5, "7200", null, true])("of %j does not count", (value) => {
    const file = `accounts/${accountId}/list-roles.json`;
    const Roles = [
      { RoleName: "Deploy", Arn: `arn:aws:iam::${accountId}:role/Deploy`, MaxSessionDuration: value },
    ];
    const result = read({ "manifest.json": manifest, [detailsFile]: details(), [file]: { Roles } });
    const expected =
      value === null ? [] : [`warning max-session-duration-invalid ${file}#/Roles/0/MaxSessionDuration`];
    expect(places(result.problems)).toEqual(expected);
    expect(accountOf(result).listRoles?.Roles).toEqual([
      { RoleName: "Deploy", Arn: `arn:aws:iam::${accountId}:role/Deploy` },
    ]);
  });
});

describe("an account", () => {
  test("that a bundle lists twice is put together, with a warning", () => {
    const entry = (name: string) => ({
      id: accountId,
      authorizationDetails: details({ RoleDetailList: [role(name)] }),
    });
    const result = read({ "b.json": bundle({ accounts: [entry("a"), entry("b")] }) });
    expect(places(result.problems)).toEqual(["warning account-duplicate b.json#/accounts/1"]);
    expect(accountOf(result).authorizationDetails.RoleDetailList).toHaveLength(2);
  });

  test("whose folder holds another account's data is left out with an error", () => {
    const files = {
      "manifest.json": manifest,
      [detailsFile]: details({ RoleDetailList: [role("a", {}, otherId)] }),
    };
    const { snapshot, problems } = read(files);
    expect(snapshot).toBeNull();
    expect(places(problems)).toEqual([`error account-mismatch ${detailsFile}#`]);
    expect(problems[0]?.message).toBe(
      `the data is of account \`${otherId}\`, expected account \`${accountId}\`; it was not read`,
    );
  });

  test("whose folder holds a stray entity of another account loses only that, with a warning", () => {
    const mixed = details({ RoleDetailList: [role("a"), role("b", {}, otherId)] });
    const result = read({ "manifest.json": manifest, [detailsFile]: mixed });
    expect(places(result.problems)).toEqual([`warning account-mismatch ${detailsFile}#/RoleDetailList/1`]);
    expect(accountOf(result).authorizationDetails.RoleDetailList).toHaveLength(1);
  });

  test("whose account.json names another is not described by it", () => {
    const file = `accounts/${accountId}/account.json`;
    const result = read({
      "manifest.json": manifest,
      [detailsFile]: details(),
      [file]: { id: otherId, name: "x" },
    });
    expect(places(result.problems)).toEqual([`error account-mismatch ${file}#/id`]);
    expect(accountOf(result).account).toBeUndefined();
  });

  test("whose folder or id is no account id takes the id from its data", () => {
    const folder = read({ "manifest.json": manifest, "accounts/prod/authorization-details.json": details() });
    expect(places(folder.problems)).toEqual([
      "warning account-id-invalid accounts/prod/authorization-details.json#",
    ]);
    expect(accountOf(folder).id).toBe(accountId);
    const entry = read({
      "b.json": bundle({ accounts: [{ id: 111122223333, authorizationDetails: details() }] }),
    });
    expect(places(entry.problems)).toEqual(["warning account-id-invalid b.json#/accounts/0/id"]);
    expect(accountOf(entry).id).toBe(accountId);
  });

  test("without authorization details is left out, with a warning", () => {
    const file = `accounts/${otherId}/account.json`;
    const folder = read({ "manifest.json": manifest, [detailsFile]: details(), [file]: { name: "dev" } });
    expect(places(folder.problems)).toEqual([`warning account-without-details ${file}#`]);
    const accounts = [{ id: accountId, authorizationDetails: details() }, { id: otherId }, "dev"];
    const entry = read({ "b.json": bundle({ accounts }) });
    expect(places(entry.problems)).toEqual([
      "error type-wrong b.json#/accounts/2",
      "warning account-without-details b.json#/accounts/1",
    ]);
  });

  test("that the manifest calls collected is missed where it is not there", () => {
    const accounts = {
      [accountId]: { status: "ok" },
      [otherId]: { status: "ok" },
      "999999999999": { status: "failed", error: "denied" },
    };
    const { problems } = read({ "manifest.json": { ...manifest, accounts }, [detailsFile]: details() });
    expect(places(problems)).toEqual([`warning account-without-details manifest.json#/accounts/${otherId}`]);
  });

  test("two of whose entities have one ARN keeps the first, with a warning", () => {
    const result = readDetails(
      details({
        RoleDetailList: [role("a"), role("a")],
        UserDetailList: [user("u"), user("u", { Path: "/x/" })],
      }),
    );
    expect(places(result.problems)).toEqual([
      "warning entity-duplicate details.json#/UserDetailList/1",
      "warning entity-duplicate details.json#/RoleDetailList/1",
    ]);
  });

  test("whose last page says that more follow is incomplete, with a warning", () => {
    const result = readDetails({ ...details(), IsTruncated: true, Marker: "m" });
    expect(places(result.problems)).toEqual(["warning pages-missing details.json#/IsTruncated"]);
  });

  test("whose principals have no unique ids is warned about once", () => {
    const { RoleId: _, ...nameless } = role("a");
    const result = readDetails(
      details({ RoleDetailList: [nameless, { ...nameless, Arn: `arn:aws:iam::${accountId}:role/b` }] }),
    );
    expect(places(result.problems)).toEqual(["warning unique-id-missing details.json#/RoleDetailList/0"]);
    expect(accountOf(result).authorizationDetails.RoleDetailList[0]?.RoleId).toBe("");
  });
});

describe("hostile content", () => {
  test("with keys named `__proto__` changes no prototype and is left out with a warning", () => {
    const text = JSON.stringify(details()).replace(
      '"Path":',
      '"__proto__":{"polluted":1},"Nested":{"__proto__":{"polluted":1}},"Tags":{"__proto__":"x"},"Path":',
    );
    const result = readDetails(`{"__proto__": {"polluted": 1}, ${text.slice(1)}`);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(places(result.problems)).toEqual([
      "warning key-forbidden details.json#/RoleDetailList/0/__proto__",
      "warning key-forbidden details.json#/RoleDetailList/0/Nested",
      "warning key-unknown details.json#/__proto__",
    ]);
    const [read] = accountOf(result).authorizationDetails.RoleDetailList;
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(read?.Tags).toEqual([{ Key: "__proto__", Value: "x" }]);
  });

  test("nested very deeply is left out with a warning, in a field, in a policy, and as a whole file", () => {
    const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
    const text = JSON.stringify(
      details({
        RoleDetailList: [role("a", { Odd: "ODD", AssumeRolePolicyDocument: { Statement: "ODD" } })],
      }),
    );
    const result = readDetails(text.replaceAll('"ODD"', deep(50_000)));
    expect(places(result.problems)).toEqual([
      "warning json-too-deep details.json#/RoleDetailList/0/AssumeRolePolicyDocument",
      "warning json-too-deep details.json#/RoleDetailList/0/Odd",
    ]);
    expect(places(readDetails(deep(100_000)).problems)).toContain("warning file-unknown details.json#");
  });

  test("in names is kept as it is, and stays on one line of a message", () => {
    const name = '</script><img src=x>\u001b[31m\u202e\n=HYPERLINK("x")';
    const result = readDetails(details({ RoleDetailList: [role(name), role(name)] }));
    expect(accountOf(result).authorizationDetails.RoleDetailList[0]?.RoleName).toBe(name);
    expect(result.problems[0]?.message).toContain("\\u{1b}[31m\\u{202e}\\u{a}=HYPERLINK");
    expect(result.problems[0]?.message).not.toMatch(/[\u0000-\u001f\u202e]/);
  });

  test("of a hundred thousand broken entries makes a short list of problems that counts them", () => {
    const result = readDetails(details({ UserDetailList: Array(100_000).fill(7) }));
    expect(result.problems).toHaveLength(21);
    expect(result.problems.at(-1)?.message).toBe("99980 more of the same kind in this file (type-wrong)");
  });

  test("a key that stands twice is warned about at its place", () => {
    const text = JSON.stringify(details()).replace('"Effect":"Allow"', '"Effect":"Deny","Effect":"Allow"');
    expect(places(readDetails(text).problems)).toEqual([
      "warning key-repeated details.json#/RoleDetailList/0/AssumeRolePolicyDocument/Statement/0/Effect",
    ]);
  });
});

test("parts that a bundle does not have are warned about, so that a misspelling is not lost", () => {
  const accounts = [{ id: accountId, authorizationDetails: details(), listRole: {} }];
  const result = read({ "b.json": bundle({ accounts, organisation: {}, problems: [] }) });
  expect(places(result.problems)).toEqual([
    "warning key-unknown b.json#/accounts/0/listRole",
    "warning key-unknown b.json#/organisation",
  ]);
});

test.each([undefined, {}, "x", null])(
  "a bundle with accounts of %j is an error at their place",
  (accounts) => {
    const { snapshot, problems } = read({ "b.json": bundle({ accounts }) });
    expect(snapshot).toBeNull();
    expect(places(problems)).toEqual(["error type-wrong b.json#/accounts"]);
  },
);

test("an identity provider list that was not collected is not taken for an empty one in silence", () => {
  const file = `accounts/${accountId}/identity-providers.json`;
  const { problems } = read({
    "manifest.json": manifest,
    [detailsFile]: details(),
    [file]: { SAMLProviderList: [] },
  });
  expect(places(problems)).toEqual([`warning list-missing ${file}#/OpenIDConnectProviderList`]);
});

test("a key that is there in two spellings is read once, and the other spelling is warned about", () => {
  const arn = { ARN: { odd: true } };
  const result = readDetails(details({ RoleDetailList: [role("a", arn)], userDetailList: [user()] }));
  expect(places(result.problems)).toEqual([
    "warning key-repeated details.json#/RoleDetailList/0/ARN",
    "warning key-repeated details.json#/userDetailList",
  ]);
  const twice = read({ "b.json": bundle({ Accounts: [] }) });
  expect(places(twice.problems)).toEqual(["warning key-repeated b.json#/Accounts"]);
});
