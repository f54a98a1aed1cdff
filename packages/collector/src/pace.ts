import { setTimeout as wait } from "node:timers/promises";

/** How patient the collector is, beyond what the SDK's own retry does. */
export interface Pace {
  /** Attempts of one call, each with the SDK's own attempts inside. */
  readonly attemptsMax: number;
  /** Waits before the next attempt; longer each time, with jitter. */
  beforeRetry(attempt: number): Promise<void>;
  /** Waits a little before each of the first accounts, so that many workers do not start with one burst. */
  beforeAccount(): Promise<void>;
}

const retryMillisecondsMax = 20_000;

/** A pace whose delays are cut short when `signal` stops the run. */
export function createPace(options: {
  readonly attemptsMax?: number;
  readonly retryMilliseconds?: number;
  readonly staggerMilliseconds?: number;
  readonly signal?: AbortSignal;
}): Pace {
  const { attemptsMax = 3, retryMilliseconds = 1000, staggerMilliseconds = 200, signal } = options;
  const upTo = async (milliseconds: number): Promise<void> => {
    const delay = Math.random() * milliseconds;
    // Being stopped ends the wait; the next call says so.
    if (delay >= 1)
      await wait(delay, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  };
  let start: number | undefined;
  return {
    attemptsMax,
    beforeRetry: (attempt) => upTo(Math.min(retryMilliseconds * 2 ** (attempt - 1), retryMillisecondsMax)),
    beforeAccount: async () => {
      start ??= performance.now();
      if (performance.now() - start < staggerMilliseconds) await upTo(staggerMilliseconds);
    },
  };
}
