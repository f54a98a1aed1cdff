import * as z from "zod/mini";
import type { CheckOptions } from "../check-options.js";
import { listOf, matching, text } from "../shape.js";

const suppression = matching("Findings that somebody answers for, until a day.", {
  reason: text("Why that is no mistake, or not to be mended now."),
  owner: text("Who answers for it: a person, a team, a mailbox."),
  expires: text("The last day that it counts on, `YYYY-MM-DD`, in UTC.").check(
    z.refine(isDay, "expected a day, such as 2026-12-31"),
    z.meta({ format: "date" }),
  ),
});

/** `suppressions`: findings that are known and accepted. */
export const suppressionsSchema = listOf(
  "Findings that are known and accepted, each for a while: they are listed apart and fail nothing. An expired one fails again.",
  suppression,
);

/** What the section means for a check. */
export function suppressionsOptions(section: z.infer<typeof suppressionsSchema>): CheckOptions {
  return { suppressions: section };
}

function isDay(written: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written)) return false;
  const date = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written);
}
