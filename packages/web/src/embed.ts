// Used by the command to write a report, and by the build to put the sample into the app. No import: it is also
// compiled alone, for Node.

const dataElement = /<script type="text\/plain" id="rolepath-data" data-name="[^"]*">[^<]*<\/script>/;
const headElement = /<script type="text\/plain" id="rolepath-head" data-name="[^"]*">[^<]*<\/script>/;
const sampleElement = /<script type="text\/plain" id="rolepath-sample" data-name="[^"]*">[^<]*<\/script>/;

function escapeAttribute(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;")
    .replaceAll("\0", "\ufffd");
}

function element(id: string, gzipBase64: string, name: string): string {
  // Nothing but base64 may enter the element: then no content can end it, whatever the snapshot holds.
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(gzipBase64)) {
    throw new Error("the data to embed must be base64 (A-Z a-z 0-9 + / =) without line breaks");
  }
  return `<script type="text/plain" id="${id}" data-name="${escapeAttribute(name)}">${gzipBase64}</script>`;
}

function replaceElement(template: string, pattern: RegExp, replacement: string, id: string): string {
  if (!pattern.test(template))
    throw new Error(`the page has no element with the id ${id}: build @rolepath/web first`);
  // A function, since in a replacement string `$&` and `$'` would be read as patterns.
  return template.replace(pattern, () => replacement);
}

/**
 * The page with a snapshot inside: one HTML file that opens from disk, without any request.
 *
 * The sample organization, when the template has it, is taken out. Scripts and styles stay as they are, so the
 * hashes of the Content-Security-Policy hold.
 *
 * @param template the text of `@rolepath/web/page` (`dist/report.html`) or of `dist/index.html`
 * @param gzipBase64 the snapshot bundle (what `packBundle` or `writeBundle` gives), gzipped, in base64 without line breaks
 * @param name what the page calls the snapshot, any text: a file name or an organization's name
 * @param headBase64 what `makeHead` gives, gzipped, in base64: shown while the snapshot is read; empty for none
 * @throws when the template has no data element or the data is not base64
 */
export function embedSnapshot(template: string, gzipBase64: string, name: string, headBase64 = ""): string {
  const withHead = replaceElement(
    template,
    headElement,
    element("rolepath-head", headBase64, ""),
    "rolepath-head",
  );
  const withData = replaceElement(
    withHead,
    dataElement,
    element("rolepath-data", gzipBase64, name),
    "rolepath-data",
  );
  return sampleElement.test(withData)
    ? withData.replace(sampleElement, () => element("rolepath-sample", "", ""))
    : withData;
}

/** The page with the sample organization behind its button; same arguments as `embedSnapshot`. */
export function embedSample(template: string, gzipBase64: string, name: string): string {
  return replaceElement(
    template,
    sampleElement,
    element("rolepath-sample", gzipBase64, name),
    "rolepath-sample",
  );
}
