import { packJson } from "./packed/pack.js";
import {
  accountFile,
  accountParts,
  identityCenterFile,
  manifestFile,
  organizationFile,
} from "./type/layout.js";
import type { Snapshot } from "./type/snapshot.js";

/** The files of the directory layout: relative path → text, in a fixed order. The same snapshot gives the same bytes. */
export function writeSnapshot(snapshot: Snapshot): Map<string, string> {
  const files = new Map<string, string>([[manifestFile, pretty(snapshot.manifest)]]);
  if (snapshot.organization !== undefined) files.set(organizationFile, pretty(snapshot.organization));
  if (snapshot.identityCenter !== undefined) files.set(identityCenterFile, pretty(snapshot.identityCenter));
  for (const account of snapshot.accounts) {
    for (const part of accountParts) {
      const value = account[part];
      if (value !== undefined) files.set(accountFile(account.id, part), pretty(value));
    }
  }
  return files;
}

/** The snapshot as one JSON text, without `problems`: reading finds them again. */
export function writeBundle(snapshot: Snapshot): string {
  return `${JSON.stringify(bundleOf(snapshot))}\n`;
}

/** The bundle in columns: a fraction of its size, and as fast to read. The same snapshot gives the same bytes. */
export function packBundle(snapshot: Snapshot): Uint8Array {
  return packJson(bundleOf(snapshot));
}

function bundleOf(snapshot: Snapshot): object {
  const { manifest, organization, identityCenter, accounts } = snapshot;
  const ordered = accounts.map(({ id, authorizationDetails, listRoles, identityProviders, account }) => {
    return { id, authorizationDetails, listRoles, identityProviders, account };
  });
  return { manifest, organization, identityCenter, accounts: ordered };
}

function pretty(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
