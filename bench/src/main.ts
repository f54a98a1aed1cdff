import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureReach, type ReachFigures, reachTable } from "./reach.js";
import { measureScale, type ScaleFigures, scaleTable } from "./scale.js";

const USAGE = `usage: pnpm bench reach [--roles 400,800,1600] [--tagged PERCENT] [--seed NUMBER] [--list] [--json]
       pnpm bench scale [--accounts 10,40,100] [--roles 250] [--users 20] [--seed NUMBER] [--json]

  reach: what the reach of every principal of one dense account costs, and how the cost grows.
  scale: what it costs to read, draw and check whole organizations, beside JSON.parse of the same files.

  CPU seconds are those of the process; each size is measured in a process of its own.`;

function run(args: readonly string[]): number {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      roles: { type: "string" },
      accounts: { type: "string", default: "10,40,100" },
      users: { type: "string", default: "20" },
      tagged: { type: "string", default: "0" },
      seed: { type: "string", default: "20261122" },
      list: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      one: { type: "string" },
    },
  });
  const [users, taggedPercent, seed] = [values.users, values.tagged, values.seed].map(Number) as [
    number,
    number,
    number,
  ];
  const show = <Figures>(figures: readonly Figures[], table: (all: readonly Figures[]) => string): number => {
    process.stdout.write(`${values.json ? JSON.stringify(figures, null, 2) : table(figures)}\n`);
    return 0;
  };
  const one = values.one === undefined ? null : Number(values.one);
  if (positionals[0] === "reach" && positionals.length === 1) {
    const sizes = numbers(values.roles ?? "400,800,1600");
    if (sizes === null || !areCounts([taggedPercent, seed])) return misused();
    const measure = (size: number): ReachFigures =>
      measureReach(size, { taggedPercent, seed, list: values.list });
    if (one !== null) return give(measure(one));
    return show(
      sizes.map((size) => inOwnProcess<ReachFigures>(size, args)),
      reachTable,
    );
  }
  if (positionals[0] === "scale" && positionals.length === 1) {
    const sizes = numbers(values.accounts);
    const roles = Number(values.roles ?? "250");
    if (sizes === null || !areCounts([roles, users, seed])) return misused();
    if (one !== null) return give(measureScale(one, { roles, users, seed }));
    return show(
      sizes.map((size) => inOwnProcess<ScaleFigures>(size, args)),
      scaleTable,
    );
  }
  return misused();
}

function misused(): number {
  console.error(USAGE);
  return 2;
}

function give(figures: object): number {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  return 0;
}

function numbers(list: string): readonly number[] | null {
  const sizes = list.split(",").map(Number);
  return areCounts(sizes) && !sizes.includes(0) ? sizes : null;
}

function areCounts(values: readonly number[]): boolean {
  return values.every((value) => Number.isInteger(value) && value >= 0);
}

/** Measures one size where nothing else has warmed the process or filled its memory. */
function inOwnProcess<Figures>(size: number, args: readonly string[]): Figures {
  const command = [fileURLToPath(import.meta.url), ...args, "--one", String(size)];
  return JSON.parse(execFileSync(process.execPath, command, { encoding: "utf8" }));
}

process.exitCode = run(process.argv.slice(2));
