import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { startCommand } from "../support/command.js";
import { inFolder } from "../support/disturbed.js";
import type { Moto } from "../support/moto.js";
import { seedWorld, type World } from "../support/seed.js";
import type { ReadyServer } from "../support/server.js";
import { tell } from "../support/tell.js";

/** `ROLEPATH_MEASURE=1` measures at the sizes that matter; without it the same is done once, small and quick. */
const full = process.env.ROLEPATH_MEASURE === "1";
const sizes = full ? [25, 200] : [6];
const concurrencies = full ? [1, 8, 32] : [8];

/** What collecting costs: time, calls and memory, told beside the results. moto does one thing at a time; AWS does not. */
export function measureSuite(server: ReadyServer): void {
  describe.each(sizes)("measured with %i accounts", (size) => {
    let moto: Moto;
    let world: World;

    beforeAll(async () => {
      moto = await server.fresh();
      world = await seedWorld(moto.url, size);
    }, 600_000);

    test.each(concurrencies)(
      "%i at a time, each account takes the least calls",
      async (concurrency) => {
        const { seconds, peakMegabytes, summary } = await collectOnce(world, moto.url, concurrency);
        const { calls, accounts } = summary;
        const perAccount = Object.values(calls.byAccount);
        const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
        const made = sum(perAccount.map((count) => count.made));
        const minimum = sum(perAccount.map((count) => count.minimum));
        tell(
          `${size} accounts, ${concurrency} at a time: ${seconds.toFixed(1)} s, ${(calls.made / seconds).toFixed(0)} calls/s, ` +
            `${calls.made} calls (at least ${calls.minimum}), ${(made / size).toFixed(2)} an account (at least ${(minimum / size).toFixed(2)}), ` +
            `peak memory ${peakMegabytes === null ? "unknown" : `${peakMegabytes} MB`}`,
        );
        expect(accounts.complete).toBe(size);
        expect(made).toBe(minimum);
      },
      600_000,
    );
  });
}

interface Summary {
  readonly accounts: Readonly<Record<string, number>>;
  readonly calls: {
    readonly made: number;
    readonly minimum: number;
    readonly byAccount: Readonly<Record<string, { readonly made: number; readonly minimum: number }>>;
  };
}

async function collectOnce(world: World, url: string, concurrency: number) {
  return inFolder(async (folder) => {
    const start = performance.now();
    const run = startCommand(
      [
        ...["collect", "--org", "--role-name", world.roleName, "--out", folder, "--endpoint-url", url],
        ...["--concurrency", String(concurrency), "--progress", "none", "--format", "json"],
      ],
      world.own,
    );
    let ended = false;
    let peakMegabytes: number | null = null;
    const watch = async (): Promise<void> => {
      while (!ended) {
        peakMegabytes = (await peakMemoryOf(run.child.pid)) ?? peakMegabytes;
        await wait(50);
      }
    };
    const watching = watch();
    const code = await run.ended;
    const seconds = (performance.now() - start) / 1000;
    ended = true;
    await watching;
    expect(code, run.stderr()).toBe(0);
    return { seconds, peakMegabytes, summary: JSON.parse(run.stdout()) as Summary };
  });
}

/** The most memory that the process has had, where the system tells it. */
async function peakMemoryOf(pid: number | undefined): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
}
