import type { Json, PolicyDocument } from "@rolepath/snapshot";
import type { Arguments } from "./arguments.js";
import type { Context } from "./command.js";
import { InputError, UsageError } from "./error.js";
import { ByteBudget, readText } from "./input/decode.js";
import { openPieces } from "./input/files.js";
import { snapshotPath } from "./snapshot-path.js";

/**
 * The policy that `--session-policy` names; absent without the option.
 *
 * @throws InputError where the file holds no policy document
 */
export async function readSessionPolicy(
  given: Arguments,
  context: Context,
): Promise<PolicyDocument | undefined> {
  const path = given.text("session-policy");
  if (path === undefined) return undefined;
  if (path === "-" && snapshotPath(given, context) === "-")
    throw new UsageError("the session policy and the snapshot cannot both be stdin");
  const text = await readText(path, openPieces(path, context.host), new ByteBudget());
  const document = parse(path, text);
  if (
    typeof document !== "object" ||
    document === null ||
    Array.isArray(document) ||
    !("Statement" in document)
  )
    throw new InputError(`\`${path}\`: is no policy document`, "expected an object with a `Statement`");
  return document as PolicyDocument;
}

function parse(path: string, text: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(
      `\`${path}\`: is not JSON: ${error instanceof Error ? error.message : String(error)}`,
      "a session policy is a policy document, as `aws sts assume-role --policy` takes it",
    );
  }
}
