import { visible } from "./visible.js";

/**
 * Text of strangers as Markdown that shows it and does nothing: no markup, no link, no mention, no reference.
 *
 * Punctuation becomes character references, which Markdown takes for text. After what GitHub and GitLab look for in
 * finished text (`@name`, `#1`, `!1`, `~label`, …) an invisible space keeps them from finding it.
 */
export function inert(text: string): string {
  return visible(text)
    .replaceAll(/^(?:[-+=]|\d+(?=[.)]))|[&<>`*_[\]#!|~\\$@%]|:(?=\/\/)|(?<=www)\./gi, reference)
    .replaceAll(/(&#(?:64|35|33|126|36|37|38);)(?=\w)/g, "$1&#8203;");
}

/** Text of strangers as a code span, in which nothing is markup; for ids and places in files. */
export function code(text: string): string {
  const shown = visible(text);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad =
    shown.startsWith("`") || shown.endsWith("`") || shown.trim() !== shown || shown === "" ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}

function reference(characters: string): string {
  return [...characters].map((character) => `&#${character.codePointAt(0)};`).join("");
}
