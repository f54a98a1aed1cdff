import { parseArgs } from "node:util";
import {
  count,
  counts,
  organizationArguments,
  organizationShape,
} from "../organization/organization-arguments.js";
import { withOrganization } from "../organization/with-organization.js";
import { measureScale, type ScaleFigures } from "../scale/scale.js";
import { scaleTables } from "../scale/table.js";
import { print, tell } from "./print.js";

/** Measures what checking organizations costs, beside `JSON.parse` of the same files. */
export async function scale(args: readonly string[]): Promise<number | null> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...organizationArguments,
      accounts: { type: "string", default: "10,100,1000" },
      limit: { type: "string", default: "1200" },
      "max-old-space": { type: "string", default: "4096" },
      dir: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const sizes = counts(values.accounts);
  const shape = organizationShape(values);
  const [limitSeconds, heapMegabytes] = [count(values.limit), count(values["max-old-space"])];
  if (sizes === null || shape === null || !limitSeconds || !heapMegabytes) return null;
  const all: ScaleFigures[] = [];
  for (const accounts of sizes) {
    tell(`${accounts} accounts`);
    const figures = await withOrganization({ ...shape, accounts }, values.dir, (snapshot) =>
      measureScale(accounts, snapshot, { limitSeconds, heapMegabytes }),
    );
    for (const run of [figures.cold, figures.filling, figures.second, figures.changed])
      if (run?.outcome === "failed") tell(`the command failed with ${run.exitCode}: ${run.said}`);
    all.push(figures);
  }
  return print(values.json ? JSON.stringify(all, null, 2) : scaleTables(all, limitSeconds));
}
