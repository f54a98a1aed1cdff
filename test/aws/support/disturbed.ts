import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CollectError,
  type CollectRequest,
  collect,
  createPace,
  createPool,
  persistentAws,
  type Transport,
} from "@rolepath/collector";
import { expect } from "vitest";
import { expectHonest, type Outcome } from "./honest.js";
import { filesBelow } from "./snapshot-bytes.js";

/** What every run of these tests asks for, and the moment at which all of them happen. */
export function requestFor(out: string, more: Partial<CollectRequest> = {}): CollectRequest {
  return {
    out,
    organization: true,
    entry: { roleName: "audit/rolepath-audit", sessionName: "rolepath", externalId: "test-external-id" },
    filter: {},
    withAccountTags: true,
    identityCenter: { include: true },
    refresh: false,
    source: "test",
    ...more,
  };
}

/** Collects through the transport at a fixed moment and without waits. */
export function collectThrough(transport: Transport, request: CollectRequest, concurrency = 4) {
  const pace = createPace({ retryMilliseconds: 0, staggerMilliseconds: 0 });
  return collect(request, {
    aws: persistentAws(transport, pace),
    pace,
    pool: createPool(concurrency),
    clock: () => new Date("2026-01-02T03:04:05Z"),
    emit: () => undefined,
  });
}

/** Every file is flushed to the disk when it is written; hundreds of runs are faster where the disk is memory. */
const scratch = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** A folder of its own for the task, gone afterwards. */
export async function inFolder<Result>(task: (folder: string) => Promise<Result>): Promise<Result> {
  const parent = await mkdtemp(join(scratch, "rolepath-collect-"));
  try {
    return await task(join(parent, "snapshot"));
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

/**
 * One disturbed run, and after it one undisturbed run of the same command.
 *
 * The first must be honest; after the second the snapshot must be the undisturbed one, byte for byte.
 */
export async function expectSurvives(
  whole: ReadonlyMap<string, string>,
  disturbed: Transport,
  calm: Transport,
  concurrency?: number,
): Promise<Outcome> {
  return inFolder(async (folder) => {
    const request = requestFor(folder);
    const outcome = await collectThrough(disturbed, request, concurrency).catch((error: unknown) => {
      if (error instanceof CollectError) return error;
      throw error;
    });
    await expectHonest(folder, whole, outcome);
    if (outcome instanceof CollectError || !outcome.complete)
      await collectThrough(calm, request, concurrency);
    expect([...(await filesBelow(folder))]).toEqual([...whole]);
    return outcome;
  });
}
