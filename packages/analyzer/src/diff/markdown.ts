import { encodeText } from "@rolepath/snapshot";
import type { Finding } from "../answer.js";
import { code, inert } from "../report/markdown-text.js";
import type { ChainChange, DiffAnswer } from "./answer.js";
import { causePlace, causeText, type EdgeGroup, groupEdges, opens } from "./group.js";

/** What GitHub takes as the text of a comment, less what is kept free for saying what was cut. */
const byteCountMax = 64_500;
const principalsShownMax = 5;

/** A comparison as a comment on a pull request: what became reachable, what no longer is, findings. What does not fit is counted. */
export function diffMarkdown(answer: DiffAnswer): string {
  const { summary, edges, chains, findings, limits } = answer;
  const groups = groupEdges(edges);
  const [opened, closed] = [groups.filter(opens), groups.filter((group) => !opens(group))];
  const blocks = [
    "## Rolepath: what changed",
    summary.same ? "Nothing that has to do with becoming a role." : table(answer),
    ...section("### Newly reachable", [
      ...opened.map(groupItem),
      ...chains.filter(({ change }) => change === "added").map(chainItem),
    ]),
    ...section("### No longer reachable", [
      ...closed.map(groupItem),
      ...chains.filter(({ change }) => change === "removed").map(chainItem),
    ]),
    ...section("### New findings", findings.new.map(findingItem)),
    ...section(
      "### Findings that weigh something else",
      findings.changed.map(({ before, finding }) => `${findingItem(finding)} (was ${before})`),
    ),
    ...section("### Fixed findings", findings.fixed.map(findingItem)),
    ...section(
      "> [!WARNING]\n> The comparison is not complete",
      limits.map((text) => inert(text)),
    ),
  ];
  return `${fitting(blocks).join("\n\n")}\n`;
}

function table({ summary: { edges, chains, findings } }: DiffAnswer): string {
  return [
    "| | new | gone | changed |",
    "| --- | ---: | ---: | ---: |",
    `| direct hops | ${edges.added} | ${edges.removed} | ${edges.changed} |`,
    `| pairs by a chain | ${chains.added} | ${chains.removed} | |`,
    `| findings | ${findings.new} | ${findings.fixed} | ${findings.changed} |`,
  ].join("\n");
}

// A heading, and each item as a block of its own, so that a long list can be cut anywhere.
function section(heading: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [heading, ...items.map((item) => `- ${item}`)];
}

function groupItem({ change, effect, to, causes, edges }: EdgeGroup): string {
  const from = edges.map((edge) => edge.from);
  const rest = from.length - principalsShownMax;
  const who = `${from.slice(0, principalsShownMax).map(code).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  const [first] = edges;
  const asks = (state: "before" | "after"): string =>
    first?.[state]?.requires.map(({ text }) => text).join(" and ") ?? "";
  const now = asks(change === "removed" ? "before" : "after");
  const conditions =
    change === "changed"
      ? ` asks for something else (${effect}): before ${inert(asks("before") || "nothing")}, now ${inert(now || "nothing")}`
      : now === ""
        ? ""
        : `, if ${inert(now)}`;
  return [
    `${who} → ${code(to)}${conditions}`,
    ...causes.map((cause) => {
      const place = causePlace(cause);
      return `  - ${inert(causeText(cause))}${place === "" ? "" : ` ${code(place)}`}`;
    }),
  ].join("\n");
}

function chainItem({ path, because, principals }: ChainChange): string {
  const others = principals.length - 1;
  const owed = because === null ? "" : `, through ${code(because.from)} → ${code(because.to)}`;
  const too = others === 0 ? "" : `, and so ${others === 1 ? "does one other" : `do ${others} others`}`;
  return `${path.map(code).join(" → ")}${owed}${too}`;
}

function findingItem({ severity, title, id, resource }: Finding): string {
  return `**${severity}** ${inert(title)} in ${code(resource)} ${code(id)}`;
}

function fitting(blocks: readonly string[]): readonly string[] {
  let left = byteCountMax;
  const shown: string[] = [];
  for (const block of blocks) {
    left -= encodeText(block).length + 2;
    if (left < 0) break;
    shown.push(block);
  }
  const cut = blocks.slice(shown.length).filter((block) => block.startsWith("- ")).length;
  return cut === 0
    ? shown
    : [...shown, `**${cut} more are not shown** for want of room. \`rolepath diff\` lists them all.`];
}
