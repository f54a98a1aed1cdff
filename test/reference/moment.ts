const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Seconds since 1970 of an ISO 8601 date or a count of epoch seconds; null when the text is neither. */
export function parseMoment(text: string): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const parts = ISO.exec(text);
  if (parts === null) return null;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", zone = "Z"] = parts;
  const date = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  // Date.UTC rolls the 31st of February over; such a text is no date.
  if (new Date(date).getUTCDate() !== Number(day) || Number(month) > 12) return null;
  return date / 1000 + Number(fraction) - zoneSeconds(zone);
}

function zoneSeconds(zone: string): number {
  if (zone === "Z") return 0;
  const digits = zone.replace(":", "");
  const seconds = Number(digits.slice(1, 3)) * 3600 + Number(digits.slice(3, 5)) * 60;
  return zone.startsWith("-") ? -seconds : seconds;
}

/** The moment as AWS writes it in `aws:CurrentTime`. */
export function formatMoment(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}
