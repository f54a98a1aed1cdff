import type { HopAnswer } from "@rolepath/analyzer";
import { type Line, line, styled, together } from "../text/line.js";
import type { Names } from "./names.js";
import { actionVerb, alternativesText, duration, mark } from "./words.js";

/**
 * The hops of a path beneath each other: the first principal, then a line for each role with its condition, the account
 * where it changes, and how long the session lasts.
 */
export function hopLines(hops: readonly HopAnswer[], names: Names, indent = 2): Line[] {
  const [first] = hops;
  if (first === undefined) return [];
  return [
    principalLine(first.from, names, indent),
    ...hops.flatMap((hop, index) => oneHop(hop, names, indent + 2 * index)),
  ];
}

function principalLine(id: string, names: Names, indent: number): Line {
  return line(indent, [styled("strong", names.short(id)), "  ", together("muted", names.where(id))], 4);
}

function oneHop(hop: HopAnswer, names: Names, indent: number): Line[] {
  const condition = alternativesText(hop.requires, hop.alternatives);
  const staysInAccount = names.accountOf(hop.from) === names.accountOf(hop.to);
  const about = [staysInAccount ? "" : names.where(hop.to), duration(hop.maxSessionSeconds), hop.way ?? ""];
  return [
    line(
      indent,
      [
        styled("muted", "└ "),
        mark(hop.verdict),
        styled("muted", ` ${actionVerb(hop)} `),
        styled("strong", names.short(hop.to)),
        "  ",
        together("muted", about.filter((part) => part !== "").join(", ")),
      ],
      4,
    ),
    ...(condition === "" ? [] : [line(indent + 4, [styled("conditional", `if ${condition}`)])]),
  ];
}
