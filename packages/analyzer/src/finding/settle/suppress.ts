import type { CheckNotice, Finding, SuppressedFinding, SuppressionNote } from "../../answer.js";
import type { Suppression } from "../../config/check-options.js";
import { couldFit, describeMatcher, fitter } from "./fits.js";

/** The findings that stay, those that are suppressed, and what the owners of suppressions should look at. */
export interface SortedOut {
  readonly open: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly notices: readonly CheckNotice[];
}

/**
 * Takes out the findings that a suppression covers.
 *
 * An expired one covers nothing: its findings stay, and say that they were suppressed until then.
 *
 * @param today the day of the snapshot, `YYYY-MM-DD`; a suppression counts on its last day
 */
export function sortOut(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  today: string,
  ran: (rule: string) => boolean,
): SortedOut {
  const entries = suppressions.map((suppression) => ({
    suppression,
    fits: fitter(suppression),
    expired: suppression.expires < today,
    count: 0,
  }));
  const open: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const fitting = entries.filter(({ fits }) => fits(finding));
    const valid = fitting.find(({ expired }) => !expired);
    const entry = valid ?? fitting[0];
    if (entry !== undefined) entry.count += 1;
    if (valid !== undefined) suppressed.push({ ...finding, suppression: noteOf(valid.suppression) });
    else open.push(entry === undefined ? finding : { ...finding, expired: noteOf(entry.suppression) });
  }
  const notices = entries
    .filter(({ suppression, count }) => count > 0 || couldFit(suppression, ran))
    .flatMap(({ suppression, expired, count }) => noticeOf(suppression, expired, count));
  return { open, suppressed, notices };
}

function noticeOf(suppression: Suppression, expired: boolean, count: number): readonly CheckNotice[] {
  const { owner, expires } = suppression;
  const which = `the suppression of ${describeMatcher(suppression)}`;
  if (count === 0)
    return [
      {
        kind: "suppression-unused",
        text: `${which} (${owner}, until ${expires}) covers no finding: remove it`,
      },
    ];
  if (!expired) return [];
  const again = count === 1 ? "1 finding counts" : `${count} findings count`;
  return [
    { kind: "suppression-expired", text: `${which} expired on ${expires}: ${again} again; ask ${owner}` },
  ];
}

function noteOf({ reason, owner, expires }: Suppression): SuppressionNote {
  return { reason, owner, expires };
}
