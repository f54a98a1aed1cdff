import { compareText, type DurationAnswer, type PathResult, type PathsAnswer } from "@rolepath/analyzer";
import type { TimedResult } from "../duration.js";
import { blank, type Line, line, styled } from "../text/line.js";
import { hopLines } from "./hops.js";
import { kindName, type Names } from "./names.js";
import { useLines } from "./use.js";
import { conditionText, count, hopLegend, legend, mark } from "./words.js";

type TimedAnswer = Omit<PathsAnswer, "results"> & { readonly results: readonly TimedResult[] };

/** Columns for `12 hops`. */
const hopColumns = 8;

/** The answer of `who-can` and `what-can`: one principal a line, grouped by account. */
export function reachLines(answer: TimedAnswer, names: Names): Line[] {
  const isWho = answer.question === "who-can";
  const center = (isWho ? answer.to : answer.from) ?? "";
  const verb = isWho ? "can be reached by" : "can become";
  const noun = isWho ? "principal" : "role";
  return [
    line(0, [styled("strong", names.short(center)), styled("muted", `  ${center}`)], 2),
    line(0, [
      `${verb} ${answer.results.length === 0 ? `no ${noun}` : count(answer.results.length, noun)}`,
      styled("muted", ` in up to ${count(answer.maxHops, "hop")}${verdictCounts(answer.results)}`),
    ]),
    ...groups(answer.results, names).flatMap(([group, results]) => [
      blank,
      line(0, [styled("heading", group)]),
      ...rows(results, names),
    ]),
    ...tail(answer),
  ];
}

/** The answer of `paths`: each chain with its hops; `limit` is how many were asked for at most. */
export function pathLines(answer: TimedAnswer, names: Names, limit = Number.POSITIVE_INFINITY): Line[] {
  return [
    line(0, [
      answer.results.length === 0 ? "No path" : count(answer.results.length, "path"),
      " from ",
      styled("strong", answer.from ?? ""),
      " to ",
      styled("strong", answer.to ?? ""),
      styled("muted", ` in up to ${count(answer.maxHops, "hop")}${verdictCounts(answer.results)}`),
    ]),
    ...answer.results.flatMap((result, index) => [
      blank,
      line(0, [
        styled("muted", `${index + 1}. `),
        mark(result.verdict),
        ` ${count(result.hops.length, "hop")}`,
      ]),
      ...hopLines(result.hops, names, 3),
      ...durationLines(result.duration, 3),
      ...useLines(result.use),
    ]),
    ...tail(answer, hopLegend, answer.results.length >= limit ? "; --limit K lists more" : ""),
  ];
}

/** What every list of chains ends with: whether it was cut, what was assumed, and the legend. */
export function tail(
  answer: Pick<PathsAnswer, "truncated" | "assumptions"> & { readonly results: readonly unknown[] },
  signs = legend,
  advice = "",
): Line[] {
  const lines: Line[] = [];
  if (answer.truncated)
    lines.push(
      blank,
      line(0, [
        styled("conditional", "Cut off:"),
        ` a limit ended the search, so there may be more${advice}.`,
      ]),
    );
  if (answer.assumptions.length > 0)
    lines.push(
      blank,
      line(0, [styled("heading", "Assumed")]),
      ...answer.assumptions.map((text) => line(2, [`- ${text}`], 2)),
    );
  if (answer.results.length > 0) lines.push(blank, line(0, signs));
  return lines;
}

/** What a chain says to the length of session that was asked for. */
export function durationLines(duration: DurationAnswer | undefined, indent: number): Line[] {
  if (duration === undefined) return [];
  return [line(indent, [styled(duration.refusedAt === null ? "muted" : "denied", duration.text)])];
}

function verdictCounts(results: readonly PathResult[]): string {
  const conditional = results.filter(({ verdict }) => verdict === "conditional").length;
  if (results.length === 0 || conditional === 0) return "";
  return conditional === results.length
    ? ", under conditions"
    : `: ${results.length - conditional} freely, ${conditional} under conditions`;
}

/** The results by the account of the principal, those from outside first. */
function groups(results: readonly TimedResult[], names: Names): [string, TimedResult[]][] {
  const byTitle = new Map<string, { rank: number; list: TimedResult[] }>();
  for (const result of results) {
    const { title, rank } = names.group(result.principal);
    const group = byTitle.get(title);
    if (group === undefined) byTitle.set(title, { rank, list: [result] });
    else group.list.push(result);
  }
  return [...byTitle]
    .sort(([titleA, a], [titleB, b]) => a.rank - b.rank || compareText(titleA, titleB))
    .map(([title, { list }]) => [title, list]);
}

function rows(results: readonly TimedResult[], names: Names): Line[] {
  const sorted = results.toSorted(
    (a, b) =>
      a.hops.length - b.hops.length ||
      compareText(names.short(a.principal), names.short(b.principal)) ||
      compareText(a.principal, b.principal),
  );
  return sorted.flatMap((result) => row(result, names));
}

function row(result: TimedResult, names: Names): Line[] {
  const info = names.info(result.principal);
  const condition = conditionText(result.requires);
  const between = result.path.slice(1, -1).map((id) => names.short(id));
  return [
    line(
      2,
      [
        mark(result.verdict),
        styled("muted", ` ${count(result.hops.length, "hop").padEnd(hopColumns)}`),
        styled("strong", names.short(result.principal)),
        info === undefined || info.kind === "role" ? "" : styled("muted", `, ${kindName(info.kind)}`),
        info?.admin === true ? styled("denied", ", administrator") : "",
        between.length === 0 ? "" : styled("muted", ` through ${between.join(" → ")}`),
      ],
      hopColumns + 2,
    ),
    ...(condition === "" ? [] : [line(hopColumns + 4, [styled("conditional", `if ${condition}`)])]),
    ...durationLines(result.duration, hopColumns + 4),
  ];
}
