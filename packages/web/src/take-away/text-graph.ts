import type { Card, Line, Picture } from "../layout/picture.js";

/** The picture as a Mermaid flowchart, for Markdown pages. */
export function pictureMermaid(picture: Picture): string {
  const ids = idsOf(picture);
  return [
    "flowchart LR",
    ...picture.cards.map((card) => `  ${ids.get(card.key)}["${mermaidText(cardText(card))}"]`),
    ...linesOf(picture, ids).map(({ line, from, to }) => {
      const arrow = line.style === "allowed" ? "-->" : line.style === "denied" ? "--x" : "-.->";
      const words = mermaidText(line.label);
      return `  ${from} ${arrow}${words === "" ? "" : `|"${words}"|`} ${to}`;
    }),
    "",
  ].join("\n");
}

/** The picture in Graphviz's language. */
export function pictureDot(picture: Picture): string {
  const ids = idsOf(picture);
  return [
    "digraph rolepath {",
    '  rankdir=LR; node [shape=box, style=rounded, fontname="sans-serif"]; edge [fontname="sans-serif"];',
    ...picture.cards.map((card) => `  ${ids.get(card.key)} [label="${dotText(cardText(card))}"];`),
    ...linesOf(picture, ids).map(({ line, from, to }) => {
      const attributes = [
        line.label === "" ? "" : `label="${dotText(line.label)}"`,
        line.style === "conditional" ? "style=dashed" : "",
        line.style === "denied" ? "style=dotted, arrowhead=tee" : "",
      ].filter((part) => part !== "");
      return `  ${from} -> ${to}${attributes.length === 0 ? "" : ` [${attributes.join(", ")}]`};`;
    }),
    "}",
    "",
  ].join("\n");
}

// Names are anybody's: what a graph language reads as an id is ours.
function idsOf(picture: Picture): ReadonlyMap<string, string> {
  return new Map([...picture.cards, ...picture.lanes].map(({ key }, index) => [key, `n${index + 1}`]));
}

function linesOf(
  picture: Picture,
  ids: ReadonlyMap<string, string>,
): readonly { readonly line: Line; readonly from: string; readonly to: string }[] {
  return picture.lines.flatMap((line) => {
    const [from, to] = [ids.get(line.from), ids.get(line.to)];
    return from === undefined || to === undefined ? [] : [{ line, from, to }];
  });
}

function cardText(card: Card): string {
  return `${card.admin ? "★ " : ""}${card.title}${card.subtitle === "" ? "" : `\n${card.subtitle}`}`;
}

// Mermaid reads markup and Markdown inside quotes: every character that could begin some is written by its number.
function mermaidText(text: string): string {
  return text
    .split("\n")
    .map((part) =>
      part.replace(/[^\p{L}\p{N} .,:/@=_★…·-]/gu, (character) => `#${character.codePointAt(0) ?? 63};`),
    )
    .join("<br/>");
}

function dotText(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
