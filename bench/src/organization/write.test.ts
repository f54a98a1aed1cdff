import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSnapshot, type Snapshot } from "@rolepath/snapshot";
import { afterAll, describe, expect, it } from "vitest";
import { jsonFiles } from "../scale/json-files.js";
import { leanShares, type OrganizationOptions, usualShares, withShares } from "./options.js";
import { writeOrganization } from "./write.js";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const usual: OrganizationOptions = {
  seed: 7,
  accounts: 2,
  roles: 120,
  users: 6,
  shares: usualShares,
  lean: false,
};
const lean: OrganizationOptions = { ...usual, shares: leanShares, lean: true };

function written(options: OrganizationOptions): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "rolepath-generated-"));
  folders.push(folder);
  const { files, bytes } = writeOrganization(folder, options);
  const texts = new Map(jsonFiles(folder).map((path) => [path, readFileSync(join(folder, path), "utf8")]));
  expect(texts.size).toBe(files);
  expect([...texts.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0)).toBe(bytes);
  return texts;
}

function read(texts: ReadonlyMap<string, string>): Snapshot {
  const { snapshot, problems } = readSnapshot(texts);
  expect(problems).toEqual([]);
  if (snapshot === null) throw new Error("not a snapshot");
  return snapshot;
}

const rolesOf = (snapshot: Snapshot) =>
  snapshot.accounts.flatMap(({ authorizationDetails }) => authorizationDetails.RoleDetailList);

describe.each([
  ["a generated organization", usual],
  ["a lean one", lean],
])("%s", (_, options) => {
  it("has the same bytes each time", () => {
    expect([...written(options)]).toEqual([...written(options)]);
  });

  it("has other bytes with another seed", () => {
    const digest = (texts: ReadonlyMap<string, string>) =>
      createHash("sha256")
        .update(JSON.stringify([...texts]))
        .digest("hex");
    expect(digest(written(options))).not.toBe(digest(written({ ...options, seed: 8 })));
  });

  it("is read without a problem, and holds as many accounts, roles and users as asked for", () => {
    const snapshot = read(written(options));
    expect(snapshot.accounts).toHaveLength(2);
    for (const { authorizationDetails } of snapshot.accounts) {
      expect(authorizationDetails.RoleDetailList).toHaveLength(120);
      expect(authorizationDetails.UserDetailList).toHaveLength(6);
      expect(new Set(authorizationDetails.RoleDetailList.map(({ RoleName }) => RoleName)).size).toBe(120);
    }
  });

  it("holds the policies that its principals carry, and no others of AWS", () => {
    for (const { authorizationDetails } of read(written(options)).accounts) {
      const { RoleDetailList, UserDetailList, GroupDetailList, Policies } = authorizationDetails;
      const carried = new Set(
        [...RoleDetailList, ...UserDetailList, ...GroupDetailList].flatMap(({ AttachedManagedPolicies }) =>
          AttachedManagedPolicies.map(({ PolicyArn }) => PolicyArn),
        ),
      );
      for (const role of RoleDetailList)
        if (role.PermissionsBoundary !== undefined)
          carried.add(role.PermissionsBoundary.PermissionsBoundaryArn);
      const held = new Set(Policies.map(({ Arn }) => Arn));
      expect([...carried].filter((arn) => !held.has(arn))).toEqual([]);
      expect([...held].filter((arn) => arn.startsWith("arn:aws:iam::aws:") && !carried.has(arn))).toEqual([]);
    }
  });
});

describe("the shares of a generated organization", () => {
  const servicePart = (service: number) => {
    const shares = withShares(usualShares, [`service=${service}`, "linked=0"]);
    if (shares === null) throw new Error("shares that do not fit");
    const roles = rolesOf(read(written({ ...usual, roles: 400, shares })));
    const entered = roles.filter(
      ({ AssumeRolePolicyDocument, Path }) =>
        JSON.stringify(AssumeRolePolicyDocument).includes('"Service":') &&
        !Path.startsWith("/aws-service-role/"),
    );
    return entered.length / roles.length;
  };

  it("are about those asked for", () => {
    expect(servicePart(0.1)).toBeGreaterThan(0.05);
    expect(servicePart(0.1)).toBeLessThan(0.2);
    expect(servicePart(0.6)).toBeGreaterThan(0.5);
    expect(servicePart(0.6)).toBeLessThan(0.7);
  });

  it("are refused when they exceed the whole, or name a kind that there is not", () => {
    expect(withShares(usualShares, ["service=0.95"])).toBeNull();
    expect(withShares(usualShares, ["servce=0.1"])).toBeNull();
    expect(withShares(usualShares, ["service="])).toBeNull();
    expect(withShares(usualShares, ["cross-account=0.1"])?.crossAccount).toBe(0.1);
  });
});
