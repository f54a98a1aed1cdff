import type { ProblemText } from "../json/problem-list.js";
import { quote } from "../json/quote.js";

/** The snapshot format that this version writes, and the newest that it reads. */
export const formatVersion = 1;

/** What is wrong with the `formatVersion` of a manifest, or null where it can be read. */
export function checkFormatVersion(version: unknown): ProblemText | null {
  if (version === formatVersion) return null;
  if (typeof version === "number" && Number.isInteger(version) && version > formatVersion) {
    const message = `the snapshot has format version ${version}; this rolepath reads versions up to ${formatVersion}`;
    return {
      code: "format-version-newer",
      message,
      remedy: "update rolepath, or collect the snapshot with this version",
    };
  }
  // JSON may hold anything here, also an object whose own `toString` is no function.
  const shown = version === undefined ? "missing" : quote(JSON.stringify(version), 40);
  const message = `\`formatVersion\` is ${shown}, expected the number ${formatVersion}`;
  return {
    code: "format-version-invalid",
    message,
    remedy: `set \`"formatVersion": ${formatVersion}\` in the manifest`,
  };
}
