import type { Head } from "./protocol.js";
import { counted, type Shown, shown } from "./text.js";

// What an analysis takes, before it is begun: a browser that has no more memory ends the page without a word.

/** What the analysis of a report takes of the browser. */
export interface Need {
  readonly principals: number;
  readonly megabytes: number;
  readonly seconds: number;
}

// As measured on organizations of 100 to 1,000 accounts (docs/scale.md); other machines are slower or faster.
const megabytesAtLeast = 300;
const principalsPerMegabyte = 156;
const principalsPerSecond = 4000;

/** More than this is not taken unasked. */
const megabytesUnasked = 1500;
/** Of what the browser gives a page at most, so much is not taken unasked: the estimate is rough. */
const shareUnasked = 0.6;

/** Estimates what the analysis behind a head takes. */
export function needOf({ principals }: Pick<Head, "principals">): Need {
  return {
    principals,
    megabytes: Math.round(megabytesAtLeast + principals / principalsPerMegabyte),
    seconds: principals / principalsPerSecond,
  };
}

/**
 * Whether the reader is asked before it is begun.
 *
 * @param limit what the browser says that a page may take, in MB; null where it does not say
 */
export function isMuch({ megabytes }: Need, limit: number | null): boolean {
  return megabytes > megabytesUnasked || (limit !== null && megabytes > limit * shareUnasked);
}

/** What it takes, in words. */
export function needWords({ principals, megabytes, seconds }: Need): Shown {
  const memory = (Math.ceil(megabytes / 100) * 100).toLocaleString("en");
  const minutes = counted(Math.ceil(seconds / 60), "minute");
  return shown(`${counted(principals, "principal")}: about ${memory} MB of memory and ${minutes}`);
}

/** What the browser says that a page may take, in MB; null where it does not say. */
export function memoryLimit(): number | null {
  const { memory } = performance as { readonly memory?: { readonly jsHeapSizeLimit?: number } };
  const limit = memory?.jsHeapSizeLimit;
  return limit === undefined ? null : Math.round(limit / 1024 / 1024);
}

/** What can be done where a browser has not enough. */
export const withoutBrowser =
  "Ask on the command line (`rolepath check`, `rolepath who-can ROLE`), or make a report of fewer accounts: `rolepath report` on a copy of the snapshot with some of the folders in `accounts` alone";
