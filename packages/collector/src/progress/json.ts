import type { CollectEvent } from "../event.js";
import type { TallyView } from "./tally.js";

/**
 * The event for a program that watches, with how the collection stands; null for single calls, which only count.
 */
export function eventRecord(event: CollectEvent, view: TallyView): object | null {
  if (event.kind === "call" || event.kind === "throttled") return null;
  const { kind, ...facts } = event;
  const { accounts, done, running, incomplete, calls, throttled, seconds, secondsLeft } = view;
  return {
    event: kind,
    ...facts,
    progress: {
      accounts,
      done,
      running,
      incomplete,
      calls,
      throttled,
      seconds: rounded(seconds),
      ...(secondsLeft === undefined ? {} : { secondsLeft: rounded(secondsLeft) }),
    },
  };
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
