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

/** An instant as ISO 8601 in UTC, without a fraction of zero. */
export function isoOf(instant: number): string {
  return new Date(instant).toISOString().replace(".000Z", "Z");
}
