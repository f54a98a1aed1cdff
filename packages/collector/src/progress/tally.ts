import type { CollectEvent } from "../event.js";

/** How a collection stands at a moment. */
export interface TallyView {
  readonly phase: "start" | "organization" | "accounts" | "second-pass" | "identity-center";
  /** Accounts of this run. */
  readonly accounts: number;
  readonly done: number;
  readonly running: number;
  /** Of those done, the accounts of which something is missing. */
  readonly incomplete: number;
  readonly earlier: number;
  readonly calls: number;
  readonly throttled: number;
  /** Calls a second over the last seconds. */
  readonly callRate: number;
  readonly seconds: number;
  /** Absent as long as nothing can be told. */
  readonly secondsLeft?: number;
}

/** Keeps count of what happens. */
export interface Tally {
  take(event: CollectEvent): void;
  view(): TallyView;
}

const rateSeconds = 5;

/** A tally that starts at zero. @param now milliseconds of a clock that never goes back */
export function createTally(now: () => number): Tally {
  const start = now();
  let phase: TallyView["phase"] = "start";
  let accountsStart = start;
  let accounts = 0;
  let earlier = 0;
  let calls = 0;
  let throttled = 0;
  const running = new Set<string>();
  const ended = new Map<string, boolean>();
  let recent: number[] = [];
  const take = (event: CollectEvent): void => {
    switch (event.kind) {
      case "call":
        calls += 1;
        recent.push(now());
        // Kept short here, because nobody may look for a long time.
        if (recent.length > 10_000) recent = withinRate(recent, now());
        return;
      case "throttled":
        throttled += 1;
        return;
      case "phase":
        phase = event.phase;
        return;
      case "planned":
        accounts = event.accounts;
        earlier = event.earlier;
        accountsStart = now();
        return;
      case "account-started":
        running.add(event.id);
        return;
      case "account-done":
        running.delete(event.id);
        ended.set(event.id, event.status === "complete");
        return;
      case "part-done":
      case "stopped":
        return;
    }
  };
  const view = (): TallyView => {
    const at = now();
    recent = withinRate(recent, at);
    const seconds = (at - start) / 1000;
    const done = ended.size;
    const left =
      phase === "accounts" && done > 0 ? ((at - accountsStart) / 1000 / done) * (accounts - done) : undefined;
    return {
      phase,
      accounts,
      done,
      running: running.size,
      incomplete: [...ended.values()].filter((complete) => !complete).length,
      earlier,
      calls,
      throttled,
      callRate: recent.length / Math.max(1, Math.min(rateSeconds, seconds)),
      seconds,
      ...(left === undefined ? {} : { secondsLeft: left }),
    };
  };
  return { take, view };
}

function withinRate(times: readonly number[], at: number): number[] {
  return times.filter((time) => at - time <= rateSeconds * 1000);
}
