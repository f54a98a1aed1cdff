import type { UseAnswer } from "@rolepath/analyzer";
import { blank, type Line, line, styled, wholeLine } from "../text/line.js";

/** How a path is walked: lines to be copied, so none of them wraps. */
export function useLines(use: UseAnswer | undefined): Line[] {
  if (use === undefined) return [];
  const links = use.hops.flatMap(({ console }) => (console === null ? [] : [console]));
  const remarks = use.hops.flatMap(({ hop, remarks: texts }) => texts.map((text) => `hop ${hop}: ${text}`));
  return [
    ...copied("For ~/.aws/config", use.config === "" ? [] : use.config.split("\n")),
    ...copied("As commands", use.commands),
    ...copied("In the console", links),
    ...remarks.map((text) => line(2, [styled("muted", `- ${text}`)], 2)),
  ];
}

function copied(title: string, lines: readonly string[]): Line[] {
  return lines.length === 0
    ? []
    : [blank, line(0, [styled("heading", title)]), ...lines.map((text) => wholeLine(2, [text]))];
}
