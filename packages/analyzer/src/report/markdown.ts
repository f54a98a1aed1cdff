import { encodeText } from "@rolepath/snapshot";
import type { CheckAnswer, Finding } from "../answer.js";
import { compareSeverity, SEVERITIES } from "../finding/severity.js";
import { countText } from "./count-text.js";
import { exampleSends } from "./example-text.js";
import { statementsOf } from "./locate.js";
import { code, inert } from "./markdown-text.js";
import { mermaid } from "./mermaid.js";

/** What GitHub takes as the text of a comment; we count bytes, of which there are never fewer than characters. */
const byteCountMax = 65_536;
/** Kept free for saying what was cut. */
const reserveByteCount = 1_000;

const principalsShownMax = 5;
const statementsShownMax = 3;

/**
 * The findings as a comment on a pull request: how many there are, a picture of the worst way in, then each.
 *
 * What does not fit into a comment of GitHub is counted at the end. With a baseline
 * known findings are only counted.
 */
export function markdown(answer: CheckAnswer): string {
  const listed = answer.findings.filter(({ state, expired }) => state !== "known" || expired !== undefined);
  const budget = new Budget(byteCountMax - reserveByteCount);
  const head = ["## Rolepath", `${inert(countText(answer))}.`, ...noticeBlock(answer), ...tableBlock(answer)];
  const blocks = head.filter((block) => budget.take(block));
  const worst = worstWay(listed);
  if (worst !== null && budget.take(worst)) blocks.push(worst);
  let shown = 0;
  for (const finding of listed) {
    const block = findingBlock(finding);
    if (!budget.take(block)) break;
    blocks.push(block);
    shown += 1;
  }
  const cut = listed.slice(shown);
  if (cut.length > 0)
    blocks.push(
      `**${cut.length} more ${cut.length === 1 ? "finding is" : "findings are"} not shown** for want of room: ${bySeverity(cut)}. \`rolepath check\` lists them all.`,
    );
  else blocks.push(...fixedBlock(answer).filter((block) => budget.take(block)));
  return `${blocks.join("\n\n")}\n`;
}

class Budget {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** Whether the block still fits; then its room is taken. */
  take(block: string): boolean {
    const bytes = encodeText(block).length + 2;
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }
}

function noticeBlock({ notices = [] }: CheckAnswer): readonly string[] {
  return notices.length === 0
    ? []
    : [["> [!WARNING]", ...notices.map(({ text }) => `> ${inert(text)}  `)].join("\n")];
}

function tableBlock({ findings, summary }: CheckAnswer): readonly string[] {
  if (summary.total === 0) return [];
  const compared = findings.some(({ state }) => state !== undefined);
  const rows = SEVERITIES.filter((severity) => summary.bySeverity[severity] > 0).map((severity) => {
    const fresh = findings.filter((one) => one.severity === severity && one.state === "new").length;
    return `| ${severity} | ${summary.bySeverity[severity]} |${compared ? ` ${fresh} |` : ""}`;
  });
  return [
    [
      `| severity | findings |${compared ? " new |" : ""}`,
      `| --- | ---: |${compared ? " ---: |" : ""}`,
      ...rows,
    ].join("\n"),
  ];
}

/** A picture of the most severe finding that has a path, unless a more severe one has none. */
function worstWay(findings: readonly Finding[]): string | null {
  const [worst] = findings;
  if (worst === undefined) return null;
  const chain = findings.find(
    ({ path, severity }) => path !== undefined && compareSeverity(severity, worst.severity) === 0,
  );
  const chosen = chain ?? worst;
  const picture = mermaid(chosen);
  return picture === null ? null : `### Worst: ${inert(chosen.title)}\n\n\`\`\`mermaid\n${picture}\n\`\`\``;
}

function findingBlock(finding: Finding): string {
  const { severity, title, state, id, resource, principals, path, why, fix, expired } = finding;
  const rest = principals.length - principalsShownMax;
  const who = `${principals.slice(0, principalsShownMax).map(code).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  const items = [
    `**In** ${code(resource)}`,
    ...(principals.length === 0 ? [] : [`**Who** ${who}`]),
    ...(path === undefined ? [] : [`**Path** ${path.map(code).join(" → ")}`]),
    `**Why** ${inert(why)}`,
    ...exampleItem(finding),
    ...(expired === undefined
      ? []
      : [
          `**Suppressed** by ${inert(expired.owner)} until ${expired.expires}, and no longer: ${inert(expired.reason)}`,
        ]),
    ...statementsOf(finding)
      .slice(0, statementsShownMax)
      .map(({ source, file = "", pointer = "" }) => `**At** ${inert(source)} ${code(`${file}#${pointer}`)}`),
    `**Fix** ${inert(fix)}`,
    `**Id** ${code(id)}`,
  ];
  return [
    `<details><summary>${state === "new" ? "<b>New</b> · " : ""}<b>${severity}</b> · ${inert(title)}</summary>`,
    items.map((item) => `- ${item}`).join("\n"),
    "</details>",
  ].join("\n\n");
}

function exampleItem(finding: Finding): readonly string[] {
  const sends = exampleSends(finding);
  return finding.example === undefined || sends.length === 0
    ? []
    : [
        `**For example** ${code(finding.example.from)} with ${sends.map(([key, value]) => code(`${key} = ${value}`)).join(", ")}`,
      ];
}

function fixedBlock({ fixed = [] }: CheckAnswer): readonly string[] {
  return fixed.length === 0
    ? []
    : [["### Fixed since the baseline", ...fixed.map(({ title }) => `- ✓ ${inert(title)}`)].join("\n")];
}

function bySeverity(findings: readonly Finding[]): string {
  return SEVERITIES.flatMap((severity) => {
    const count = findings.filter((one) => one.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  }).join(", ");
}
