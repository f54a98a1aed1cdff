import type { Picture } from "../layout/picture.js";

/** One line of a picture with its ends, in words. */
interface Connection {
  readonly from: string;
  readonly fromPlace: string;
  readonly to: string;
  readonly toPlace: string;
  readonly verdict: string;
  readonly label: string;
  readonly detail: string;
}

function connections(picture: Picture): readonly Connection[] {
  const ends = new Map<string, { readonly title: string; readonly place: string }>([
    ...picture.lanes.map(({ key, title }) => [key, { title, place: "" }] as const),
    ...picture.cards.map(({ key, title, subtitle }) => [key, { title, place: subtitle }] as const),
  ]);
  return picture.lines.map((line) => ({
    from: ends.get(line.from)?.title ?? "",
    fromPlace: ends.get(line.from)?.place ?? "",
    to: ends.get(line.to)?.title ?? "",
    toPlace: ends.get(line.to)?.place ?? "",
    verdict: line.style,
    label: line.label,
    detail: line.full,
  }));
}

/** The lines of the picture as CSV, safe to open in a spreadsheet. RFC 4180. */
export function pictureCsv(picture: Picture): string {
  const head: readonly (keyof Connection)[] = [
    "from",
    "fromPlace",
    "to",
    "toPlace",
    "verdict",
    "label",
    "detail",
  ];
  return [head, ...connections(picture).map((row) => head.map((name) => row[name]))]
    .map((row) => `${row.map(field).join(",")}\r\n`)
    .join("");
}

/** What the picture shows, as JSON: its cards and its lines. */
export function pictureJson(picture: Picture): string {
  const nodes = picture.cards.map(({ key, icon, title, subtitle, full, admin, outside }) => ({
    key,
    kind: icon,
    title,
    place: subtitle,
    detail: full,
    admin,
    outside,
  }));
  return `${JSON.stringify({ description: picture.description, nodes, lines: connections(picture) }, null, 2)}\n`;
}

// A field that begins like a formula is made text by an apostrophe (OWASP, "CSV Injection").
function field(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /["\r\n,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
