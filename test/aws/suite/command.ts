import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { CollectManifest } from "@rolepath/collector";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningCommand, startCommand } from "../support/command.js";
import { inFolder } from "../support/disturbed.js";
import type { Moto } from "../support/moto.js";
import type { Corrections } from "../support/proxy/corrections.js";
import { createOrigin } from "../support/proxy/origin.js";
import { type FaultProxy, startProxy } from "../support/proxy/proxy.js";
import { seedWorld, type World } from "../support/seed.js";
import type { ReadyServer } from "../support/server.js";
import { filesBelow } from "../support/snapshot-bytes.js";
import { correctionsFor } from "../support/world-on-moto.js";

const size = 8;

/** `rolepath collect` as a process of its own: what it prints, and how it ends when it is not left in peace. */
export function commandSuite(server: ReadyServer): void {
  describe("the command", () => {
    let moto: Moto;
    let world: World;
    let corrections: Corrections;
    let quick: FaultProxy;
    /** Takes its time, so that a run can be caught in the middle. */
    let slow: FaultProxy;

    beforeAll(async () => {
      moto = await server.fresh();
      world = await seedWorld(moto.url, size);
      corrections = await correctionsFor(world);
      const origin = createOrigin(moto.url, true);
      quick = await startProxy({ origin, corrections });
      slow = await startProxy({ origin, corrections, delayMilliseconds: 40 });
    }, 120_000);
    afterAll(async () => {
      await quick?.close();
      await slow?.close();
    });

    const collectInto = (folder: string, proxy: FaultProxy, ...more: readonly string[]): RunningCommand =>
      startCommand(
        [
          "collect",
          "--org",
          "--role-name",
          world.roleName,
          "--out",
          folder,
          "--endpoint-url",
          proxy.url,
          ...more,
        ],
        world.own,
      );
    const expectComplete = async (folder: string): Promise<void> => {
      const manifest = await readManifest(folder);
      const states = Object.values(manifest.accounts).map(({ status }) => status);
      expect(states.filter((status) => status === "complete").length).toBe(size);
      expect(states.filter((status) => status === "skipped").length).toBe(1);
      expect(await readdir(folder)).not.toContain(".collect");
    };

    test("tells an unattended caller by its exit code, on stdout and in events, and shows no credential", async () => {
      await inFolder(async (folder) => {
        const run = collectInto(folder, quick, "--progress", "json", "--format", "json");
        expect(await run.ended).toBe(0);
        const summary = JSON.parse(run.stdout()) as Record<string, unknown>;
        expect(summary).toMatchObject({ complete: true, accounts: { complete: size, skipped: 1 } });
        const events = run
          .stderr()
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line) as Record<string, unknown>);
        expect(events.filter(({ event }) => event === "account-done").length).toBe(size);
        for (const text of [run.stdout(), run.stderr(), ...(await filesBelow(folder)).values()]) {
          expect(text).not.toContain(world.own.credentials.secretAccessKey);
          expect(text).not.toMatch(/\b(?:AKIA|ASIA)[A-Z0-9]{12}/);
        }
        // It stands in the trust policies, which are the accounts' own; nobody else says it.
        for (const text of [run.stdout(), run.stderr(), JSON.stringify(await readManifest(folder))])
          expect(text).not.toContain("test-external-id");
        await expectComplete(folder);
        const again = collectInto(folder, quick);
        expect(await again.ended).toBe(2);
        expect(again.stderr()).toContain("holds a complete snapshot");
      });
    });

    test("killed in the middle loses nothing that was written, and goes on where it was", async () => {
      await inFolder(async (folder) => {
        const run = collectInto(folder, slow, "--concurrency", "2");
        await untilAccounts(folder, 3);
        run.child.kill("SIGKILL");
        await run.ended;
        const before = await completeAccounts(folder);
        expect(before.length).toBeGreaterThanOrEqual(3);
        expect(before.length).toBeLessThan(size);
        expect(await readdir(folder)).toContain(".collect");
        const seen = quick.seen.length;
        const next = collectInto(folder, quick);
        expect(await next.ended).toBe(0);
        const details = quick.seen
          .slice(seen)
          .filter(({ operation }) => operation === "iam:GetAccountAuthorizationDetails");
        expect(details.map(({ account }) => account)).toEqual(expect.not.arrayContaining(before));
        expect(details.length).toBe(size - before.length);
        await expectComplete(folder);
      });
    });

    // Windows has no SIGINT that one process can send another.
    test.skipIf(process.platform === "win32")(
      "stopped with Ctrl-C says so, and goes on where it was",
      async () => {
        await inFolder(async (folder) => {
          const run = collectInto(folder, slow, "--concurrency", "2");
          await untilAccounts(folder, 2);
          run.child.kill("SIGINT");
          expect(await run.ended).toBe(130);
          expect(run.stdout()).toContain("stopped by the user");
          const states = Object.values((await readManifest(folder)).accounts);
          expect(
            states.some(({ status, error }) => status === "pending" && error?.includes("not collected yet")),
          ).toBe(true);
          expect(await readdir(folder)).not.toContain(".collect");
          expect(await collectInto(folder, quick).ended).toBe(0);
          await expectComplete(folder);
        });
      },
    );

    test("a second run on the same folder is turned away, and the first is not disturbed", async () => {
      await inFolder(async (folder) => {
        const first = collectInto(folder, slow, "--concurrency", "2");
        await untilAccounts(folder, 1);
        const second = collectInto(folder, quick);
        expect(await second.ended).toBe(2);
        expect(second.stderr()).toContain("another run is collecting into this folder");
        expect(await first.ended).toBe(0);
        await expectComplete(folder);
      });
    });

    test("credentials, region and endpoint come from where the AWS SDK looks for them", async () => {
      await inFolder(async (folder) => {
        const files = await writeProfiles(folder, world);
        const environment = { ...files, AWS_ENDPOINT_URL: quick.url, AWS_EC2_METADATA_DISABLED: "true" };
        const collectWith = (profile: string, out: string) =>
          startCommand(["collect", "--profile", profile, "--out", join(folder, out)], world.own, environment);
        const plain = collectWith("plain", "plain");
        expect(await plain.ended, plain.stderr()).toBe(0);
        expect((await readManifest(join(folder, "plain"))).collection.partition).toBe("aws-us-gov");
        const entered = collectWith("entered", "entered");
        expect(await entered.ended, entered.stderr()).toBe(0);
        expect((await readManifest(join(folder, "entered"))).collection.callerAccount).toBe(
          world.members[0]?.id,
        );
        const locked = collectWith("locked", "locked");
        expect(await locked.ended).toBe(2);
        expect(locked.stderr()).toContain(
          "the profile needs an MFA code, and there is no terminal to ask on",
        );
        const missing = collectWith("missing", "missing");
        expect(await missing.ended).toBe(2);
        expect(missing.stderr()).toMatch(/Could not (?:load credentials|resolve credentials using profile)/);
      });
    });

    test("a folder that holds something else is left as it is", async () => {
      await inFolder(async (folder) => {
        await mkdir(folder);
        await writeFile(join(folder, "notes.txt"), "mine");
        const run = collectInto(folder, quick);
        expect(await run.ended).toBe(2);
        expect(run.stderr()).toContain("holds something that rolepath did not collect");
        expect(await readdir(folder)).toEqual(["notes.txt"]);
      });
    });
  });
}

