import { CollectError, createPool, type Transport } from "@rolepath/collector";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chance, choose } from "../support/chance.js";
import { connectSdk } from "../support/connect-sdk.js";
import { collectThrough, expectSurvives, inFolder, requestFor } from "../support/disturbed.js";
import type { Moto } from "../support/moto.js";
import type { Corrections } from "../support/proxy/corrections.js";
import { type Fault, faults } from "../support/proxy/fault.js";
import { createOrigin, type Origin } from "../support/proxy/origin.js";
import { type FaultProxy, type ProxyOptions, startProxy } from "../support/proxy/proxy.js";
import { seedWorld, type World } from "../support/seed.js";
import type { ReadyServer } from "../support/server.js";
import { filesBelow } from "../support/snapshot-bytes.js";
import { tell } from "../support/tell.js";
import { correctionsFor } from "../support/world-on-moto.js";

const runs = Number(process.env.ROLEPATH_WIRE_FAULT_RUNS ?? 50);
/** Waits are shortened, or the runs would spend their time asleep; how often is tried is as in real life. */
const impatient = { retry: { attemptsMax: 4, hurry: 200 }, attemptSecondsMax: 0.4 };

/** Runs on the wire: the SDK, real connections, and a proxy in front of moto that misbehaves by a seed. */
export function faultSuite(server: ReadyServer): void {
  describe("through a proxy that throttles, fails, cuts, stalls, expires and refuses", () => {
    let moto: Moto;
    let world: World;
    let origin: Origin;
    let corrections: Corrections;
    let calmProxy: FaultProxy;
    let calm: Transport;
    let whole: ReadonlyMap<string, string>;

    beforeAll(async () => {
      moto = await server.fresh();
      world = await seedWorld(moto.url, 4);
      origin = createOrigin(moto.url, true);
      corrections = { ...(await correctionsFor(world)), numberTokens: true };
      calmProxy = await startProxy({ origin, corrections });
      calm = connectSdk(calmProxy.url, world.own);
      whole = await inFolder(async (folder) => {
        expect((await collectThrough(calm, requestFor(folder))).complete).toBe(true);
        return filesBelow(folder);
      });
    }, 120_000);
    afterAll(() => calmProxy?.close());

    async function survive(fault: NonNullable<ProxyOptions["fault"]>, pageSize: number) {
      const proxy = await startProxy({
        origin,
        corrections: { ...corrections, detailsPageSize: pageSize },
        fault,
      });
      const disturbed = connectSdk(proxy.url, world.own, impatient);
      try {
        return await expectSurvives(whole, disturbed, calm);
      } finally {
        disturbed.close();
        await proxy.close();
      }
    }

    test("without faults, pages of any size give the same snapshot", async () => {
      for (const size of [1, 3, 7]) expect(await survive(() => null, size)).toMatchObject({ complete: true });
    });

    test(`in each of ${runs} seeded runs the snapshot is the undisturbed one or names what is missing, and the next run completes it`, async () => {
      const ended = { complete: 0, incomplete: 0, notBegun: 0 };
      const met = new Map<Fault, number>();
      const seeds = Array.from({ length: runs }, (_, seed) => seed);
      await createPool(4)(seeds, async (seed) => {
        const fault = faultsBy(seed, met);
        const outcome = await survive(fault, choose([2, 5, 1000], seed, "page")).catch((error: unknown) => {
          throw new Error(`seed ${seed}`, { cause: error });
        });
        if (outcome instanceof CollectError) ended.notBegun += 1;
        else ended[outcome.complete ? "complete" : "incomplete"] += 1;
      });
      tell(
        `fault runs, on the wire: ${runs} survived of ${runs} (${JSON.stringify({ ...ended, ...Object.fromEntries(met) })})`,
      );
      expect([...met.keys()].sort()).toEqual([...faults].sort());
      expect(ended.complete).toBeGreaterThan(0);
      expect(ended.incomplete).toBeGreaterThan(0);
    }, 300_000);
  });
}

/** Faults by the seed: how often, and of two or three kinds. What lasts (a refusal, the end of a session) is rarer. */
function faultsBy(seed: number, met: Map<Fault, number>): NonNullable<ProxyOptions["fault"]> {
  const rate = choose([0.02, 0.05, 0.15], seed, "rate");
  const kinds = [0, 1, 2].map((number) => choose(faults, seed, "kind", number));
  const counts = new Map<string, number>();
  return (call, account) => {
    const place = `${account} ${call.operation}`;
    const count = counts.get(place) ?? 0;
    counts.set(place, count + 1);
    const kind = choose(kinds, seed, place, count, "kind");
    const lasts = kind === "deny" || kind === "expire";
    if (chance(seed, place, count) >= rate / (lasts ? 4 : 1)) return null;
    met.set(kind, (met.get(kind) ?? 0) + 1);
    return kind;
  };
}
