import type { FindingPatch } from "@rolepath/analyzer";
import { parsePointer, readSnapshot, type Snapshot, writeSnapshot } from "@rolepath/snapshot";

type Container = Record<string, unknown> & unknown[];

/** The snapshot with a patch applied to its files, as somebody would who has nothing but RFC 6902. */
export function patchedSnapshot(snapshot: Snapshot, patch: FindingPatch): Snapshot {
  const files = new Map(writeSnapshot(snapshot));
  const content: unknown = JSON.parse(files.get(patch.file) ?? "null");
  const document = patch.documentPointer;
  for (const operation of patch.operations) {
    const steps = parsePointer(document + operation.path) ?? [];
    const last = steps.at(-1) ?? "";
    let parent = content as Container;
    for (const step of steps.slice(0, -1)) parent = parent[step as unknown as number] as Container;
    const list = Array.isArray(parent);
    const present = list ? Number(last) < parent.length : Object.hasOwn(parent, last);
    if (operation.op !== "add" && !present) throw new Error(`nothing at ${operation.path}`);
    if (operation.op === "add" && list) parent.splice(Number(last), 0, operation.value);
    else if (operation.op !== "remove") (parent as Record<string, unknown>)[last] = operation.value;
    else if (list) parent.splice(Number(last), 1);
    else delete (parent as Record<string, unknown>)[last];
  }
  files.set(patch.file, JSON.stringify(content));
  const read = readSnapshot(files);
  if (read.snapshot === null) throw new Error(JSON.stringify(read.problems));
  return read.snapshot;
}
