import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { CollectManifest } from "@rolepath/collector";
import { expect, test } from "vitest";
import { collectThrough, inFolder, requestFor } from "./support/disturbed.js";
import { type FakeFault, fakeTransport } from "./support/fake/transport.js";
import { type FakeWorld, fakeWorld } from "./support/fake/world.js";
import { filesBelow } from "./support/snapshot-bytes.js";

const world = fakeWorld(4);
const [management = "", first = "", second = "", third = ""] = world.accounts;

/** A transport that notes the calls it gets, and fails those that `fault` names. */
function watched(
  of: FakeWorld,
  fault: (operation: string, account: string) => FakeFault | null = () => null,
) {
  const calls: string[] = [];
  const transport = fakeTransport(of, {
    pageSize: 100,
    fault: (operation, account) => {
      calls.push(operation);
      return fault(operation, account);
    },
  });
  return { transport, calls };
}

const accountsIn = async (folder: string): Promise<string[]> =>
  (await readdir(join(folder, "accounts"))).sort();
const manifestIn = async (folder: string): Promise<CollectManifest> =>
  JSON.parse((await filesBelow(folder)).get("manifest.json") ?? "{}") as CollectManifest;

test("a run that goes on asks for nothing that is there already", async () => {
  await inFolder(async (folder) => {
    const refusing = watched(world, (operation, account) =>
      operation === "iam:GetAccountAuthorizationDetails" && account === second ? "refused" : null,
    );
    expect((await collectThrough(refusing.transport, requestFor(folder))).complete).toBe(false);
    const next = watched(world);
    expect((await collectThrough(next.transport, requestFor(folder))).complete).toBe(true);
    expect(next.calls.filter((operation) => /^(?:organizations|sso|identitystore):/.test(operation))).toEqual(
      [],
    );
    expect(next.calls.filter((operation) => operation === "sts:AssumeRole")).toHaveLength(1);
  });
});

test("an account that AWS stops refusing only for a part is partial, and the part is named", async () => {
  await inFolder(async (folder) => {
    const { transport } = watched(world, (operation, account) =>
      operation === "iam:ListRoles" && account === first ? "refused" : null,
    );
    const { manifest } = await collectThrough(transport, requestFor(folder));
    expect(manifest.accounts[first]).toMatchObject({ status: "partial" });
    expect(manifest.accounts[first]?.error).toMatch(/^iam:ListRoles: /);
    expect(await readdir(join(folder, "accounts", first))).not.toContain("list-roles.json");
  });
});

test("a refresh keeps what it cannot read again, and says that it is old", async () => {
  await inFolder(async (folder) => {
    await collectThrough(watched(world).transport, requestFor(folder));
    await expect(collectThrough(watched(world).transport, requestFor(folder))).rejects.toThrow(
      "complete snapshot",
    );
    const refusing = watched(world, (operation, account) =>
      operation.startsWith("iam:") && account === third ? "refused" : null,
    );
    const summary = await collectThrough(refusing.transport, requestFor(folder, { refresh: true }));
    expect(summary.complete).toBe(false);
    expect(summary.manifest.accounts[third]).toMatchObject({ status: "refused" });
    expect(summary.manifest.accounts[third]?.error).toContain(
      "the data in the snapshot is of an earlier run",
    );
    expect(await accountsIn(folder)).toContain(third);
  });
});

test("an account that has left the organization leaves the snapshot with the next refresh", async () => {
  await inFolder(async (folder) => {
    await collectThrough(watched(world).transport, requestFor(folder));
    const smaller = watched(fakeWorld(3));
    await collectThrough(smaller.transport, requestFor(folder, { refresh: true }));
    expect(await accountsIn(folder)).toEqual([management, first, second]);
    expect((await manifestIn(folder)).accounts[third]).toBeUndefined();
  });
});

test("without an organization the named accounts are collected, the caller's own with its own credentials", async () => {
  await inFolder(async (folder) => {
    const { transport, calls } = watched(world);
    const request = requestFor(folder, { organization: false, filter: { accounts: [management, first] } });
    expect((await collectThrough(transport, request)).complete).toBe(true);
    expect(await accountsIn(folder)).toEqual([management, first]);
    expect(calls.filter((operation) => operation === "sts:AssumeRole")).toHaveLength(1);
  });
});

test("one snapshot is of one organization, or of accounts", async () => {
  await inFolder(async (folder) => {
    const { transport } = watched(world);
    await collectThrough(transport, requestFor(folder, { organization: false }));
    await expect(collectThrough(transport, requestFor(folder, { refresh: true }))).rejects.toThrow(
      "holds a snapshot with scope account",
    );
  });
});

test("what the user leaves out is not asked for, and noted", async () => {
  await inFolder(async (folder) => {
    const { transport, calls } = watched(world);
    const request = requestFor(folder, { withAccountTags: false, identityCenter: { include: false } });
    const { complete, manifest } = await collectThrough(transport, request);
    expect(complete).toBe(true);
    expect(manifest.identityCenter).toEqual({ status: "excluded", error: "left out by the user" });
    expect(calls.join()).not.toMatch(/sso:|identitystore:|ListTagsForResource/);
  });
});

test("an SCP that cannot be read is a gap of the organization, and the rest is collected", async () => {
  await inFolder(async (folder) => {
    const { transport } = watched(world, (operation) =>
      operation === "organizations:DescribePolicy" ? "refused" : null,
    );
    const { manifest } = await collectThrough(transport, requestFor(folder));
    expect(manifest.organization).toMatchObject({ status: "partial" });
    expect(manifest.organization?.error).toMatch(/^organizations:DescribePolicy: /);
    expect(await accountsIn(folder)).toEqual(world.accounts);
  });
});
