import { CollectError, type CollectManifest, type CollectSummary } from "@rolepath/collector";
import { expect } from "vitest";
import { filesBelow } from "./snapshot-bytes.js";

type Files = ReadonlyMap<string, string>;

/** How a disturbed run ended: with a summary, or without having begun. */
export type Outcome = CollectSummary | CollectError;

/**
 * Holds a folder that a disturbed run left against the undisturbed snapshot: what is there is byte for byte the same, and
 * what is not there is named in the manifest, with a reason.
 */
export async function expectHonest(folder: string, whole: Files, outcome: Outcome): Promise<void> {
  const files = await filesBelow(folder).catch(() => new Map<string, string>());
  for (const path of files.keys()) expect(path).not.toContain(".collect");
  const text = files.get("manifest.json");
  if (text === undefined) {
    expect(outcome).toBeInstanceOf(CollectError);
    expect([...files.keys()]).toEqual([]);
    return;
  }
  const manifest = JSON.parse(text) as CollectManifest;
  if (!(outcome instanceof CollectError) && outcome.complete) {
    expect([...files]).toEqual([...whole]);
    return;
  }
  if (outcome instanceof CollectError) expect(outcome.message).toMatch(/^[a-z]+:\w+: /);
  else expect(gapsIn(manifest).length + (outcome.stopped === undefined ? 0 : 1)).toBeGreaterThan(0);
  expectPart(files, whole, "organization.json", manifest.organization);
  expectPart(files, whole, "identity-center.json", manifest.identityCenter);
  for (const [path, content] of files)
    if (path.startsWith("accounts/")) expectAccountFile(path, content, whole, manifest);
  for (const path of whole.keys()) if (!files.has(path)) expectNamed(path, manifest);
}

/** What the manifest says is missing. */
function gapsIn(manifest: CollectManifest): string[] {
  const parts = [manifest.organization, manifest.identityCenter, ...Object.values(manifest.accounts)];
  return parts.flatMap((part) => part?.error ?? []);
}

function expectPart(
  files: Files,
  whole: Files,
  path: string,
  coverage: CollectManifest["organization"],
): void {
  if (coverage?.status === "complete") expect(files.get(path)).toBe(whole.get(path));
  else if (coverage !== undefined)
    expect(coverage.error).toMatch(coverage.status === "pending" ? /^not collected yet/ : /^[a-z]+:\w+: \S/);
}

function expectAccountFile(path: string, content: string, whole: Files, manifest: CollectManifest): void {
  const [, id = "", name] = path.split("/");
  const { status, error } = manifest.accounts[id] ?? {};
  const undisturbed = whole.get(path) ?? "";
  if (status === "partial" && name === "account.json" && error?.includes("iam:ListAccountAliases")) {
    const { alias: _, ...rest } = JSON.parse(undisturbed) as Record<string, unknown>;
    expect(JSON.parse(content)).toEqual(rest);
  } else expect(content, path).toBe(undisturbed);
}

/** A file that is missing must be missing for a reason that the manifest tells. */
function expectNamed(path: string, manifest: CollectManifest): void {
  const [folder, id = ""] = path.split("/");
  const coverage =
    folder === "accounts"
      ? manifest.accounts[id]
      : manifest[folder === "organization.json" ? "organization" : "identityCenter"];
  // A part that was never begun is not in the manifest; the run as a whole was stopped, and says so.
  if (coverage === undefined) return;
  expect(coverage.status, path).not.toBe("complete");
  expect(coverage.error, path).toBeTruthy();
}
