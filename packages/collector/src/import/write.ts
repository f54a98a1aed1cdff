import {
  type AccountSnapshot,
  accountFile,
  identityCenterFile,
  manifestFile,
  organizationFile,
  type Snapshot,
} from "@rolepath/snapshot";
import { fileText } from "../stored.js";

/** The files of a snapshot as collecting would have written them: the accounts' own, and the others by path. */
export interface SnapshotFiles {
  readonly accounts: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly others: ReadonlyMap<string, string>;
}

const parts = ["authorizationDetails", "listRoles", "identityProviders", "account"] as const;

/** The files of the snapshot. The manifest comes last: it says that the rest is there. */
export function snapshotFiles(snapshot: Snapshot): SnapshotFiles {
  const accounts = new Map<string, ReadonlyMap<string, string>>();
  for (const account of snapshot.accounts) {
    const files = new Map<string, string>();
    for (const part of parts) {
      const name = accountFile(account.id, part).split("/").at(-1) ?? "";
      const value = part === "listRoles" ? sessionsOf(account) : account[part];
      if (value !== undefined) files.set(name, fileText(value));
    }
    accounts.set(account.id, files);
  }
  const others = new Map<string, string>();
  if (snapshot.organization !== undefined) others.set(organizationFile, fileText(snapshot.organization));
  if (snapshot.identityCenter !== undefined)
    others.set(identityCenterFile, fileText(snapshot.identityCenter));
  others.set(manifestFile, `${JSON.stringify(snapshot.manifest, null, 2)}\n`);
  return { accounts, others };
}

/** Of the roles' list, what the authorization details do not say already. */
function sessionsOf({ listRoles }: AccountSnapshot): AccountSnapshot["listRoles"] {
  if (listRoles === undefined) return undefined;
  const Roles = listRoles.Roles.map(({ RoleName, Arn, MaxSessionDuration }) =>
    MaxSessionDuration === undefined ? { RoleName, Arn } : { RoleName, Arn, MaxSessionDuration },
  );
  return { Roles };
}
