import { createHash } from "node:crypto";

function hashesOf(html: string, pattern: RegExp): string {
  const hashes = Array.from(html.matchAll(pattern), (match) => {
    const digest = createHash("sha256")
      .update(match[1] ?? "", "utf8")
      .digest("base64");
    return `'sha256-${digest}'`;
  });
  return [...new Set(hashes)].join(" ");
}

/**
 * The page with its Content-Security-Policy: only the scripts and styles that stand in it, by hash, and no
 * connection to anywhere.
 *
 * Elements of type text/plain carry data; a browser never runs them, so they need no hash and may be filled later.
 */
export function withPolicy(html: string): string {
  const scripts = hashesOf(html, /<script type="module"[^>]*>([\s\S]*?)<\/script>/g);
  const styles = hashesOf(html, /<style[^>]*>([\s\S]*?)<\/style>/g);
  if (scripts === "" || !html.includes("%CSP%"))
    throw new Error("the page has no inline script or no place for its policy");
  const policy = [
    "default-src 'none'",
    `script-src ${scripts}`,
    `style-src ${styles}`,
    "img-src data: blob:",
    "worker-src blob:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
  ].join("; ");
  return html.replace("%CSP%", () => policy);
}
