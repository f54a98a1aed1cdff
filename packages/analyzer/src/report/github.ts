import type { CheckAnswer, Finding, Severity } from "../answer.js";
import { countText } from "./count-text.js";
import { type Locate, locateByName, placeOf } from "./locate.js";
import { visible } from "./visible.js";

const commands: Readonly<Record<Severity, "error" | "warning" | "notice">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "notice",
  info: "notice",
};

/**
 * The findings as workflow commands, which GitHub Actions shows as annotations, most severe first.
 *
 * The first line counts them: Actions shows ten annotations of each level for a step, and the rest only in the log.
 *
 * @see GitHub Docs, "Workflow commands for GitHub Actions"
 */
export function github(answer: CheckAnswer, locate: Locate = locateByName): string {
  return [
    command("notice", { title: "Rolepath" }, countText(answer)),
    ...answer.findings.map((finding) => annotation(finding, locate)),
    ...(answer.notices ?? []).map(({ text }) => command("warning", { title: "Rolepath" }, text)),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

function annotation(finding: Finding, locate: Locate): string {
  const { severity, rule, title, why, fix, resource, state } = finding;
  const { path, range } = placeOf(finding, locate);
  return command(
    commands[severity],
    {
      file: path,
      ...(range === undefined
        ? { line: "1" }
        : {
            line: String(range.startLine),
            endLine: String(range.endLine),
            // Columns may only be given within one line.
            ...(range.startLine === range.endLine
              ? { col: String(range.startColumn), endColumn: String(range.endColumn) }
              : {}),
          }),
      title: `${severity} ${rule}`,
    },
    `${state === "new" ? "New: " : ""}${title}\n${resource}\n${why}\nFix: ${fix}`,
  );
}

function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(visible(value))}`);
  const lines = message.split("\n").map(visible).join("\n");
  return `::${name} ${list.join(",")}::${escapedData(lines)}`;
}

/** As the toolkit of Actions escapes what follows the second `::`. */
function escapedData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
