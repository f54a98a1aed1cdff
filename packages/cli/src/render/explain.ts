import type { FindingInfo } from "@rolepath/analyzer";
import { blank, type Line, line, styled, wholeLine } from "../text/line.js";

/** Every rule with its title, as `rolepath explain` lists them. */
export function catalogLines(catalog: readonly FindingInfo[]): Line[] {
  const width = Math.max(...catalog.map(({ id }) => id.length));
  return [
    ...catalog.map(({ id, title }) =>
      line(0, [styled("strong", id), " ".repeat(width - id.length + 2), title], width + 2),
    ),
    blank,
    line(0, [styled("muted", "`rolepath explain RULE` says when it is reported, and how to fix it")]),
  ];
}

/** Everything that a rule says about itself. */
export function ruleLines(info: FindingInfo): Line[] {
  const { example } = info;
  return [
    line(0, [styled("strong", info.id), `  ${info.title}`]),
    ...section("Severity", [line(2, [info.severity])]),
    ...section("When it is reported", [line(2, [info.when])]),
    ...section("Why it matters", [line(2, [info.why])]),
    ...section("How to fix it", [line(2, [info.fix])]),
    ...section("Example", [line(2, [example.setting])]),
    blank,
    line(2, [styled("denied", "Reported")]),
    ...policyLines(example.bad),
    blank,
    line(2, [styled("good", "Not reported")]),
    ...policyLines(example.good),
    ...section(
      "References",
      info.references.flatMap(({ title, url }) => [line(2, [title]), wholeLine(4, [styled("link", url)])]),
    ),
  ];
}

function section(title: string, lines: readonly Line[]): Line[] {
  return [blank, line(0, [styled("heading", title)]), ...lines];
}

function policyLines(policy: FindingInfo["example"]["bad"]): Line[] {
  return JSON.stringify(policy, null, 2)
    .split("\n")
    .map((text) => {
      const shown = text.trimStart();
      return wholeLine(4 + text.length - shown.length, [shown]);
    });
}
