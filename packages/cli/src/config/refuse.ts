import type { ConfigIssue } from "@rolepath/analyzer";
import type { Context } from "../command.js";
import { InputError } from "../error.js";
import { line, styled } from "../text/line.js";
import type { PlacedMessage } from "./yaml.js";

const messagesShownMax = 20;

/**
 * Tells what is wrong with a file, one line for each place, in the order of the file.
 *
 * @throws InputError always
 */
export function refuse(path: string, messages: readonly PlacedMessage[], { output }: Context): never {
  const sorted = messages.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const rest = sorted.length - messagesShownMax;
  output.tell([
    ...sorted
      .slice(0, messagesShownMax)
      .map((one) =>
        line(0, [styled("denied", "error:"), ` ${path}:${one.line}:${one.column}: ${one.message}`], 2),
      ),
    ...(rest > 0 ? [line(2, [styled("muted", `and ${rest} more`)])] : []),
  ]);
  throw new InputError(`\`${path}\`: cannot be used`, "mend what is named above");
}

/** Where in the structure of the file: `suppressions[2].reason: `; empty for the whole file. */
export function pathOf({ path }: ConfigIssue): string {
  const text = path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "");
  return text === "" ? "" : `${text}: `;
}
