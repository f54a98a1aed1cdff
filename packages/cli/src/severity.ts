import type { Severity } from "@rolepath/analyzer";

/** Most severe first. */
export const severities: readonly Severity[] = ["critical", "high", "medium", "low", "info"];
