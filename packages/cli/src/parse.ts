import { parseArgs } from "node:util";
import { Arguments } from "./arguments.js";
import type { Command } from "./command.js";
import { UsageError } from "./error.js";
import { commonOptions, type OptionSpecs } from "./option.js";
import { nearest } from "./suggest.js";

/** What a command line asks for. */
export type Request =
  | { readonly kind: "command"; readonly command: Command; readonly rest: readonly string[] }
  | { readonly kind: "help"; readonly command: Command | null }
  | { readonly kind: "version" }
  | { readonly kind: "nothing" };

/**
 * Finds the command in a command line (without `node` and the script). Options may stand before it or after it.
 *
 * @throws UsageError for an unknown command, with the nearest known one
 */
export function parseRequest(argv: readonly string[], commands: readonly Command[]): Request {
  const first = tokensOf(argv, allOptions(commands)).find((token) => token.kind === "positional");
  if (first === undefined) return withoutCommand(argv, commands);
  const rest = argv.toSpliced(first.index, 1);
  if (first.value !== "help") return { kind: "command", command: commandNamed(first.value, commands), rest };
  const topic = collect(rest, commonOptions, "help").positionals[0];
  return {
    kind: "help",
    command: topic === undefined || topic === "help" ? null : commandNamed(topic, commands),
  };
}

function withoutCommand(argv: readonly string[], commands: readonly Command[]): Request {
  const known = { ...commonOptions, version: { short: "V", summary: "" } };
  const { values } = collect(argv, known, "rolepath", allOptions(commands));
  if (values.has("version")) return { kind: "version" };
  return values.has("help") ? { kind: "help", command: null } : { kind: "nothing" };
}

function commandNamed(written: string, commands: readonly Command[]): Command {
  const found = commands.find(({ name }) => name === written);
  if (found !== undefined) return found;
  const names = commands.map(({ name }) => name);
  const [near] = nearest(written, [...names, "help"]);
  const hint = near === undefined ? `the commands are ${names.join(", ")}` : `did you mean \`${near}\`?`;
  throw new UsageError(`unknown command \`${written}\`; ${hint}`);
}

/**
 * Reads the arguments of a command: `null` where its help is asked for.
 *
 * @throws UsageError for an option that the command does not know, with the nearest it does; for missing and surplus values
 */
export function parseArguments(command: Command, rest: readonly string[]): Arguments | null {
  const { values, positionals } = collect(rest, optionsOf(command), command.name);
  if (values.has("help")) return null;
  const { length } = command.positionals;
  if (positionals.length < length)
    throw new UsageError(`${command.name}: ${command.positionals[positionals.length]} is missing`);
  const lengthMax = length + (command.optionalPositional === undefined ? 0 : 1);
  if (positionals.length > lengthMax)
    throw new UsageError(`${command.name}: unexpected argument \`${positionals[lengthMax]}\``);
  return new Arguments(values, positionals);
}

interface Collected {
  readonly values: Map<string, (string | true)[]>;
  readonly positionals: string[];
}

/** Checks every token against `options`; `elsewhere` are options that some command knows. */
function collect(
  argv: readonly string[],
  options: OptionSpecs,
  name: string,
  elsewhere: OptionSpecs = {},
): Collected {
  const result: Collected = { values: new Map(), positionals: [] };
  for (const token of tokensOf(argv, options)) {
    if (token.kind === "positional") result.positionals.push(token.value);
    if (token.kind !== "option") continue;
    const spec = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (spec === undefined) throw unknownOption(token.rawName, options, name, elsewhere);
    const earlier = result.values.get(token.name) ?? [];
    if (earlier.length > 0 && spec.value !== undefined && !spec.repeatable)
      throw new UsageError(`${token.rawName} was given twice`);
    earlier.push(checkedValue(token, spec.value));
    result.values.set(token.name, earlier);
  }
  return result;
}

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function checkedValue(
  { rawName, value, inlineValue }: OptionToken,
  valueName: string | undefined,
): string | true {
  if (valueName === undefined) {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value`);
    return true;
  }
  if (value === undefined) throw new UsageError(`${rawName} needs a value: ${valueName}`);
  // `--from --to x` is a forgotten value, not a caller named `--to`; `-` alone means stdin.
  if (!inlineValue && value.startsWith("-") && value !== "-")
    throw new UsageError(
      `${rawName} needs a value: ${valueName} (write ${rawName}=${value} if it begins with a dash)`,
    );
  return value;
}

function unknownOption(raw: string, options: OptionSpecs, name: string, elsewhere: OptionSpecs): UsageError {
  const written = raw.replace(/^-+/, "");
  if (Object.hasOwn(elsewhere, written))
    return new UsageError(`${raw} belongs to a command, and none was given`);
  const [near] = nearest(written, Object.keys(options));
  return new UsageError(
    `${name}: unknown option ${raw}${near === undefined ? "" : `; did you mean --${near}?`}`,
  );
}

/** The options of a command, those that every command takes included. */
export function optionsOf(command: Command): OptionSpecs {
  return { ...command.options, ...commonOptions };
}

function allOptions(commands: readonly Command[]): OptionSpecs {
  return Object.assign({}, ...commands.map(optionsOf)) as OptionSpecs;
}

function tokensOf(argv: readonly string[], options: OptionSpecs) {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { value, short }]) => [
      name,
      { type: value === undefined ? ("boolean" as const) : ("string" as const), ...(short && { short }) },
    ]),
  );
  return parseArgs({ args: [...argv], options: config, strict: false, allowPositionals: true, tokens: true })
    .tokens;
}
