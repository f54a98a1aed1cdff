import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./repository.js";

/** What dependency-cruiser read and what it objects to. */
export interface LayerReport {
  readonly files: readonly string[];
  readonly violations: readonly { readonly rule: string; readonly from: string; readonly to: string }[];
}

/** The report of the layer rules over `folders` of `base`: the command of `pnpm layers`, with JSON as output. */
export function reportLayers(base: string, folders: readonly string[]): LayerReport {
  const command = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const args = [
    command,
    "--config",
    join(root, ".dependency-cruiser.cjs"),
    "--output-type",
    "json",
    ...folders,
  ];
  const report = JSON.parse(runEvenIfRulesFail(args, base)) as {
    readonly modules: readonly { readonly source: string; readonly coreModule?: boolean }[];
    readonly summary: {
      readonly violations: readonly { readonly rule: { name: string }; from: string; to: string }[];
    };
  };
  return {
    files: report.modules.map((module) => module.source),
    violations: report.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}

function runEvenIfRulesFail(args: readonly string[], cwd: string): string {
  try {
    return execFileSync(process.execPath, args, { cwd, encoding: "utf8", maxBuffer: 64 << 20 });
  } catch (error) {
    const stdout = (error as { stdout?: unknown }).stdout;
    // The command leaves with an exit code of its own when a rule is broken; its report is whole all the same.
    if (typeof stdout === "string" && stdout.startsWith("{")) return stdout;
    throw error;
  }
}
