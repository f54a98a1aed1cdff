import type { CheckAnswer, PathResult } from "@rolepath/analyzer";
import { blank, type Line, line, styled, wholeLine } from "../text/line.js";
import { summarySpans } from "./check.js";
import { hopLines } from "./hops.js";
import type { Names } from "./names.js";
import { count, hopLegend } from "./words.js";

const findingsShownMax = 5;

/** What `demo` shows. */
export interface Demo {
  readonly name: string;
  readonly answer: CheckAnswer;
  readonly chains: readonly PathResult[];
  readonly report: { readonly path: string; readonly url: string; readonly bytes: number };
}

/** The page of `demo`: what is there, the worst findings, chains worth seeing, where the report is. */
export function demoLines({ name, answer, chains, report }: Demo, names: Names): Line[] {
  return [
    ...aboutLines(name, answer),
    ...findingLines(answer, names),
    ...chainLines(chains, names),
    blank,
    line(0, [
      styled("heading", "The report"),
      styled("muted", `, ${sizeText(report.bytes)}: one page, opens without a network`),
    ]),
    wholeLine(2, [report.path]),
    wholeLine(2, [styled("link", report.url)]),
  ];
}

function aboutLines(name: string, { snapshot }: CheckAnswer): Line[] {
  const { accounts, users, roles, principals, edges, organization, createdAt, coverageGaps } = snapshot;
  return [
    line(0, [
      styled("strong", name),
      styled(
        "muted",
        `  ${organization === undefined ? "" : `${organization}, `}collected ${createdAt.slice(0, 10)}`,
      ),
    ]),
    line(2, [
      [
        count(accounts, "account"),
        count(users, "user"),
        count(roles, "role"),
        `${count(principals, "principal")} in all`,
        `${count(edges, "direct edge")}`,
      ].join(", "),
    ]),
    ...coverageGaps
      .slice(0, findingsShownMax)
      .map((gap) => line(2, [styled("conditional", `not collected: ${gap}`)], 2)),
    ...(coverageGaps.length > findingsShownMax
      ? [line(2, [styled("conditional", `and ${coverageGaps.length - findingsShownMax} more gaps`)])]
      : []),
  ];
}

function findingLines(answer: CheckAnswer, names: Names): Line[] {
  const worst = answer.findings.slice(0, findingsShownMax);
  const rest = answer.findings.length - worst.length;
  return [
    blank,
    line(0, summarySpans(answer)),
    ...worst.flatMap(({ severity, title, rule, resource, account }) => [
      line(2, [styled(severity, severity.padEnd(9)), title, styled("muted", `  ${rule}`)], 9),
      line(11, [styled("muted", `${names.short(resource)} in ${names.account(account)}`)]),
    ]),
    ...(rest > 0
      ? [line(2, [styled("muted", `and ${count(rest, "more", "more")}: \`check\` shows them all`)])]
      : []),
  ];
}

function chainLines(chains: readonly PathResult[], names: Names): Line[] {
  if (chains.length === 0) return [blank, line(0, ["Nobody can become any role through a chain."])];
  return [
    blank,
    line(0, [
      styled("heading", chains.length === 1 ? "A chain worth seeing" : "Chains worth seeing"),
      "   ",
      ...hopLegend,
    ]),
    ...chains.flatMap(({ hops }, index) => [...(index === 0 ? [] : [blank]), ...hopLines(hops, names)]),
  ];
}

function sizeText(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** The word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Where to go from here, for stderr. */
export function nextStepLines(
  shown: {
    readonly command: string;
    readonly path: string;
    readonly own: boolean;
    readonly chains: readonly PathResult[];
  },
  names: Names,
): Line[] {
  const target = shown.chains[0]?.path.at(-1);
  const ask = `${shown.command} who-can ${quoted(target ?? "role/NAME")} -s ${quoted(shown.path)}`;
  const own = `${shown.command} collect --org --out snapshot && ${shown.command} check -s snapshot`;
  return [
    blank,
    line(0, [styled("heading", "Next")]),
    line(2, [
      target === undefined ? "ask who can become a role" : `ask who can become ${names.short(target)}`,
    ]),
    wholeLine(4, [styled("muted", ask)]),
    ...(shown.own ? [] : [line(2, ["look at your own organization"]), wholeLine(4, [styled("muted", own)])]),
    wholeLine(2, [styled("muted", `${shown.command} --help tells the rest`)]),
  ];
}
