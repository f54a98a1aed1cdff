/** How `check` prints its answer. */
export const checkFormats = ["text", "json", "sarif", "junit", "markdown", "csv", "github"] as const;

export type CheckFormat = (typeof checkFormats)[number];
