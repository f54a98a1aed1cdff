import { expect, test } from "vitest";
import { accountId, bundle, details, manifest, places, read, snapshotOf } from "../testing/build.js";

const detailsFile = `accounts/${accountId}/authorization-details.json`;
const withManifest = (content: unknown) => read({ "manifest.json": content, [detailsFile]: details() });

test("a newer format is refused, and the message says what to do", () => {
  const { snapshot, problems } = withManifest({ ...manifest, formatVersion: 2 });
  expect(snapshot).toBeNull();
  expect(problems).toEqual([
    {
      level: "error",
      code: "format-version-newer",
      file: "manifest.json",
      pointer: "/formatVersion",
      message: "the snapshot has format version 2; this rolepath reads versions up to 1",
      remedy: "update rolepath, or collect the snapshot with this version",
    },
  ]);
});

const oddVersions: readonly unknown[] = [
  0,
  "1",
  1.5,
  null,
  {},
  [],
  { toString: "" },
  { valueOf: 1, toString: null },
  "1\n\u001b[31m",
];

// Each value rides in an object: a table row that is an array would be spread over the arguments.
test.each(oddVersions.map((formatVersion) => ({ formatVersion })))(
  "a format version of %j is refused",
  ({ formatVersion }) => {
    const { snapshot, problems } = withManifest({ ...manifest, formatVersion });
    expect(snapshot).toBeNull();
    expect(places(problems)).toEqual(["error format-version-invalid manifest.json#/formatVersion"]);
    expect(problems[0]?.message).toMatch(/^[\u0020-\u007e]+$/);
  },
);

test("a missing format version is taken as 1, with a warning", () => {
  const result = withManifest({ createdAt: manifest.createdAt });
  expect(places(result.problems)).toEqual(["warning format-version-missing manifest.json#/formatVersion"]);
  expect(snapshotOf(result).manifest).toEqual({ formatVersion: 1, createdAt: manifest.createdAt });
});

test.each(["[]", '"text"', "null"])("a manifest of %s is an error", (content) => {
  const { snapshot, problems } = withManifest(content);
  expect(snapshot).toBeNull();
  expect(places(problems)).toEqual(["error manifest-unreadable manifest.json#"]);
});

test.each(["yesterday", "2026-13-01T00:00:00Z", undefined])(
  "createdAt %j is replaced, with a warning",
  (createdAt) => {
    const result = withManifest({ ...manifest, createdAt });
    expect(places(result.problems)).toEqual(["warning created-at-invalid manifest.json#/createdAt"]);
    expect(snapshotOf(result).manifest.createdAt).toBe("2024-05-01T10:00:00Z");
  },
);

test.each([
  ["2026-10-15T00:00:00Z", "2026-10-15T00:00:00Z"],
  ["2026-10-15T02:00:00+02:00", "2026-10-15T02:00:00+02:00"],
  ["2026-10-15", "2026-10-15T00:00:00Z"],
  ["2026-10-15 10:20:30.123456+00:00", "2026-10-15T10:20:30.123Z"],
])("createdAt %s is read as %s", (createdAt, read) => {
  const result = withManifest({ ...manifest, createdAt });
  expect(result.problems).toEqual([]);
  expect(snapshotOf(result).manifest.createdAt).toBe(read);
});

test("what became of each account is kept, and entries that name none are left out with a warning", () => {
  const accounts = {
    [accountId]: { status: "ok" },
    "444455556666": { status: "failed", error: "AccessDenied" },
    prod: { status: "ok" },
    "777788889999": "ok",
  };
  const result = withManifest({ ...manifest, accounts });
  expect(places(result.problems)).toEqual([
    "warning type-wrong manifest.json#/accounts/777788889999",
    "warning account-id-invalid manifest.json#/accounts/prod",
  ]);
  expect(snapshotOf(result).manifest.accounts).toEqual({
    [accountId]: { status: "ok" },
    "444455556666": { status: "failed", error: "AccessDenied" },
  });
});

test("fields that a manifest has besides are kept", () => {
  const result = withManifest({ ...manifest, license: "Apache-2.0" });
  expect(result.problems).toEqual([]);
  expect(snapshotOf(result).manifest).toEqual({ ...manifest, license: "Apache-2.0" });
});

test("a layout or a bundle without a manifest is warned about where it should stand", () => {
  expect(places(read({ [detailsFile]: details() }).problems)).toEqual([
    "warning manifest-missing manifest.json#",
  ]);
  const { manifest: _, ...rest } = bundle();
  expect(places(read({ "b.json": rest }).problems)).toEqual(["warning manifest-missing b.json#/manifest"]);
});
