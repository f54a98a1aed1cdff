import { asCallError, type CallError, endsRun } from "./call-error.js";
import type { Coverage } from "./folder/manifest.js";
import {
  type IamClient,
  readAlias,
  readAuthorizationDetails,
  readIdentityProviders,
  readRoleSessions,
} from "./source/iam.js";
import { fileText } from "./stored.js";

/** An account that is to be collected, and what the organization says of it. */
export interface AccountTarget {
  readonly id: string;
  readonly name?: string | undefined;
}

/** What became of an account. */
export interface AccountResult {
  readonly coverage: Omit<Coverage, "collectedAt">;
  /** The account's files by name; none where the main one could not be had. */
  readonly files: ReadonlyMap<string, string> | null;
  /** What is missing may be had by trying again. */
  readonly mayPass: boolean;
}

/**
 * Reads an account and makes its files.
 *
 * Without the authorization details there is nothing to write. The other parts may be missing; the coverage says so.
 *
 * @throws CallError where the whole run is over
 */
export async function collectAccount(client: IamClient, target: AccountTarget): Promise<AccountResult> {
  const failures: CallError[] = [];
  const tried = async <Part>(read: () => Promise<Part>): Promise<Part | undefined> => {
    try {
      return await read();
    } catch (error) {
      const failure = asCallError(error);
      if (endsRun(failure.kind)) throw failure;
      failures.push(failure);
      return undefined;
    }
  };
  const details = await tried(() => readAuthorizationDetails(client));
  if (details === undefined) return without(failures);
  const parts = {
    "authorization-details.json": details,
    "list-roles.json": await tried(() => readRoleSessions(client)),
    "identity-providers.json": await tried(() => readIdentityProviders(client)),
    // The account's tags are the organization's to tell, in its own file.
    "account.json": {
      id: target.id,
      name: target.name,
      alias: await tried(() => readAlias(client)),
    },
  };
  const files = new Map<string, string>();
  for (const [name, part] of Object.entries(parts)) if (part !== undefined) files.set(name, fileText(part));
  if (failures.length === 0) return { coverage: { status: "complete" }, files, mayPass: false };
  return { ...without(failures), coverage: { status: "partial", error: textOf(failures) }, files };
}

/** The result of an account of which nothing could be had. */
export function without(failures: readonly CallError[]): AccountResult {
  const status = failures.some(({ kind }) => kind === "refused") ? "refused" : "failed";
  return {
    coverage: { status, error: textOf(failures) },
    files: null,
    mayPass: failures.some(({ kind }) => kind !== "refused" && kind !== "absent"),
  };
}

/** What failed, for the manifest: one line. */
export function textOf(failures: readonly CallError[]): string {
  return failures.map(({ message }) => message).join("; ");
}
