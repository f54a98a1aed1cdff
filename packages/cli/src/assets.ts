import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { InputError } from "./error.js";

// The build puts them beside the compiled command; from `src` as from `dist` this is the same folder.
const folder = new URL("../dist/assets/", import.meta.url);

/** The place of a file that ships inside the package. */
export function assetPath(name: "report.html" | "sample.json.gz"): string {
  return fileURLToPath(new URL(name, folder));
}

/**
 * The text of the page that a report is made from.
 *
 * @throws InputError in a checkout that was not built
 */
export async function pageTemplate(): Promise<string> {
  return readFile(assetPath("report.html"), "utf8").catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT"
      ? new InputError(
          "the page is missing from this installation",
          "in a checkout, run `pnpm run build`; else install rolepath again",
        )
      : error;
  });
}
