import type { Aws } from "./client.js";
import type { CollectEvent, OnEvent } from "./event.js";
import { Meter } from "./meter.js";
import type { Pace } from "./pace.js";
import type { Pool } from "./pool.js";

/** What every step of a collection works with. */
export interface Run {
  readonly aws: Aws;
  readonly pace: Pace;
  readonly pool: Pool;
  readonly clock: () => Date;
  readonly emit: OnEvent;
}

/** A meter whose counts show in the progress as they happen. */
export function meterOf(run: Pick<Run, "emit">): Meter {
  const call: CollectEvent = { kind: "call" };
  const throttled: CollectEvent = { kind: "throttled" };
  return new Meter({ call: () => run.emit(call), throttle: () => run.emit(throttled) });
}

/** The time as the snapshot's files have it, without a fraction. */
export function timestamp(run: Pick<Run, "clock">): string {
  return run
    .clock()
    .toISOString()
    .replace(/\.\d+Z$/, "Z");
}
