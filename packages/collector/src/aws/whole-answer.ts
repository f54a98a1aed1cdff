/** An answer that is not what AWS said in full: cut short, or written by something in between. */
export class UnwholeAnswer extends Error {
  override readonly name = "UnwholeAnswer";
  /** The SDK's own mark for "make the call again". */
  readonly $retryable = {};
}

/**
 * Why the body is not a whole answer of AWS, or null where it is.
 *
 * XML parsers forgive a document that ends early, which would turn a cut list into a shorter one; so the end is looked
 * for here.
 */
export function unwholeReason(body: string, format: "json" | "xml"): string | null {
  const text = body.trim();
  if (text === "") return null;
  if (format === "json") return jsonReason(text);
  const root = /^(?:<\?xml[^>]*>\s*)?<([A-Za-z][\w.-]*)/.exec(text)?.[1];
  if (root === undefined) return "it is not XML";
  if (!/Response$/.test(root)) return `it starts with <${root}>`;
  const empty = new RegExp(`<${root}(?:\\s[^<>]*)?/>$`);
  return text.endsWith(`</${root}>`) || empty.test(text) ? null : "it ends early";
}

function jsonReason(text: string): string | null {
  if (!text.startsWith("{")) return "it is not JSON";
  try {
    JSON.parse(text);
    return null;
  } catch {
    return "it ends early";
  }
}
