import { execFile } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { IAMClient } from "@aws-sdk/client-iam";
import { importSnapshot } from "@rolepath/collector";
import { readSnapshot } from "@rolepath/snapshot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../support/repository.js";
import { throughSdk } from "../support/connect-sdk.js";
import { type Connection, managementAccount, ownConnection } from "../support/connection.js";
import { collectThrough, inFolder, requestFor } from "../support/disturbed.js";
import type { Moto } from "../support/moto.js";
import { createOrigin } from "../support/proxy/origin.js";
import { type FaultProxy, startProxy } from "../support/proxy/proxy.js";
import { seedAccount } from "../support/seed-account.js";
import type { ReadyServer } from "../support/server.js";
import { filesBelow } from "../support/snapshot-bytes.js";

const run = promisify(execFile);

/** The AWS CLI's recipe of docs/collecting.md, run as it stands there. */
export function recipeSuite(server: ReadyServer): void {
  describe("the recipe for the AWS CLI", () => {
    let moto: Moto;
    let own: Connection;
    let proxy: FaultProxy;

    beforeAll(async () => {
      moto = await server.fresh();
      own = ownConnection(moto.url);
      proxy = await startProxy({ origin: createOrigin(moto.url, false), corrections: {} });
      await seedAccount(new IAMClient(own), managementAccount, 0);
    }, 120_000);
    afterAll(() => proxy?.close());

    // The recipe is for a POSIX shell.
    test.skipIf(process.platform === "win32")("gives the snapshot that collecting gives", async () => {
      await inFolder(async (folder) => {
        const work = dirname(folder);
        await runRecipe(server, work, proxy.url, own);
        const imported = join(work, "imported");
        const summary = await importSnapshot({
          files: fromFolder(join(work, "raw")),
          out: imported,
          source: "test",
        });
        expect(summary.problems).toEqual([]);
        expect([...summary.accounts]).toEqual([[managementAccount, null]]);
        await throughSdk(proxy.url, own, (transport) =>
          collectThrough(transport, requestFor(folder, { organization: false })),
        );
        const collected = readSnapshot(await filesBelow(folder)).snapshot?.accounts[0];
        const made = readSnapshot(await filesBelow(imported)).snapshot?.accounts[0];
        expect(made?.authorizationDetails).toEqual(collected?.authorizationDetails);
        expect(made?.listRoles).toEqual(collected?.listRoles);
        expect(made?.identityProviders).toEqual(collected?.identityProviders);
      });
    });
  });
}

async function runRecipe(server: ReadyServer, folder: string, url: string, own: Connection): Promise<void> {
  const document = await readFile(join(root, "docs", "collecting.md"), "utf8");
  const recipe = /```sh\n([\s\S]*?)```/.exec(document)?.[1] ?? "";
  expect(recipe).toContain("aws iam");
  await mkdir(join(folder, "home"));
  await run("sh", ["-euc", recipe], {
    cwd: folder,
    env: {
      PATH: `${dirname(server.python)}${delimiter}${process.env.PATH}`,
      HOME: join(folder, "home"),
      AWS_ENDPOINT_URL: url,
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: own.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: own.credentials.secretAccessKey,
    },
  });
}

async function* fromFolder(folder: string): AsyncGenerator<readonly [path: string, text: string]> {
  yield* await filesBelow(folder);
}
