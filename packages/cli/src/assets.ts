import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { InputError } from "./error.js";

// The build puts them beside the compiled command; from `src` as from `dist` this is the same folder.
const folder = new URL("../dist/assets/", import.meta.url);

/** The place of the sample organization: a bundle, gzipped. */
export function samplePath(): string {
  return fileURLToPath(new URL("sample.json.gz", folder));
}

// The page's package is not published: its parts are files here, and only its types are imported.
type Embed = typeof import("@rolepath/web/embed");

/**
 * The page that a report is made from, and the function that puts a snapshot into it.
 *
 * @throws InputError in a checkout that was not built
 */
export async function pageParts(): Promise<{
  readonly template: string;
  readonly embedSnapshot: Embed["embedSnapshot"];
}> {
  const template = await readFile(new URL("report.html", folder), "utf8").catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
      throw new InputError(
        "the page is missing from this installation",
        "in a checkout, run `pnpm run build`; else install rolepath again",
      );
    },
  );
  const { embedSnapshot } = (await import(new URL("embed.js", folder).href)) as Embed;
  return { template, embedSnapshot };
}
