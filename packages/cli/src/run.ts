import type { Command } from "./command.js";
import { exitCode, InputError, UsageError } from "./error.js";
import { faultReport } from "./fault.js";
import { commandHelp, overview } from "./help.js";
import type { Host } from "./host.js";
import { fileFault } from "./input/file-fault.js";
import { Output } from "./output.js";
import { parseArguments, parseRequest, type Request } from "./parse.js";
import { commandsFor } from "./registry.js";
import { line, styled, wholeLine } from "./text/line.js";
import { version } from "./version.js";

/**
 * Runs one command line and returns its exit code. Answers on stdout, everything else on stderr.
 *
 * The only place that catches: what a command throws becomes a message and an exit code here.
 */
export async function run(
  argv: readonly string[],
  host: Host,
  given: readonly Command[] | null = null,
): Promise<number> {
  const output = new Output(host);
  if (argv.includes("--no-color")) output.disableColor();
  let command: Command | null = null;
  try {
    const commands = given ?? (await commandsFor(argv));
    const request = parseRequest(argv, commands);
    if (request.kind === "command") command = request.command;
    const code = await answer(request, host, output, commands);
    await output.finish();
    return code;
  } catch (error) {
    return explain(error, output, command, host);
  }
}

async function answer(
  request: Request,
  host: Host,
  output: Output,
  commands: readonly Command[],
): Promise<number> {
  if (request.kind === "nothing") {
    output.tell(overview(commands));
    return exitCode.input;
  }
  if (request.kind === "command") {
    const given = parseArguments(request.command, request.rest);
    if (given !== null) return request.command.run(given, { host, output });
    await output.answer(commandHelp(request.command));
  } else if (request.kind === "version") await output.raw(`rolepath ${version()}\n`);
  else await output.answer(request.command === null ? overview(commands) : commandHelp(request.command));
  return exitCode.answered;
}

function explain(error: unknown, output: Output, command: Command | null, host: Host): number {
  if (error instanceof UsageError) {
    const help = command === null ? "rolepath --help" : `rolepath help ${command.name}`;
    output.tell([errorLine(error.message), wholeLine(0, [styled("muted", `see \`${help}\``)])]);
    return exitCode.input;
  }
  const input = error instanceof InputError ? error : fileFault(error);
  if (input !== null) {
    const remedy = input.remedy === undefined ? [] : [line(0, [styled("muted", input.remedy)])];
    output.tell([errorLine(input.message), ...remedy]);
    return exitCode.input;
  }
  output.tell(faultReport(error, version(), host.environment.ROLEPATH_DEBUG !== undefined));
  return exitCode.fault;
}

function errorLine(message: string) {
  return line(0, [styled("denied", "error:"), ` ${message}`]);
}
