import type { CollectEvent } from "../event.js";
import type { TallyView } from "./tally.js";

const phaseNames: Readonly<Record<TallyView["phase"], string>> = {
  start: "starting",
  organization: "reading the organization",
  accounts: "accounts",
  "second-pass": "trying failed accounts again",
  "identity-center": "reading Identity Center",
};

/** The line that a terminal shows while collecting. */
export function statusLine(view: TallyView): string {
  const bits = [phaseNames[view.phase]];
  if (view.accounts > 0) bits.push(`${view.done}/${view.accounts} done`);
  if (view.running > 0) bits.push(`${view.running} running`);
  if (view.incomplete > 0) bits.push(`${view.incomplete} incomplete`);
  bits.push(`${view.calls} calls`, `${view.callRate.toFixed(1)}/s`);
  if (view.throttled > 0) bits.push(`${view.throttled} throttled`);
  bits.push(
    view.secondsLeft === undefined ? duration(view.seconds) : `about ${duration(view.secondsLeft)} left`,
  );
  return bits.join(" · ");
}

/** The line that tells of an event where there is no terminal; null for what is not worth one. */
export function eventLine(event: CollectEvent, view: TallyView): string | null {
  switch (event.kind) {
    case "call":
    case "throttled":
    case "account-started":
      return null;
    case "phase":
      return event.phase === "accounts" ? null : phaseNames[event.phase];
    case "planned":
      return `accounts: ${event.accounts} to collect, ${event.earlier} collected earlier, ${event.left} left out`;
    case "part-done":
      return `${event.part}: ${outcome(event)}`;
    case "account-done": {
      const name = event.name === undefined ? "" : ` (${event.name})`;
      return `[${view.done}/${view.accounts}] ${event.id}${name}: ${outcome(event)}`;
    }
    case "stopped":
      return `stopped: ${event.reason}`;
  }
}

function outcome({
  status,
  error,
  calls,
}: Extract<CollectEvent, { kind: "account-done" | "part-done" }>): string {
  const throttled = calls.throttled > 0 ? `, ${calls.throttled} throttled` : "";
  return `${status}, ${calls.made} calls (at least ${calls.minimum})${throttled}${error === undefined ? "" : `: ${error}`}`;
}

/** A length of time as people say it: `3 min 5 s`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
