import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../support/repository.js";

/** A command in a document, and what the document says that it prints. */
export interface Example {
  readonly command: string;
  /** A line that is only `…` stands for any number of lines. */
  readonly output: readonly string[];
}

/** The fenced `console` blocks of a document: `$ command`, then its output. */
export function examplesOf(text: string): readonly Example[] {
  return [...text.matchAll(/^```console\n\$ (.+)\n([\s\S]*?)^```$/gm)].map(
    ([, command = "", output = ""]): Example => ({ command, output: linesOf(output) }),
  );
}

/** Lines without trailing spaces, and without an empty one at the end. */
export function linesOf(text: string): readonly string[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => line.trimEnd());
}

/** The words of a command line, of which only single quotes are understood. */
export function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

/** `printed` with whatever a `…` in `shown` stands for put back as `…`, so that the two can be compared. */
export function elide(printed: readonly string[], shown: readonly string[]): readonly string[] {
  const result: string[] = [];
  let at = 0;
  for (const [index, line] of shown.entries()) {
    if (line.trim() !== "…") {
      const found = printed[at];
      if (found === undefined) break;
      result.push(found);
      at += 1;
      continue;
    }
    result.push(line);
    const rest = shown.slice(index + 1);
    const block = rest.slice(
      0,
      [...rest, "…"].findIndex((other) => other.trim() === "…"),
    );
    const next = startOf(block, printed, at);
    if (next === -1) return [...result, ...printed.slice(at)];
    at = next;
  }
  return shown.at(-1)?.trim() === "…" ? result : [...result, ...printed.slice(at)];
}

/** Where `block` stands in `lines`, from `from` on; -1 where it does not. */
function startOf(block: readonly string[], lines: readonly string[], from: number): number {
  for (let start = from; start + block.length <= lines.length; start += 1) {
    if (block.every((line, offset) => lines[start + offset] === line)) return start;
  }
  return -1;
}

/** Links of a document to places inside the repository that are not there: file, or heading in it. */
export function brokenLinks(file: string, text: string): readonly string[] {
  const outside = withoutCode(text);
  const targets = [
    ...[...outside.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? ""),
    ...[...outside.matchAll(/^\[[^\]]+\]: (\S+)$/gm)].map((match) => match[1] ?? ""),
  ];
  return targets.filter((target) => !/^[a-z]+:/.test(target) && !leadsSomewhere(file, target));
}

/** References (`[[Name]]`, `[text][name]`) that the document does not define. */
export function undefinedReferences(text: string): readonly string[] {
  const outside = withoutCode(text);
  const defined = new Set([...outside.matchAll(/^\[([^\]]+)\]: /gm)].map((match) => match[1]));
  const used = [...outside.matchAll(/\[\[([^\]]+)\]\]/g)].map((match) => match[1] ?? "");
  return [...new Set(used)].filter((name) => !defined.has(name));
}

function leadsSomewhere(file: string, target: string): boolean {
  const [path = "", heading] = target.split("#");
  const place = path === "" ? join(root, file) : join(root, dirname(file), path);
  if (!existsSync(place)) return false;
  if (heading === undefined) return true;
  return statSync(place).isFile() && anchorsOf(readFileSync(place, "utf8")).has(heading);
}

/** The anchors that GitHub makes of headings. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...withoutFences(text).matchAll(/^#+ (.+)$/gm)].map((match) => match[1] ?? "");
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replaceAll(" ", "-"),
    ),
  );
}

function withoutCode(text: string): string {
  return withoutFences(text).replaceAll(/`[^`\n]*`/g, "code");
}

function withoutFences(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, "");
}
