import { UnpackError } from "./unpack-error.js";

const pageStart = /^\s*<(?:!doctype html|html)\b/i;
const dataElement =
  /<script type="text\/plain" id="rolepath-data" data-name="[^"]*">([A-Za-z0-9+/=]*)<\/script>/;

/**
 * The snapshot that a report carries, gzipped, in base64; null for what is no web page.
 *
 * Nothing of the page is run or made into a document: it is a text in which an element is looked for.
 *
 * @throws UnpackError for a page without a snapshot
 */
export function bundleInPage(file: string, text: string): string | null {
  if (!pageStart.test(text.slice(0, 200))) return null;
  const base64 = dataElement.exec(text)?.[1] ?? "";
  if (base64 !== "") return base64;
  throw new UnpackError(
    file,
    "is a web page (HTML) that carries no snapshot",
    "drop a report that `rolepath report` wrote, or the snapshot that it was made of",
  );
}
