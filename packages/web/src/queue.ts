import type { CallName } from "./protocol.js";

// Which question goes to the worker next. It answers one at a time and cannot be interrupted, so that what is not under
// way yet is kept here, where a newer question can take its place.

/** Questions of which only the newest matters: of the views one is shown. */
const views: ReadonlySet<CallName> = new Set<CallName>([
  "overview",
  "focus",
  "path",
  "account",
  "findings",
  "principal",
  "coverage",
  "cycles",
  "answer",
  "diff",
]);

interface Queued {
  readonly call: CallName;
}

/** The questions that wait, without those that a newer one makes pointless; these come back as `dropped`. */
export function withNewer<Question extends Queued>(
  waiting: readonly Question[],
  newer: Question,
): { readonly waiting: readonly Question[]; readonly dropped: readonly Question[] } {
  const dropped = waiting.filter(({ call }) => views.has(newer.call) && views.has(call));
  return { waiting: [...waiting.filter((one) => !dropped.includes(one)), newer], dropped };
}

/** What is asked next: what somebody types before all else, and then what has waited longest. */
export function nextOf<Question extends Queued>(waiting: readonly Question[]): Question | undefined {
  return waiting.find(({ call }) => call === "search") ?? waiting[0];
}
