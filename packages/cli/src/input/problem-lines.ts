import type { Problem } from "@rolepath/snapshot";
import { type Line, line, styled } from "../text/line.js";

const shownOfEachCodeMax = 10;

/** The problems for stderr, errors first: at most ten of each code, and how many more there are. */
export function problemLines(problems: readonly Problem[]): Line[] {
  const groups = new Map<string, Problem[]>();
  for (const level of ["error", "warning"] as const)
    for (const problem of problems) {
      if (problem.level !== level) continue;
      const key = `${level} ${problem.code}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [problem]);
      else group.push(problem);
    }
  return [...groups.values()].flatMap((group) => {
    const rest = group.length - shownOfEachCodeMax;
    return [
      ...group.slice(0, shownOfEachCodeMax).map(problemLine),
      ...(rest > 0 ? [line(2, [styled("muted", `and ${rest} more like this`)])] : []),
    ];
  });
}

function problemLine({ level, file, pointer, message, remedy }: Problem): Line {
  const place = [file, pointer].filter((part) => part !== "").join(" ");
  return line(
    0,
    [
      styled(level === "error" ? "denied" : "conditional", `${level}:`),
      ` ${place === "" ? "" : `${place}: `}${message}`,
      styled("muted", ` — ${remedy}`),
    ],
    2,
  );
}
