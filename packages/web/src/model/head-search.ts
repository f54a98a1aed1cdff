import type { Head, SearchOption } from "../protocol.js";
import { shown } from "../text.js";

const optionsMax = 12;

/** The accounts of a report's head that have all the words, those whose name begins so first. */
export function headOptions({ overview }: Head, text: string): readonly SearchOption[] {
  const query = text.trim().toLowerCase();
  const words = query.split(/\s+/);
  const found = overview.accounts.filter(({ title, id, unit }) => {
    const haystack = `${title}\n${id}\n${unit}`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
  const begins = (title: string): number => Number(title.toLowerCase().startsWith(query));
  return found
    .toSorted((a, b) => begins(b.title) - begins(a.title))
    .slice(0, optionsMax)
    .map(
      ({ id, title, unit, icon, go }): SearchOption => ({
        key: `account ${id}`,
        icon,
        lead: shown("Account"),
        title,
        detail: shown(`${id} · ${unit}`),
        admin: false,
        action: { kind: "go", route: go },
      }),
    );
}
