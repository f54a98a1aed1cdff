import { findingCatalog } from "@rolepath/analyzer";
import type { Arguments } from "../arguments.js";
import type { Command, Context } from "../command.js";
import { knownRule } from "../config/rules.js";
import { exitCode } from "../error.js";
import { catalogLines, ruleLines } from "../render/explain.js";

/** What a rule says about itself. */
export const explain: Command = {
  name: "explain",
  summary: "what a rule of `check` means, when it is reported, how to fix it; without RULE a list of all",
  usage: ["explain [RULE]"],
  description: ["Needs no snapshot. A rule is named as findings show it, or by the id of a finding."],
  options: {
    format: { value: "text|json", short: "f", summary: "how to print the answer (default: text)" },
  },
  positionals: [],
  optionalPositional: "RULE",
  examples: [
    { does: "list the rules", line: "rolepath explain" },
    { does: "read one", line: "rolepath explain TRUST-PUBLIC" },
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const format = given.format();
  const written = given.positional(0);
  if (written === "") {
    if (format === "json") await context.output.json(findingCatalog);
    else await context.output.answer(catalogLines(findingCatalog));
    return exitCode.answered;
  }
  // The id of a finding is its rule with a part of its fingerprint.
  const id = knownRule(written.replace(/-[0-9a-f]{10}$/, ""));
  const info = findingCatalog.find((one) => one.id === id);
  if (info === undefined) return exitCode.fault;
  if (format === "json") await context.output.json(info);
  else await context.output.answer(ruleLines(info));
  return exitCode.answered;
}
