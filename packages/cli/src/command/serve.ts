import type { Arguments } from "../arguments.js";
import type { Command, Context } from "../command.js";
import { exitCode } from "../error.js";
import { loadSnapshot } from "../load.js";
import { snapshotOptions } from "../option.js";
import { reportPage, snapshotName } from "../report.js";
import { portUsual, servePage } from "../serve/server.js";
import { snapshotPath } from "../snapshot-path.js";
import { line, styled, wholeLine } from "../text/line.js";

/** The explorer on this machine. */
export const serve: Command = {
  name: "serve",
  summary: "the explorer on localhost, with the snapshot loaded",
  usage: ["serve [--port N]"],
  description: [
    "Answers on the loopback address alone, and prints the address of the page. Stops with Ctrl-C.",
  ],
  options: {
    port: {
      value: "N",
      summary: `the port; 0 takes any free one (default: ${portUsual}, or any free one where that is taken)`,
    },
    ...snapshotOptions,
  },
  positionals: [],
  examples: [{ does: "look around", line: "rolepath serve -s ./snapshot" }],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const port = given.number("port", 0, 65_535);
  const format = given.format();
  const path = snapshotPath(given, context);
  const snapshot = await loadSnapshot(path, context);
  const page = await reportPage(snapshot, snapshotName(path, context.host));
  // Asked for before the address is told: who reads it may stop us at once.
  const stopped = context.host.interrupted();
  const server = await servePage(page, port ?? null);
  if (format === "json") await context.output.json({ url: server.url, problems: snapshot.problems });
  else await context.output.answer([wholeLine(0, [styled("link", server.url)])]);
  context.output.tell([line(0, [styled("muted", "press Ctrl-C to stop")])]);
  await stopped;
  await server.close();
  return exitCode.answered;
}
