import type { CheckAnswer, Finding, SuppressedFinding } from "../answer.js";
import { findingCatalog } from "../finding/explain.js";
import { statementsOf } from "./locate.js";
import { visible } from "./visible.js";

/**
 * The findings as JUnit XML: a suite for each rule, a test case for each finding.
 *
 * CI systems list failed cases by name and compare them between runs, which is what one wants to see of findings. A
 * rule without findings is one case that passed. What does not fail the check (under `--fail-on`, in the baseline,
 * suppressed) is skipped, with the reason.
 */
export function junit(answer: CheckAnswer): string {
  const { findings, suppressed = [] } = answer;
  const catalogued = findingCatalog.map(({ id }) => id);
  const rules = [...new Set([...catalogued, ...findings.map(({ rule }) => rule)])];
  const suites = rules.map((rule) =>
    suite(
      rule,
      findings.filter((finding) => finding.rule === rule).map((finding) => caseOf(finding, answer)),
      suppressed.filter((finding) => finding.rule === rule).map(skippedCase),
    ),
  );
  const tests = suites.reduce((sum, one) => sum + one.tests, 0);
  const failures = suites.reduce((sum, one) => sum + one.failures, 0);
  const skipped = suites.reduce((sum, one) => sum + one.skipped, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="rolepath check" tests="${tests}" failures="${failures}" errors="0" skipped="${skipped}">`,
    ...suites.map(({ xml }) => xml),
    "</testsuites>\n",
  ].join("\n");
}

interface Case {
  readonly kind: "failed" | "skipped";
  readonly xml: string;
}

function suite(rule: string, found: readonly Case[], suppressed: readonly Case[]) {
  const cases = [...found, ...suppressed];
  const failures = cases.filter(({ kind }) => kind === "failed").length;
  const skipped = cases.length - failures;
  const tests = Math.max(1, cases.length);
  const inner =
    cases.length === 0
      ? [`    <testcase classname=${quoted(rule)} name="no finding"/>`]
      : cases.map(({ xml }) => xml);
  return {
    tests,
    failures,
    skipped,
    xml: [
      `  <testsuite name=${quoted(rule)} tests="${tests}" failures="${failures}" errors="0" skipped="${skipped}">`,
      ...inner,
      "  </testsuite>",
    ].join("\n"),
  };
}

function caseOf(finding: Finding, { gate }: CheckAnswer): Case {
  if (gate !== undefined && finding.failing !== true) {
    const why = finding.state === "known" ? "in the baseline" : `less severe than ${gate.failOn}`;
    return skipped(finding, `${finding.severity}, ${why}`);
  }
  if (gate === undefined && finding.state === "known" && finding.expired === undefined)
    return skipped(finding, `${finding.severity}, in the baseline`);
  const { severity, title, principals, path, why, fix } = finding;
  const lines = [
    ["resource", finding.resource],
    ["who", principals.join(", ")],
    ["path", (path ?? []).join(" > ")],
    ["why", why],
    ...(finding.expired === undefined
      ? []
      : [["note", `suppressed by ${finding.expired.owner} until ${finding.expired.expires}, and no longer`]]),
    ...statementsOf(finding).map(({ source, file, pointer }) => [
      "at",
      [source, file, pointer].filter((part) => part !== undefined && part !== "").join(" "),
    ]),
    ["fix", fix],
    ["id", finding.id],
  ].flatMap(([name = "", text = ""]) => (text === "" ? [] : [`${name}: ${visible(text)}`]));
  return {
    kind: "failed",
    xml: [
      `    <testcase ${names(finding)}>`,
      `      <failure type=${quoted(severity)} message=${quoted(title)}>${escaped(lines.join("\n"))}</failure>`,
      "    </testcase>",
    ].join("\n"),
  };
}

function skippedCase(finding: SuppressedFinding): Case {
  const { owner, expires, reason } = finding.suppression;
  return skipped(finding, `suppressed by ${owner} until ${expires}: ${reason}`);
}

function skipped(finding: Finding, message: string): Case {
  return {
    kind: "skipped",
    xml: `    <testcase ${names(finding)}><skipped message=${quoted(message)}/></testcase>`,
  };
}

// Class and name together tell a case from all others, run for run: the title may be that of several.
function names({ rule, title, fingerprint }: Finding): string {
  return `classname=${quoted(rule)} name=${quoted(`${title} [${fingerprint.slice(0, 10)}]`)}`;
}

function quoted(text: string): string {
  return `"${escaped(visible(text))}"`;
}

/** Text between tags or in quotes; its line feeds are ours. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;");
}
