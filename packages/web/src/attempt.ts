// A browser that has no more memory ends the page without asking it. What was begun is noted where a page that is
// loaded again in the same tab finds it.

const key = "rolepath-analysis";

/** A page opened from disk may have no storage; reading it then throws. */
function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

/** Notes that an analysis begins. */
export function beginAttempt(name: string): void {
  storage()?.setItem(key, name);
}

/** Notes that it is over, however it went. */
export function endAttempt(): void {
  storage()?.removeItem(key);
}

/** What was being analyzed when this tab ended; null where nothing was. */
export function brokenAttempt(): string | null {
  const name = storage()?.getItem(key) ?? null;
  endAttempt();
  // Whoever leaves the page or loads it again ends what is under way, and knows it.
  window.addEventListener("pagehide", endAttempt);
  return name;
}
