import * as z from "zod/mini";
import type { CheckOptions } from "./check-options.js";
import { invariantsOptions, invariantsSchema } from "./section/invariants.js";
import { severitiesOptions, severitiesSchema } from "./section/severities.js";
import { suppressionsOptions, suppressionsSchema } from "./section/suppressions.js";
import { trustedOptions, trustedSchema } from "./section/trusted.js";
import { mapping } from "./shape.js";

// `rolepath.yaml`. A section is one file in `section/`: its shape, and what it means for a check. It is named twice
// below.

/** The whole file. */
export const configSchema = mapping("What `rolepath check` takes into account besides the snapshot.", {
  trusted: z.optional(trustedSchema),
  severities: z.optional(severitiesSchema),
  suppressions: z.optional(suppressionsSchema),
  invariants: z.optional(invariantsSchema),
});

/** What the file means for a check. */
export function optionsOf(config: z.infer<typeof configSchema>): CheckOptions {
  return {
    ...(config.trusted === undefined ? {} : trustedOptions(config.trusted)),
    ...(config.severities === undefined ? {} : severitiesOptions(config.severities)),
    ...(config.suppressions === undefined ? {} : suppressionsOptions(config.suppressions)),
    ...(config.invariants === undefined ? {} : invariantsOptions(config.invariants)),
  };
}
