import type { Analysis } from "@rolepath/analyzer";
import type { Output } from "./output.js";
import { nearest } from "./suggest.js";
import { line, styled } from "./text/line.js";

const suggestionCountMax = 3;

/** Tells the principals whose names are near to those written that no principal has. */
export function tellNearNames(analysis: Analysis, written: readonly string[], output: Output): void {
  const principals = analysis.principals();
  const known = new Set(principals.flatMap(({ id, name }) => [id, name]));
  const idsByName = new Map<string, string[]>();
  for (const { id, name } of principals) {
    const ids = idsByName.get(name);
    if (ids === undefined) idsByName.set(name, [id]);
    else ids.push(id);
  }
  for (const text of written) {
    const name = text.split(/[:/]/).at(-1) ?? text;
    if (known.has(text)) continue;
    const near = nearest(name, idsByName.keys(), suggestionCountMax);
    const ids = near.flatMap((one) => idsByName.get(one) ?? []).slice(0, suggestionCountMax);
    if (ids.length > 0)
      output.tell([line(0, [styled("muted", `\`${text}\`: did you mean ${ids.join(" or ")}?`)])]);
  }
}
