import { stat } from "node:fs/promises";
import { join } from "node:path";
import { analyze } from "@rolepath/analyzer";
import { readSnapshot } from "@rolepath/snapshot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { throughSdk } from "../support/connect-sdk.js";
import { collectThrough, inFolder, requestFor } from "../support/disturbed.js";
import type { Moto } from "../support/moto.js";
import { createOrigin } from "../support/proxy/origin.js";
import { type FaultProxy, startProxy } from "../support/proxy/proxy.js";
import { seedWorld, type World } from "../support/seed.js";
import type { ReadyServer } from "../support/server.js";
import { filesBelow } from "../support/snapshot-bytes.js";
import { correctionsFor } from "../support/world-on-moto.js";

const size = 25;

/** An organization of 25 accounts, collected whole. */
export function organizationSuite(server: ReadyServer): void {
  describe(`an organization of ${size} accounts`, () => {
    let moto: Moto;
    let world: World;
    let corrections: Awaited<ReturnType<typeof correctionsFor>>;
    const proxies: FaultProxy[] = [];

    beforeAll(async () => {
      moto = await server.fresh();
      world = await seedWorld(moto.url, size);
      corrections = await correctionsFor(world);
    }, 120_000);
    afterAll(async () => {
      for (const proxy of proxies) await proxy.close();
    });

    const proxied = async (more: object = {}): Promise<FaultProxy> => {
      const proxy = await startProxy({
        origin: createOrigin(moto.url, false),
        corrections: { ...corrections, ...more },
      });
      proxies.push(proxy);
      return proxy;
    };
    const collectFrom = (proxy: FaultProxy, folder: string, more: Parameters<typeof requestFor>[1] = {}) =>
      throughSdk(proxy.url, world.own, (transport) => collectThrough(transport, requestFor(folder, more), 8));

    test("is collected whole, with the least calls, into private files without a credential", async () => {
      await inFolder(async (folder) => {
        const proxy = await proxied();
        const summary = await collectFrom(proxy, folder);
        expect(summary.complete).toBe(true);
        expect(summary.calls.made).toBe(proxy.seen.length);
        expect(summary.calls.made).toBe(summary.calls.minimum);
        for (const counts of summary.callsByAccount.values()) expect(counts.made).toBe(counts.minimum);
        expect(summary.callsByAccount.size).toBe(size);
        const files = await filesBelow(folder);
        for (const [path, text] of files) {
          expect(text, path).not.toContain(world.own.credentials.secretAccessKey);
          expect(text, path).not.toMatch(/\b(?:AKIA|ASIA)[A-Z0-9]{12}/);
          if (process.platform !== "win32")
            expect((await stat(join(folder, path))).mode & 0o777, path).toBe(0o600);
        }
        if (process.platform !== "win32") {
          expect((await stat(folder)).mode & 0o777).toBe(0o700);
          expect((await stat(join(folder, "accounts"))).mode & 0o777).toBe(0o700);
        }
        expectWhole(files, world);
      });
    });

    test("names accounts that refuse the role, and completes them once they let it in", async () => {
      await inFolder(async (folder) => {
        const accounts = world.members.slice(0, 3).map(({ id }) => id);
        const accountsWithoutRole = accounts.slice(0, 2);
        const filter = { accounts };
        const closed = await collectFrom(await proxied({ accountsWithoutRole }), folder, { filter });
        expect(closed.complete).toBe(false);
        for (const id of accountsWithoutRole) {
          const { status, error } = closed.manifest.accounts[id] ?? {};
          expect(status).toBe("refused");
          expect(error).toMatch(/^sts:AssumeRole: AccessDenied: .*role\/audit\/rolepath-audit/);
        }
        const { snapshot, problems } = readSnapshot(await filesBelow(folder));
        expect(problems.filter(({ level }) => level === "error")).toEqual([]);
        if (snapshot === null) throw new Error("no snapshot");
        const gaps = analyze(snapshot).summary().coverageGaps;
        for (const id of accountsWithoutRole)
          expect(gaps).toContainEqual(expect.stringMatching(`^account ${id}: sts:AssumeRole: AccessDenied`));
        // Without the filter, too: what was left out is collected now.
        const opened = await collectFrom(await proxied(), folder);
        expect(opened.complete).toBe(true);
        expect(opened.callsByAccount.has(accounts[2] ?? "")).toBe(false);
        expectWhole(await filesBelow(folder), world);
      });
    });

    test("with a wrong external ID gets into no account but its own", async () => {
      await inFolder(async (folder) => {
        const entry = { roleName: world.roleName, sessionName: "rolepath", externalId: "wrong" };
        const summary = await collectFrom(await proxied(), folder, { entry });
        const complete = Object.entries(summary.manifest.accounts).filter(
          ([, { status }]) => status === "complete",
        );
        expect(complete.map(([id]) => id)).toEqual([world.management.id]);
      });
    });

    test.each([
      ["an account", (it: World) => ({ accounts: [it.members[2]?.id ?? ""] }), ["account-2"]],
      ["a tag", () => ({ tags: ["env=prod"] }), null],
      ["a unit and what lies below it", (it: World) => ({ units: [it.units.workloads] }), null],
    ] as const)("chosen by %s collects no other", async (_, filterFor, names) => {
      await inFolder(async (folder) => {
        const filter = filterFor(world);
        const summary = await collectFrom(await proxied(), folder, { filter });
        expect(summary.complete).toBe(true);
        const wanted = world.members.filter((account, index) => {
          if (names !== null) return (names as readonly string[]).includes(account.name);
          if ("tags" in filter) return index % 2 === 0;
          return [world.units.workloads, world.units.production].includes(account.parent);
        });
        const states = summary.manifest.accounts;
        const complete = Object.keys(states).filter((id) => states[id]?.status === "complete");
        expect(complete).toEqual(wanted.map(({ id }) => id).sort());
        for (const id of Object.keys(states))
          if (!complete.includes(id)) expect(states[id]?.error).toBeTruthy();
      });
    });

    test("asked for an account or unit that is not there says so and collects nothing", async () => {
      await inFolder(async (folder) => {
        const proxy = await proxied();
        await expect(collectFrom(proxy, folder, { filter: { accounts: ["000000000000"] } })).rejects.toThrow(
          "account `000000000000` is not in the organization",
        );
        await expect(collectFrom(proxy, folder, { filter: { units: ["ou-none-00000000"] } })).rejects.toThrow(
          "`ou-none-00000000` is no root or organizational unit",
        );
      });
    });
  });
}

