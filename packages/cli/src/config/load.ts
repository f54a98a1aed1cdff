import { access } from "node:fs/promises";
import { resolve } from "node:path";
import { type CheckOptions, type ConfigIssue, readConfig } from "@rolepath/analyzer";
import type { Arguments } from "../arguments.js";
import type { Context } from "../command.js";
import { UsageError } from "../error.js";
import { ByteBudget, readText } from "../input/decode.js";
import { openPieces } from "../input/files.js";
import { configFile } from "./options.js";
import { pathOf, refuse } from "./refuse.js";
import { readYaml } from "./yaml.js";

/**
 * What the configuration says: the file that the command line names, else `rolepath.yaml` in the working directory;
 * nothing where there is none.
 *
 * @throws InputError after telling every place that is wrong, by line and column
 */
export async function loadConfig(given: Arguments, context: Context): Promise<CheckOptions> {
  const named = [given.text("config"), given.text("rules")].filter((path) => path !== undefined);
  if (named.length > 1) throw new UsageError("--config and --rules name the same file: give one of them");
  const path = named[0] ?? ((await isThere(configFile, context)) ? configFile : undefined);
  if (path === undefined) return {};
  const text = await readText(path, openPieces(path, context.host), new ByteBudget());
  const yaml = readYaml(text);
  if (yaml.kind === "refused") return refuse(path, yaml.messages, context);
  const result = readConfig(yaml.value);
  if (result.kind === "read") return result.options;
  return refuse(
    path,
    result.issues.map((issue: ConfigIssue) => ({
      ...yaml.placeOf(issue),
      message: `${pathOf(issue)}${issue.message}`,
    })),
    context,
  );
}

async function isThere(path: string, { host }: Context): Promise<boolean> {
  return access(resolve(host.folder, path)).then(
    () => true,
    () => false,
  );
}
