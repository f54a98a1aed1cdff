import type { Snapshot } from "@rolepath/snapshot";

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The files of a snapshot directory, by path with forward slashes: pretty-printed JSON in the layout of the manifest's format version. */
export function snapshotFiles(snapshot: Snapshot): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  files.set("manifest.json", json(snapshot.manifest));
  if (snapshot.organization !== undefined) files.set("organization.json", json(snapshot.organization));
  for (const account of snapshot.accounts) {
    const folder = `accounts/${account.id}`;
    files.set(`${folder}/account.json`, json(account.account));
    files.set(`${folder}/authorization-details.json`, json(account.authorizationDetails));
    files.set(`${folder}/identity-providers.json`, json(account.identityProviders));
    files.set(`${folder}/list-roles.json`, json(account.listRoles));
  }
  return files;
}