function expectWhole(files: ReadonlyMap<string, string>, world: World): void {
  const { snapshot, problems } = readSnapshot(files);
  expect(problems.filter(({ level }) => level === "error")).toEqual([]);
  const ids = [world.management, ...world.members].map(({ id }) => id).sort();
  expect(snapshot?.accounts.map(({ id }) => id)).toEqual(ids);
  expect(snapshot?.manifest.accounts?.[world.suspended]).toEqual({
    status: "skipped",
    error: "the account is SUSPENDED",
  });
  for (const account of snapshot?.accounts ?? []) {
    const { UserDetailList, GroupDetailList, RoleDetailList, Policies } = account.authorizationDetails;
    expect(UserDetailList.map(({ UserName, GroupList }) => [UserName, GroupList])).toEqual([
      ["dana", ["deployers"]],
    ]);
    expect(GroupDetailList.map(({ GroupName }) => GroupName)).toEqual(["deployers"]);
    const roles = RoleDetailList.map(({ Arn }) => Arn);
    expect(roles).toContain(`arn:aws:iam::${account.id}:role/app/app-2`);
    for (const role of RoleDetailList) expect(role.AssumeRolePolicyDocument).toHaveProperty("Statement");
    expect(Policies.map(({ Arn }) => Arn)).toContain("arn:aws:iam::aws:policy/ReadOnlyAccess");
    const sessions = account.listRoles?.Roles.find(({ RoleName }) => RoleName === "app-1");
    expect(sessions?.MaxSessionDuration).toBe(7200);
  }
  const { Policies, Accounts, OrganizationalUnits } = snapshot?.organization ?? {};
  expect(Policies?.map(({ Name }) => Name).sort()).toEqual(
    ["FullAWSAccess", "RCPFullAWSAccess", "deny-leaving", "deny-outside", "deny-users"].sort(),
  );
  const guard = Policies?.find(({ Name }) => Name === "deny-users");
  expect(guard?.Targets).toEqual([world.members[0]?.id]);
  expect(guard?.Content).toMatchObject({ Statement: [{ Action: "iam:CreateUser" }] });
  expect(OrganizationalUnits?.length).toBe(3);
  for (const { id, name, parent } of world.members)
    expect(Accounts?.find(({ Id }) => Id === id)).toMatchObject({ Name: name, ParentId: parent });
  const center = JSON.parse(files.get("identity-center.json") ?? "{}") as Record<
    string,
    { UserName?: string }[]
  >;
  expect(center.AccountAssignments?.length).toBe(5);
  expect(center.Users?.map(({ UserName }) => UserName).sort()).toEqual(["ann", "ben"]);
  expect(center.Groups?.length).toBe(1);
  expect(center.GroupMemberships?.length).toBe(2);
}
