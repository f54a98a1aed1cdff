import type { CutAnswer } from "@rolepath/analyzer";
import { type Line, line, styled } from "../text/line.js";
import type { Names } from "./names.js";
import { count } from "./words.js";

/** The answer of `paths --cut`: the statements to remove, and whether that was tried. */
export function cutLines(answer: CutAnswer, names: Names): Line[] {
  const between = [
    " from ",
    styled("strong", names.short(names.resolve(answer.from))),
    " to ",
    styled("strong", names.short(names.resolve(answer.to))),
    styled("muted", ` in up to ${count(answer.maxHops, "hop")}`),
  ];
  if (answer.statements === null) return [line(0, ["No cut", ...between, `: ${answer.reason}`])];
  if (answer.statements.length === 0)
    return [line(0, ["Nothing to remove", ...between, `: ${answer.reason}`])];
  return [
    line(0, [
      `Remove ${count(answer.statements.length, "trust statement")} and there is no chain`,
      ...between,
    ]),
    ...answer.statements.map(({ role, statement, sid, file, pointer }) =>
      line(
        2,
        [
          styled("strong", names.short(role)),
          ` statement ${statement} of its trust policy${sid === undefined ? "" : ` (${sid})`}`,
          styled("muted", `  ${names.where(role)}  ${file}#${pointer}`),
        ],
        2,
      ),
    ),
    line(0, [
      answer.verified
        ? styled("muted", "Tried: asked again without them, no chain is left.")
        : styled(
            "conditional",
            "Not confirmed: asked again without them, a limit ended the search or a chain is left.",
          ),
    ]),
  ];
}
