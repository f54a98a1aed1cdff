import {
  type ChainChange,
  causePlace,
  causeText,
  type DiffAnswer,
  type EdgeGroup,
  type Finding,
  groupEdges,
  type HopState,
  opens,
} from "@rolepath/analyzer";
import { blank, type Line, line, type Span, styled } from "../text/line.js";
import type { Names } from "./names.js";
import { conditionText, count, mark } from "./words.js";

const principalsShownMax = 5;
const itemsShownMax = 50;

/** The answer of `diff`: what became reachable, what no longer is, findings, and how much of each. */
export function diffLines(answer: DiffAnswer, names: Names): Line[] {
  const { edges, chains, findings, principals } = answer;
  const groups = groupEdges(edges);
  const chainsThat = (change: ChainChange["change"]) => chains.filter((chain) => chain.change === change);
  return [
    line(0, [
      "From ",
      styled("strong", answer.old.createdAt),
      " to ",
      styled("strong", answer.new.createdAt),
      styled("muted", `, chains of up to ${count(answer.maxHops, "hop")}`),
    ]),
    ...section("Newly reachable", [
      ...groups.filter(opens).map((group) => groupLines(group, names)),
      ...chainsThat("added").map((chain) => chainLines(chain, names)),
    ]),
    ...section("No longer reachable", [
      ...groups.filter((group) => !opens(group)).map((group) => groupLines(group, names)),
      ...chainsThat("removed").map((chain) => chainLines(chain, names)),
    ]),
    ...section(
      "New findings",
      findings.new.map((finding) => findingLines("+", finding)),
    ),
    ...section(
      "Findings that weigh something else",
      findings.changed.map(({ before, finding }) => findingLines("~", finding, ` was ${before}`)),
    ),
    ...section(
      "Fixed findings",
      findings.fixed.map((finding) => findingLines("-", finding)),
    ),
    ...section("New users and roles", principals.added.map(principalLines)),
    ...section("Users and roles that are gone", principals.removed.map(principalLines)),
    blank,
    line(0, summarySpans(answer)),
  ];
}

function section(title: string, items: readonly (readonly Line[])[]): Line[] {
  if (items.length === 0) return [];
  const rest = items.length - itemsShownMax;
  return [
    blank,
    line(0, [styled("heading", `${title} (${items.length.toLocaleString("en-US")})`)]),
    ...items.slice(0, itemsShownMax).flat(),
    ...(rest > 0 ? [line(2, [styled("muted", `and ${rest} more (see --format json)`)])] : []),
  ];
}

const signs = { added: "+", removed: "-", changed: "~" } as const;

function groupLines({ change, effect, to, causes, edges }: EdgeGroup, names: Names): Line[] {
  const from = edges.map((edge) => names.short(edge.from));
  const rest = from.length - principalsShownMax;
  const [first] = edges;
  const state = (change === "removed" ? first?.before : first?.after) ?? null;
  const where = names.where(to);
  return [
    line(
      2,
      [
        `${signs[change]} `,
        ...(state === null ? [] : [mark(state.verdict), " "]),
        styled("strong", from.slice(0, principalsShownMax).join(", ")),
        ...(rest > 0 ? [styled("muted", ` and ${rest} more`)] : []),
        " → ",
        styled("strong", names.short(to)),
        ...(where === "" ? [] : [styled("muted", ` in ${where}`)]),
        ...(effect === undefined ? [] : [styled("conditional", `  ${effect}`)]),
      ],
      4,
    ),
    ...(change === "changed"
      ? [stateLine("before ", first?.before ?? null), stateLine("now    ", first?.after ?? null)]
      : state === null || state.requires.length === 0
        ? []
        : [line(6, [styled("conditional", `if ${conditionText(state.requires)}`)])]),
    ...causes.map((cause) => {
      const place = causePlace(cause);
      return line(6, ["by ", causeText(cause), ...(place === "" ? [] : [styled("muted", ` — ${place}`)])], 3);
    }),
  ];
}

function stateLine(label: string, state: HopState | null): Line {
  const condition =
    state === null
      ? "refused"
      : state.requires.length === 0
        ? "freely"
        : `if ${conditionText(state.requires)}`;
  return line(6, [styled("muted", label), condition], 7);
}

function chainLines({ change, path, verdict, because, principals }: ChainChange, names: Names): Line[] {
  return [
    line(
      2,
      [
        `${signs[change]} `,
        mark(verdict),
        ` ${path.map((id) => names.short(id)).join(" → ")}`,
        ...(because === null
          ? []
          : [styled("muted", `  because of ${names.short(because.from)} → ${names.short(because.to)}`)]),
        ...(principals.length === 1
          ? []
          : [styled("muted", `, and ${count(principals.length - 1, "other")} likewise`)]),
      ],
      4,
    ),
  ];
}

function findingLines(sign: string, { severity, title, id }: Finding, more = ""): Line[] {
  return [
    line(
      2,
      [
        `${sign} `,
        styled(severity, `${severity} `),
        styled("strong", title),
        styled("muted", `  ${id}${more}`),
      ],
      4,
    ),
  ];
}

function principalLines(arn: string): Line[] {
  return [line(2, [arn])];
}

function summarySpans({ summary: { same, edges, chains, findings } }: DiffAnswer): Span[] {
  if (same) return [styled("good", "Nothing is different that has to do with becoming a role")];
  return [
    `${count(edges.added, "hop")} added, ${edges.removed} removed, ${edges.changed} changed; `,
    `${count(chains.added, "pair")} by a chain added, ${chains.removed} removed; `,
    `${count(findings.new, "new finding")}, ${findings.fixed} fixed`,
  ];
}
