import { existsSync, readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { count, organizationArguments, organizationShape } from "../organization/organization-arguments.js";
import { writeOrganization } from "../organization/write.js";
import { failed, print } from "./print.js";

/** Writes an organization to disk. */
export function generate(args: readonly string[]): number | null {
  const { values } = parseArgs({
    args: [...args],
    options: { ...organizationArguments, accounts: { type: "string" }, out: { type: "string" } },
  });
  const accounts = count(values.accounts);
  const shape = organizationShape(values);
  if (accounts === null || accounts === 0 || shape === null || values.out === undefined) return null;
  // What lies there would become part of the snapshot.
  if (existsSync(values.out) && readdirSync(values.out).length > 0)
    return failed(`\`${values.out}\` is not empty: name a new folder`);
  const { files, bytes } = writeOrganization(values.out, { ...shape, accounts });
  const each = bytes / 1e6 / accounts;
  return print(
    `${values.out}: ${accounts} accounts in ${files} files, ${(bytes / 1e6).toFixed(1)} MB, ${each.toFixed(2)} MB for each account`,
  );
}
