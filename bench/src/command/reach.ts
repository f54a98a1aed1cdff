import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { count, counts } from "../organization/organization-arguments.js";
import { measureReach, type ReachFigures, reachTable } from "../reach.js";
import { print } from "./print.js";

const main = fileURLToPath(new URL("../main.js", import.meta.url));

/** What the reach of every principal of one dense account costs, each size in a process of its own. */
export function reach(args: readonly string[]): number | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      roles: { type: "string", default: "400,800,1600" },
      tagged: { type: "string", default: "0" },
      seed: { type: "string", default: "20261122" },
      list: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      one: { type: "string" },
    },
  });
  const sizes = counts(values.one ?? values.roles);
  const [taggedPercent, seed] = [count(values.tagged), count(values.seed)];
  if (sizes === null || taggedPercent === null || seed === null) return null;
  if (values.one !== undefined)
    return print(JSON.stringify(measureReach(sizes[0] ?? 0, { taggedPercent, seed, list: values.list })));
  const figures = sizes.map((size): ReachFigures => {
    const command = [main, "reach", ...args, "--one", String(size)];
    return JSON.parse(execFileSync(process.execPath, command, { encoding: "utf8" }));
  });
  return print(values.json ? JSON.stringify(figures, null, 2) : reachTable(figures));
}
