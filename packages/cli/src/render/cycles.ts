import type { CyclesAnswer } from "@rolepath/analyzer";
import { blank, type Line, line, styled } from "../text/line.js";
import { hopLines } from "./hops.js";
import type { Names } from "./names.js";
import { tail } from "./paths.js";
import { count, hopLegend, mark } from "./words.js";

const nameCountMax = 8;

/** The answer of `cycles`: each group of roles with one walk. */
export function cycleLines(answer: CyclesAnswer, names: Names): Line[] {
  const total = answer.results.length;
  return [
    line(0, [
      total === 0
        ? "No session can be renewed for ever"
        : `Sessions can be renewed for ever in ${count(total, "group")} of roles`,
    ]),
    ...answer.results.flatMap(({ roles, hops, verdict }, index) => {
      const more = roles.length - nameCountMax;
      return [
        blank,
        line(0, [
          styled("muted", `${index + 1}. `),
          mark(verdict),
          ` ${count(roles.length, "role")}: `,
          styled(
            "strong",
            roles
              .slice(0, nameCountMax)
              .map((role) => names.short(role))
              .join(", "),
          ),
          more > 0 ? ` and ${more} more` : "",
        ]),
        ...hopLines(hops, names, 3),
      ];
    }),
    ...tail(answer, hopLegend),
  ];
}
