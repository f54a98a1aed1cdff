import type { Arguments } from "../arguments.js";
import { CacheFiles } from "../cache/cache-files.js";
import { cacheFolder } from "../cache/folder.js";
import type { Command, Context } from "../command.js";
import { exitCode, InputError, UsageError } from "../error.js";
import { count } from "../render/words.js";
import { line } from "../text/line.js";

/** Where answers are remembered, and a way to forget them. */
export const cache: Command = {
  name: "cache",
  summary: "says where answers and readings are remembered, and how many; `cache clear` forgets them",
  usage: ["cache", "cache clear"],
  description: [
    "The same `check` of an unchanged snapshot is answered with what was written the first time, and of a large snapshot only the files that changed are read again. What is kept is the text of answers, and of large snapshots what an analysis needs, in files that only you can read. ROLEPATH_CACHE_DIR names another folder, and --no-cache keeps a command from looking and from keeping.",
  ],
  options: {
    format: { value: "text|json", short: "f", summary: "how to print the answer (default: text)" },
  },
  positionals: [],
  optionalPositional: "clear",
  examples: [
    { does: "see how much there is", line: "rolepath cache" },
    { does: "forget all of it", line: "rolepath cache clear" },
  ],
  run,
};

async function run(given: Arguments, { host, output }: Context): Promise<number> {
  const action = given.positional(0);
  if (action !== "" && action !== "clear")
    throw new UsageError(`cache: \`${action}\` is not known; expected \`clear\` or nothing`);
  const format = given.format();
  const folder = cacheFolder(host.environment, process.platform);
  if (folder === null)
    throw new InputError(
      "there is no cache: the environment names no folder for one",
      "set ROLEPATH_CACHE_DIR to an absolute path",
    );
  const files = new CacheFiles(folder);
  if (action === "clear") {
    const { answer, reading } = await files.clear();
    if (format === "json") await output.json({ folder, cleared: answer + reading });
    else await output.answer([line(0, [`removed ${howMany(answer, reading)} from ${folder}`])]);
    return exitCode.answered;
  }
  const { answer, reading, bytes } = await files.size();
  if (format === "json") await output.json({ folder, answers: answer, readings: reading, bytes });
  else
    await output.answer([
      line(0, [`${howMany(answer, reading)} (${Math.ceil(bytes / 1024)} KiB) in ${folder}`]),
    ]);
  return exitCode.answered;
}

function howMany(answers: number, readings: number): string {
  return `${count(answers, "answer")}, ${count(readings, "reading")}`;
}
