import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureReach, type ReachFigures, reachTable } from "./reach.js";

const USAGE = `usage: pnpm bench reach [--roles 400,800,1600] [--tagged PERCENT] [--seed NUMBER] [--list] [--json]

  What the reach of every principal of one dense account costs, and how the cost grows. CPU seconds are those of the
  process; each account is measured in a process of its own.`;

function run(args: readonly string[]): number {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      roles: { type: "string", default: "400,800,1600" },
      tagged: { type: "string", default: "0" },
      seed: { type: "string", default: "20261122" },
      list: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      one: { type: "boolean", default: false },
    },
  });
  const roleCounts = values.roles.split(",").map(Number);
  const options = { taggedPercent: Number(values.tagged), seed: Number(values.seed), list: values.list };
  const wrong = [...roleCounts, options.taggedPercent, options.seed].some(
    (count) => !Number.isInteger(count) || count < 0,
  );
  if (positionals[0] !== "reach" || positionals.length > 1 || wrong) {
    console.error(USAGE);
    return 2;
  }
  if (values.one) {
    process.stdout.write(`${JSON.stringify(measureReach(roleCounts[0]!, options))}\n`);
    return 0;
  }
  const figures = roleCounts.map((count) => inOwnProcess(count, args));
  process.stdout.write(`${values.json ? JSON.stringify(figures, null, 2) : reachTable(figures)}\n`);
  return 0;
}

/** Measures one account where nothing else has warmed the process or filled its memory. */
function inOwnProcess(roleCount: number, args: readonly string[]): ReachFigures {
  const command = [fileURLToPath(import.meta.url), ...args, "--roles", String(roleCount), "--one"];
  return JSON.parse(execFileSync(process.execPath, command, { encoding: "utf8" }));
}

process.exitCode = run(process.argv.slice(2));
