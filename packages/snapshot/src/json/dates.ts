/** Milliseconds since 1970 of an ISO 8601 date and time, or null. Without a zone the time counts as UTC. */
export function instantOf(date: string): number | null {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(date);
  if (match === null) return null;
  const [, day = "", time = "00:00:00", zone = "Z"] = match;
  const zoned = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  // Engines agree on milliseconds; longer fractions are cut.
  const instant = Date.parse(`${day}T${time.replace(/(\.\d{3})\d+$/, "$1")}${zoned}`);
  return Number.isNaN(instant) ? null : instant;
}

/**
 * Whether `date` can be no instant after `newest`, told without reading it: both are written in the same one of the two
 * forms that AWS's tools use, to the second in UTC, and `newest` is a date.
 */
export function isCovered(date: string, newest: string): boolean {
  const { length } = newest;
  if (date.length !== length || date > newest || date[10] !== newest[10]) return false;
  return (
    (length === 20 && date.endsWith("Z") && newest.endsWith("Z")) ||
    (length === 25 && date.endsWith("+00:00") && newest.endsWith("+00:00"))
  );
}

/** An instant as ISO 8601 in UTC, without a fraction of zero. */
export function isoOf(instant: number): string {
  return new Date(instant).toISOString().replace(".000Z", "Z");
}
