import { type BaselineEntry, placesInJson, readBaseline } from "@rolepath/analyzer";
import { joinPointer } from "@rolepath/snapshot";
import type { Context } from "../command.js";
import { InputError } from "../error.js";
import { ByteBudget, readText } from "../input/decode.js";
import { openPieces } from "../input/files.js";
import { pathOf, refuse } from "./refuse.js";

/**
 * The findings of a file that `rolepath baseline` wrote.
 *
 * @throws InputError after telling every place that is wrong, by line and column
 */
export async function loadBaseline(path: string, context: Context): Promise<readonly BaselineEntry[]> {
  const text = await readText(path, openPieces(path, context.host), new ByteBudget());
  const result = readBaseline(parse(path, text));
  if (result.kind === "read") return result.findings;
  const pointers = result.issues.map((issue) => joinPointer("", ...issue.path));
  const placeOf = placesInJson(text, pointers);
  return refuse(
    path,
    result.issues.map((issue, index) => {
      const place = placeOf(pointers[index] ?? "");
      return {
        line: place?.startLine ?? 1,
        column: place?.startColumn ?? 1,
        message: `${pathOf(issue)}${issue.message}`,
      };
    }),
    context,
  );
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(
      `\`${path}\`: is not JSON: ${error instanceof Error ? error.message : String(error)}`,
      "a baseline is a file that `rolepath baseline --out FILE` wrote",
    );
  }
}
