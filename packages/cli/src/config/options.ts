import type { OptionSpecs } from "../option.js";

/** The file that is read where no other is named. */
export const configFile = "rolepath.yaml";

/** Options of every command that takes a configuration into account. */
export const configOptions = {
  config: {
    value: "FILE",
    short: "c",
    summary: `who is trusted, what is suppressed, what weighs more or less (default: ${configFile} in the working directory, where there is one)`,
  },
  rules: { value: "FILE", summary: "the same as --config" },
} as const satisfies OptionSpecs;

/** Options of every command that runs the rules. */
export const ruleOptions = {
  rule: { value: "RULE", repeatable: true, summary: "run only this rule" },
  "exclude-rule": { value: "RULE", repeatable: true, summary: "do not run this rule" },
} as const satisfies OptionSpecs;