/** Profiles with keys and a region, with a role of another account, and with a role that wants an MFA code. */
async function writeProfiles(folder: string, world: World): Promise<Record<string, string>> {
  await mkdir(folder);
  const { accessKeyId, secretAccessKey } = world.own.credentials;
  const role = (account: string) =>
    `role_arn = arn:aws:iam::${account}:role/OrganizationAccountAccessRole\nexternal_id = test-external-id`;
  const member = world.members[0]?.id ?? "";
  const config = [
    "[profile plain]",
    "region = us-gov-west-1",
    ...["[profile base]", "region = us-east-1"],
    ...["[profile entered]", "region = us-east-1", "source_profile = base", role(member)],
    ...["[profile locked]", "region = us-east-1", "source_profile = base", role(member)],
    `mfa_serial = arn:aws:iam::${world.management.id}:mfa/dana`,
  ];
  const keys = ["plain", "base"].flatMap((name) => [
    `[${name}]`,
    `aws_access_key_id = ${accessKeyId}`,
    `aws_secret_access_key = ${secretAccessKey}`,
  ]);
  const AWS_CONFIG_FILE = join(folder, "config");
  const AWS_SHARED_CREDENTIALS_FILE = join(folder, "credentials");
  await writeFile(AWS_CONFIG_FILE, `${config.join("\n")}\n`);
  await writeFile(AWS_SHARED_CREDENTIALS_FILE, `${keys.join("\n")}\n`);
  return { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE };
}

async function readManifest(folder: string): Promise<CollectManifest> {
  const text = (await filesBelow(folder)).get("manifest.json") ?? "{}";
  return JSON.parse(text) as CollectManifest;
}

async function completeAccounts(folder: string): Promise<string[]> {
  const { accounts } = await readManifest(folder);
  return Object.keys(accounts).filter((id) => accounts[id]?.status === "complete");
}

/** Waits until so many accounts are complete. */
async function untilAccounts(folder: string, count: number): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const complete = await completeAccounts(folder).catch(() => []);
    if (complete.length >= count) return;
    await wait(10);
  }
  throw new Error(`fewer than ${count} accounts were collected in time`);
}
