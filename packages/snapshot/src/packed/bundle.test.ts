import { describe, expect, test } from "vitest";
import { createSnapshotReader, readSnapshot } from "../read/reader.js";
import { packBundle, writeBundle } from "../write.js";

const details = {
  UserDetailList: [],
  GroupDetailList: [],
  RoleDetailList: ["One", "Two"].map((name) => ({
    Path: "/",
    RoleName: name,
    RoleId: `AROA${name}`,
    Arn: `arn:aws:iam::111122223333:role/${name}`,
    CreateDate: "2025-03-01T08:00:00+00:00",
    AssumeRolePolicyDocument: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
    },
    RolePolicyList: [],
    AttachedManagedPolicies: [],
    InstanceProfileList: [],
  })),
  Policies: [],
};
const manifest = { formatVersion: 1, createdAt: "2026-10-01T00:00:00Z", source: "test" };
const plain = JSON.stringify({
  manifest,
  accounts: [{ id: "111122223333", authorizationDetails: details }],
});

describe("a packed bundle", () => {
  test("reads as the bundle does", () => {
    const { snapshot } = readSnapshot(new Map([["bundle.json", plain]]));
    const reader = createSnapshotReader();
    reader.addPacked("bundle.json", packBundle(snapshot!));
    const { snapshot: again } = reader.finish();
    expect(again).toStrictEqual(readSnapshot(new Map([["bundle.json", writeBundle(snapshot!)]])).snapshot);
  });

  test("that is damaged is a problem with a remedy", () => {
    const { snapshot } = readSnapshot(new Map([["bundle.json", plain]]));
    const reader = createSnapshotReader();
    reader.addPacked("bundle.json", packBundle(snapshot!).subarray(0, 100));
    const { snapshot: nothing, problems } = reader.finish();
    expect(nothing).toBeNull();
    expect(problems).toMatchObject([
      { level: "error", code: "packed-damaged", remedy: expect.stringContaining("report") },
    ]);
  });
});
