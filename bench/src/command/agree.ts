import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { count } from "../organization/organization-arguments.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/**
 * Compares answers with the slow evaluator.
 *
 * That one is no product code but a test's, so that the comparison is a test, and this runs it.
 */
export function agree(args: readonly string[]): number | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      accounts: { type: "string", default: "20" },
      samples: { type: "string", default: "2000" },
      roles: { type: "string", default: "250" },
      users: { type: "string", default: "20" },
      seed: { type: "string", default: "20261122" },
    },
  });
  const given = Object.entries(values);
  if (given.some(([, value]) => count(value) === null)) return null;
  const size = Object.fromEntries(
    given.map(([name, value]) => [`ROLEPATH_AGREE_${name.toUpperCase()}`, value]),
  );
  const { status } = spawnSync(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--project", "unit", "test/agree/agree.test.ts"],
    { cwd: root, stdio: "inherit", env: { ...process.env, ...size } },
  );
  return status ?? 1;
}
