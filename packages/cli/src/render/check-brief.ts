import type { Finding } from "@rolepath/analyzer";
import { blank, type Line, line, styled } from "../text/line.js";
import { titleLine } from "./finding.js";
import type { Names } from "./names.js";

/** Many findings of one severity: by rule, then by account, a line each. */
export function briefLines(
  findings: readonly Finding[],
  names: Names,
  titles: ReadonlyMap<string, string>,
): Line[] {
  return [...groups(findings, ({ rule }) => rule)].flatMap(([rule, ofRule]) => [
    blank,
    line(2, [styled("strong", rule), ` ${titles.get(rule) ?? ""} (${ofRule.length})`], 2),
    ...[...groups(ofRule, ({ account }) => account)].flatMap(([account, ofAccount]) => [
      line(4, [styled("muted", account === "" ? "no account" : names.account(account))]),
      ...ofAccount.map((finding) => titleLine(6, finding, [])),
    ]),
  ]);
}

function groups(
  findings: readonly Finding[],
  key: (finding: Finding) => string,
): ReadonlyMap<string, readonly Finding[]> {
  const result = new Map<string, Finding[]>();
  for (const finding of findings) {
    const list = result.get(key(finding));
    if (list === undefined) result.set(key(finding), [finding]);
    else list.push(finding);
  }
  return result;
}
