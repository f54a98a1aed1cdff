import type { Arguments } from "./arguments.js";
import type { Host } from "./host.js";
import type { OptionSpecs } from "./option.js";
import type { Output } from "./output.js";

/** Where a command runs: the process, and the streams it answers on. */
export interface Context {
  readonly host: Host;
  readonly output: Output;
}

/** One `rolepath` command. It registers itself by its place in `registry.ts`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The forms after `rolepath`, one a line. */
  readonly usage: readonly string[];
  /** Paragraphs that the help shows under the usage. */
  readonly description: readonly string[];
  readonly options: OptionSpecs;
  /** Names of the positional arguments, all of them required. */
  readonly positionals: readonly string[];
  /** The name of one more, which may be left out. */
  readonly optionalPositional?: string;
  readonly examples: readonly { readonly does: string; readonly line: string }[];
  /** Answers on `context.output` and returns the exit code. */
  run(given: Arguments, context: Context): Promise<number>;
}
