import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Explorer } from "@rolepath/analyzer";
import type { Snapshot } from "@rolepath/snapshot";
import { InputError } from "./error.js";

// The build puts them beside the compiled command; from `src` as from `dist` this is the same folder.
const folder = new URL("../dist/assets/", import.meta.url);

/** The place of the sample organization: a bundle, gzipped. */
export function samplePath(): string {
  return fileURLToPath(new URL("sample.json.gz", folder));
}

// The page's package is not published: its parts are files here, and only its types are imported.
type Embed = typeof import("@rolepath/web/embed");

/** What the build of the page makes for the command; compiling the command does not compile the page. */
interface HeadMaker {
  /** Whether a page would take long to read and analyze the snapshot. */
  readonly needsHead: (snapshot: Snapshot) => boolean;
  /** What its page shows at once, as text. */
  readonly makeHead: (analysis: Explorer, name: string) => string;
}

/**
 * The page that a report is made from, and the functions that put a snapshot and its head into it.
 *
 * @throws InputError in a checkout that was not built
 */
export async function pageParts(): Promise<
  HeadMaker & { readonly template: string; readonly embedSnapshot: Embed["embedSnapshot"] }
> {
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
  const { needsHead, makeHead } = (await import(new URL("head.js", folder).href)) as HeadMaker;
  return { template, embedSnapshot, needsHead, makeHead };
}
