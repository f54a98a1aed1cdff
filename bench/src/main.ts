import { agree } from "./command/agree.js";
import type { Command } from "./command/command.js";
import { generate } from "./command/generate.js";
import { latency } from "./command/latency.js";
import { parse, phases } from "./command/part.js";
import { reach } from "./command/reach.js";
import { scale } from "./command/scale.js";
import { shareNames } from "./organization/options.js";

const USAGE = `usage: pnpm bench generate --accounts N --out DIR [organization]
       pnpm bench scale [--accounts 10,100,1000] [--limit SECONDS] [--max-old-space MB] [--dir DIR] [--json] [organization]
       pnpm bench latency [--accounts 100] [--questions 1000] [--dir DIR] [--json] [organization]
       pnpm bench agree [--accounts 20] [--samples 2000] [--roles 250] [--users 20] [--seed NUMBER]
       pnpm bench reach [--roles 400,800,1600] [--tagged PERCENT] [--seed NUMBER] [--list] [--json]
       pnpm bench parse DIR | phases DIR

  generate: writes a generated organization as a snapshot directory, the same bytes for the same options.
  scale: what \`rolepath check\` costs on organizations on disk, beside JSON.parse of the same files, cold and again.
  latency: how long single questions take on a loaded graph.
  agree: whether the slow evaluator of the tests gives the same answers about random pairs; exits with 1 if not.
  reach: what the reach of every principal of one dense account costs, and how the cost grows.
  parse, phases: what scale runs in processes of their own, on any snapshot directory.

  organization: [--roles 250] [--users 20] [--seed NUMBER] [--lean] [--share KIND=PART …]
  KIND: ${shareNames.join(", ")}; what they leave of 1 trusts its own account.
  --dir keeps the organizations, and takes them again; --lean makes short documents.
  CPU seconds are those of a process with all its threads.`;

const commands: Readonly<Record<string, Command>> = { generate, scale, latency, agree, reach, parse, phases };

async function run([name = "", ...args]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  let code: number | null;
  try {
    code = (await command?.(args)) ?? null;
  } catch (error) {
    // `parseArgs` throws on options that it does not know.
    if (!(error instanceof TypeError && "code" in error)) throw error;
    console.error(error.message);
    code = null;
  }
  if (code === null) console.error(USAGE);
  return code ?? 2;
}

process.exitCode = await run(process.argv.slice(2));
