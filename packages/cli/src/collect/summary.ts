import type { CollectSummary, Coverage } from "@rolepath/collector";
import { blank, type Line, line, styled } from "../text/line.js";

const shownMax = 20;

/** Something that is not in the snapshot, and why. */
interface Gap {
  /** An account id, `organization` or `identity-center`. */
  readonly part: string;
  readonly status: string;
  readonly error: string;
}

/** The summary for a program. */
export function summaryJson(summary: CollectSummary): object {
  const { manifest } = summary;
  return {
    snapshot: summary.folder,
    complete: summary.complete,
    ...(summary.stopped === undefined ? {} : { stopped: summary.stopped }),
    createdAt: manifest.createdAt,
    accounts: countByStatus(Object.values(manifest.accounts)),
    gaps: gapsOf(summary),
    calls: { ...summary.calls, byAccount: Object.fromEntries(sortedCalls(summary)) },
  };
}

/** The summary for a reader. */
export function summaryLines(summary: CollectSummary): Line[] {
  const counts = Object.entries(countByStatus(Object.values(summary.manifest.accounts)));
  const { made, minimum, throttled } = summary.calls;
  const gaps = gapsOf(summary);
  return [
    line(0, [
      summary.complete ? styled("good", "complete") : styled("conditional", "not complete"),
      `: ${summary.folder}`,
    ]),
    line(2, [`accounts: ${counts.map(([status, count]) => `${count} ${status}`).join(", ")}`], 2),
    line(2, [`calls: ${made} made, ${minimum} at least, ${throttled} throttled`], 2),
    ...callLines(summary),
    ...(gaps.length === 0 ? [] : [blank, line(0, [styled("heading", "Not in the snapshot")])]),
    ...cut(
      gaps.map(({ part, status, error }) => line(2, [styled("strong", part), ` ${status}: ${error}`], 2)),
    ),
    ...(summary.stopped === undefined ? [] : [blank, line(0, [`ended early: ${summary.stopped}`])]),
    ...(summary.complete
      ? []
      : [line(0, [styled("muted", "run the same command again to collect what is missing")])]),
  ];
}

/** Accounts that took more calls than need be; all of them where none did. */
function callLines(summary: CollectSummary): Line[] {
  const counted = sortedCalls(summary);
  if (counted.length === 0) return [];
  const above = counted.filter(([, { made, minimum }]) => made > minimum);
  if (above.length === 0) return [line(2, ["no account took a call more than need be"])];
  return cut(above.map(([id, { made, minimum }]) => line(4, [`${id}: ${made} calls, ${minimum} at least`])));
}

function sortedCalls({ callsByAccount }: CollectSummary) {
  return [...callsByAccount].sort(([a], [b]) => (a < b ? -1 : 1));
}

function countByStatus(accounts: readonly Coverage[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { status } of accounts) counts.set(status, (counts.get(status) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function gapsOf({ manifest }: CollectSummary): Gap[] {
  const parts: readonly (readonly [string, Coverage | undefined])[] = [
    ["organization", manifest.organization],
    ["identity-center", manifest.identityCenter],
    ...Object.entries(manifest.accounts),
  ];
  return parts.flatMap(([part, coverage]) =>
    coverage?.error === undefined ? [] : [{ part, status: coverage.status, error: coverage.error }],
  );
}

function cut(lines: readonly Line[]): Line[] {
  const rest = lines.length - shownMax;
  return [
    ...lines.slice(0, shownMax),
    ...(rest > 0 ? [line(2, [styled("muted", `and ${rest} more; --format json has all`)])] : []),
  ];
}
