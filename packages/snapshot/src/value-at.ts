import { resolvePointer } from "./json/pointer.js";
import { layoutRoleOf } from "./type/layout.js";
import type { Json } from "./type/policy.js";
import type { Snapshot } from "./type/snapshot.js";

/**
 * What stands at `pointer` in `file` of the directory layout, looked up in the snapshot in memory; undefined where
 * nothing does. The same address works for a snapshot that was read from a bundle or a bare file.
 */
export function valueAt(snapshot: Snapshot, file: string, pointer: string): Json | undefined {
  // Everything in a snapshot came from JSON.
  return resolvePointer(fileContent(snapshot, file), pointer) as Json | undefined;
}

function fileContent(snapshot: Snapshot, file: string): object | undefined {
  const role = layoutRoleOf(file);
  switch (role?.kind) {
    case undefined:
      return undefined;
    case "manifest":
      return snapshot.manifest;
    case "organization":
      return snapshot.organization;
    case "identityCenter":
      return snapshot.identityCenter;
    case "account":
      return snapshot.accounts.find(({ id }) => id === role.folder)?.[role.part];
  }
}
