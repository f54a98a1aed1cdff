import type { Command } from "./command.js";
import type { OptionSpecs } from "./option.js";
import { commonOptions } from "./option.js";
import { blank, type Line, line, styled, wholeLine } from "./text/line.js";

const exitCodes = [
  "0  answered; nothing at or over --fail-on",
  "1  check: findings at or over --fail-on; can --exit-code: denied",
  "2  the command line or the input is wrong; can --exit-code: unknown",
  "3  a fault of rolepath itself",
];

const principalForms = [
  "arn:aws:iam::111122223333:role/deploy  ARN: user, role, session, root, …",
  "role/deploy, user/alice                short name, where only one has it",
  "AIDA…, AROA…                           unique id",
  "111122223333                           whoever the account's owner could create",
  "lambda.amazonaws.com                   a service",
  "'*'                                    anyone on the internet",
];

/** The overview: commands, how to name principals, exit codes. */
export function overview(commands: readonly Command[]): Line[] {
  return [
    line(0, [
      styled("strong", "rolepath"),
      " tells who can become which role in an AWS organization, by which chain of hops, under which conditions, and why. It reads a snapshot and needs no network.",
    ]),
    ...section("Usage", [
      wholeLine(2, ["rolepath COMMAND [options]"]),
      wholeLine(2, ["rolepath help COMMAND"]),
    ]),
    ...section("Commands", twoColumns(commands.map(({ name, summary }) => [name, summary]))),
    ...section(
      "How to name a principal",
      principalForms.map((form) => wholeLine(2, [form])),
    ),
    ...section(
      "Exit codes",
      exitCodes.map((code) => wholeLine(2, [code])),
    ),
    ...section("Start here", [
      wholeLine(2, ["rolepath demo                                   the sample organization"]),
      wholeLine(2, ["rolepath check --snapshot ./my-organization     your own"]),
    ]),
  ];
}

/** The help of one command. */
export function commandHelp(command: Command): Line[] {
  return [
    line(0, [styled("strong", `rolepath ${command.name}`), `  ${command.summary}`]),
    ...section(
      "Usage",
      command.usage.map((usage) => line(2, [`rolepath ${usage}`], 4)),
    ),
    ...command.description.flatMap((paragraph) => [blank, line(0, [paragraph])]),
    ...section("Options", optionLines({ ...command.options, ...commonOptions })),
    ...section(
      "Examples",
      command.examples.flatMap(({ does, line: example }) => [
        line(2, [styled("muted", `# ${does}`)]),
        wholeLine(2, [example]),
      ]),
    ),
  ];
}

function section(title: string, lines: readonly Line[]): Line[] {
  return lines.length === 0 ? [] : [blank, line(0, [styled("heading", title)]), ...lines];
}

function optionLines(options: OptionSpecs): Line[] {
  return twoColumns(
    Object.entries(options).map(([name, { value, short, repeatable, summary }]) => [
      `${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`,
      `${summary}${repeatable ? " (repeatable)" : ""}`,
    ]),
  );
}

const leftColumnMax = 24;

/** Left cells, and right cells in one column beside them; a long left cell has its right cell beneath. */
function twoColumns(rows: readonly (readonly [string, string])[]): Line[] {
  const left = Math.min(leftColumnMax, Math.max(...rows.map(([name]) => name.length)));
  return rows.flatMap(([name, text]): Line[] =>
    name.length > left
      ? [wholeLine(2, [styled("strong", name)]), line(4 + left, [text])]
      : [line(2, [styled("strong", name), " ".repeat(left + 2 - name.length), text], left + 2)],
  );
}
