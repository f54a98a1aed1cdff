import type { Command } from "./command.js";

/** Every command, in the order of the help. A new command is one file in `command/` and one line here. */
const modules: Readonly<Record<string, () => Promise<Command>>> = {
  demo: async () => (await import("./command/demo.js")).demo,
  collect: async () => (await import("./command/collect.js")).collect,
  import: async () => (await import("./command/import.js")).importCommand,
  can: async () => (await import("./command/can.js")).can,
  "who-can": async () => (await import("./command/reach.js")).whoCan,
  "what-can": async () => (await import("./command/reach.js")).whatCan,
  paths: async () => (await import("./command/paths.js")).paths,
  blast: async () => (await import("./command/blast.js")).blast,
  cycles: async () => (await import("./command/cycles.js")).cycles,
  check: async () => (await import("./command/check.js")).check,
  baseline: async () => (await import("./command/baseline.js")).baseline,
  diff: async () => (await import("./command/diff.js")).diff,
  explain: async () => (await import("./command/explain.js")).explain,
  report: async () => (await import("./command/report.js")).report,
  serve: async () => (await import("./command/serve.js")).serve,
  bundle: async () => (await import("./command/bundle.js")).bundle,
  export: async () => (await import("./command/export.js")).exportCommand,
  cache: async () => (await import("./command/cache.js")).cache,
};

/**
 * The commands that a command line may be about: the one that it starts with, or all where it starts with something else.
 *
 * Loading all of them takes longer than many an answer.
 */
export async function commandsFor([first = ""]: readonly string[]): Promise<readonly Command[]> {
  const named = Object.hasOwn(modules, first) ? modules[first] : undefined;
  return named === undefined ? Promise.all(Object.values(modules).map((load) => load())) : [await named()];
}
