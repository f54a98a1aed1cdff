import type { Finding } from "../answer.js";
import { shortened, visible } from "./visible.js";

const lineLengthMax = 60;
/** More nodes than that are no picture any more. */
const nodeCountMax = 12;

/** The way of a finding as a Mermaid flowchart: its path, else from who gets in to what is reached. */
export function mermaid({ path, principals, resource }: Finding): string | null {
  const [first] = principals;
  const nodes = path ?? (first === undefined ? [] : [first, resource]);
  if (nodes.length < 2) return null;
  const shown =
    nodes.length > nodeCountMax ? [...nodes.slice(0, nodeCountMax - 1), ...nodes.slice(-1)] : nodes;
  const cut = nodes.length - shown.length;
  return [
    "flowchart LR",
    ...shown.map((id, index) => `  n${index}["${label(id)}"]`),
    ...shown.slice(1).map((_, index) => {
      const gap = cut > 0 && index === shown.length - 2 ? `|"${cut + 1} hops"|` : "";
      return `  n${index} -->${gap} n${index + 1}`;
    }),
    "  classDef goal stroke-width:3px",
    `  class n${shown.length - 1} goal`,
  ].join("\n");
}

/** `role/deploy`, and the account under it: letters, digits, spaces and references to characters. */
function label(id: string): string {
  if (id === "*") return "anyone";
  if (/^\d{12}$/.test(id)) return `account ${id}`;
  const [, , , , account = "", ...resource] = id.split(":");
  if (resource.length === 0) return referenced(id);
  return [resource.join(":"), account]
    .filter((part) => part !== "")
    .map(referenced)
    .join("<br/>");
}

function referenced(text: string): string {
  return [...shortened(visible(text), lineLengthMax)]
    .map((character) => (/[A-Za-z0-9 ]/.test(character) ? character : `#${character.codePointAt(0)};`))
    .join("");
}
