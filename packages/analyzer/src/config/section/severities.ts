import type * as z from "zod/mini";
import type { CheckOptions } from "../check-options.js";
import { choice, listOf, matching } from "../shape.js";

/** `severities`: what weighs more, or less, here than elsewhere. */
export const severitiesSchema = listOf(
  "Other severities for some findings; the first entry that fits counts.",
  matching("Another severity.", {
    severity: choice("The severity that these findings are to have.", [
      "critical",
      "high",
      "medium",
      "low",
      "info",
    ]),
  }),
);

/** What the section means for a check. */
export function severitiesOptions(section: z.infer<typeof severitiesSchema>): CheckOptions {
  return { severities: section };
}
