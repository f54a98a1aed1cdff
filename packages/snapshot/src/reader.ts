import { assembleSnapshot } from "./assemble.js";
import { contentKindOf } from "./detect.js";
import { isAccountId } from "./id.js";
import { Intake } from "./intake.js";
import { isObject, nameOfType, parseJson } from "./json.js";
import { accountParts, layoutRoleOf } from "./layout.js";
import { findField, foldKey } from "./lenient.js";
import { type Place, placeOfFile, placeWithin } from "./pointer.js";
import type { Problem } from "./problem.js";
import type { Snapshot } from "./snapshot.js";

/** What the caller knows besides the files. */
export interface ReadOptions {
  /** When the data was collected (ISO 8601), for input without a manifest: the time its file was last changed. */
  readonly createdAt?: string;
  /** Where the data comes from, for input without a manifest. */
  readonly source?: string;
}

/**
 * A snapshot, and everything that was wrong with the input.
 *
 * `snapshot` is null where nothing can be made of the input, and where going on would be unsafe: a manifest of a newer
 * format, an organization that cannot be read, two snapshots in one folder. An `error` about one account's file leaves
 * that file out and the rest standing. `snapshot.problems` is the same list.
 */
export interface ReadResult {
  readonly snapshot: Snapshot | null;
  readonly problems: readonly Problem[];
}

/** Takes the files of a snapshot one by one, in any order, and keeps no text. */
export interface SnapshotReader {
  /** Reads one file. `path` is relative, with forward slashes. */
  add(path: string, text: string): void;
  /** The snapshot made of all files. Call it once. */
  finish(): ReadResult;
}

/** A reader that has read nothing yet. */
export function createSnapshotReader(options: ReadOptions = {}): SnapshotReader {
  const intake = new Intake();
  let laidOut: Place | null = null;
  return {
    add(path, text) {
      const place = placeOfFile(path.replaceAll("\\", "/").replace(/^(\.\/)+/, ""));
      // What operating systems and editors leave behind (.DS_Store, ._x, .git/…) is nobody's data.
      if (place.file.split("/").some((part) => part.startsWith(".") || part === "__MACOSX")) return;
      if (addFile(intake, place, text)) laidOut ??= place;
    },
    finish: () => assembleSnapshot(intake, laidOut, options),
  };
}

/**
 * Reads the files of a snapshot: the directory layout, a bundle, one bare authorization-details file, or a folder of
 * those. Never throws on bad input: what is wrong is in `problems`.
 *
 * @param files relative paths with forward slashes, and the text of each
 */
export function readSnapshot(files: ReadonlyMap<string, string>, options: ReadOptions = {}): ReadResult {
  const reader = createSnapshotReader(options);
  for (const [path, text] of files) reader.add(path, text);
  return reader.finish();
}

/** Reads one file into `intake`. True where it is part of a laid-out snapshot, which should have a manifest. */
function addFile(intake: Intake, place: Place, text: string): boolean {
  const role = layoutRoleOf(place.file);
  const parsed = parseJson(text);
  if (!parsed.ok) {
    if (role === null && !/\.json$/i.test(place.file) && parsed.problem.code !== "html-not-json") {
      warnUnknownFile(intake, place);
    } else {
      intake.problems.error(place, parsed.problem);
      intake.failed ||= role?.kind === "manifest" || role?.kind === "organization";
    }
    return false;
  }
  for (const warning of parsed.warnings) intake.problems.warn(place, warning);
  switch (role?.kind) {
    case undefined:
      return addByContent(intake, parsed.value, place);
    case "manifest":
      intake.addManifest(parsed.value, place);
      return true;
    case "organization":
      intake.addOrganization(parsed.value, place);
      return true;
    case "account":
      addPages(intake, role.part, parsed.value, place, claimedAccount(intake, role.folder, place));
      return true;
  }
}

function addByContent(intake: Intake, value: unknown, place: Place): boolean {
  const kind = contentKindOf(value);
  switch (kind) {
    case "unknown":
      warnUnknownFile(intake, place);
      return false;
    case "bundle":
      addBundle(intake, value, place);
      return true;
    case "manifest":
      intake.addManifest(value, place);
      return false;
    case "organization":
      intake.addOrganization(value, place);
      return false;
    default: {
      const [, folder = "", parent = ""] = place.file.split("/").reverse();
      addPages(
        intake,
        kind,
        value,
        place,
        parent === "accounts" ? claimedAccount(intake, folder, place) : null,
      );
      return false;
    }
  }
}

/** One part of an account, or a list of its pages. */
function addPages(
  intake: Intake,
  part: (typeof accountParts)[number],
  value: unknown,
  place: Place,
  claimed: string | null,
): void {
  if (!Array.isArray(value) || part === "account") intake.addAccountPart(part, value, place, claimed);
  else
    for (const [index, page] of value.entries())
      intake.addAccountPart(part, page, placeWithin(place, index), claimed);
}

/** The account that a folder under accounts/ is named after; null, with a warning, where that is no account id. */
function claimedAccount(intake: Intake, folder: string, place: Place): string | null {
  if (isAccountId(folder)) return folder;
  const message = `the folder \`${folder}\` is not an account id, expected 12 digits; the id was taken from the data`;
  intake.problems.warn(place, {
    code: "account-id-invalid",
    message,
    remedy: "name the folder after its account",
  });
  return null;
}

function addBundle(intake: Intake, bundle: unknown, place: Place): void {
  if (!isObject(bundle)) return;
  const manifest = findField(bundle, "manifest");
  if (manifest !== null) intake.addManifest(manifest.value, placeWithin(place, manifest.key));
  const organization = findField(bundle, "organization");
  if (organization !== null && organization.value !== null) {
    intake.addOrganization(organization.value, placeWithin(place, organization.key));
  }
  const accounts = findField(bundle, "accounts");
  const entries = Array.isArray(accounts?.value) ? accounts.value : [];
  const listPlace = placeWithin(place, accounts?.key ?? "accounts");
  const seen = new Set<string>();
  for (const [index, entry] of entries.entries())
    addBundleAccount(intake, entry, placeWithin(listPlace, index), seen);
  warnUnknownKeys(intake, bundle, ["manifest", "organization", "accounts", "problems"], place);
}

function addBundleAccount(intake: Intake, entry: unknown, place: Place, seen: Set<string>): void {
  if (!isObject(entry)) {
    const message = `expected an account (an object), found ${nameOfType(entry)}; it was left out`;
    intake.problems.error(place, {
      code: "type-wrong",
      message,
      remedy: "correct it there, or make the bundle again",
    });
    return;
  }
  const id = findField(entry, "id");
  const claimed = typeof id?.value === "string" && isAccountId(id.value) ? id.value : null;
  if (claimed === null) {
    const message = "`id` is missing or not 12 digits; the id was taken from the data";
    const at = placeWithin(place, id?.key ?? "id");
    intake.problems.warn(at, {
      code: "account-id-invalid",
      message,
      remedy: "set `id` to the account id, as text",
    });
  } else if (seen.has(claimed)) {
    const message = `the account \`${claimed}\` appears twice; its entities were put together`;
    intake.problems.warn(place, { code: "account-duplicate", message, remedy: "keep one entry an account" });
  } else {
    seen.add(claimed);
  }
  // An account without a single part is known by name only.
  if (claimed !== null) intake.partsOf(claimed);
  for (const part of accountParts) {
    const field = findField(entry, part);
    if (field === null || field.value === null) continue;
    addPages(intake, part, field.value, placeWithin(place, field.key), claimed);
  }
  warnUnknownKeys(intake, entry, ["id", ...accountParts], place);
}

function warnUnknownKeys(intake: Intake, value: object, known: readonly string[], place: Place): void {
  const folded = new Set(known.map(foldKey));
  for (const key of Object.keys(value)) {
    if (folded.has(foldKey(key))) continue;
    const message = `\`${key.slice(0, 60)}\` is not part of the format; it was left out`;
    const remedy = "nothing to do, unless it is a misspelled part of the snapshot";
    intake.problems.warn(placeWithin(place, key), { code: "key-unknown", message, remedy });
  }
}

function warnUnknownFile(intake: Intake, place: Place): void {
  const message = "not a file of a snapshot; it was not read";
  const remedy = "nothing to do, unless it is a misnamed or damaged part of the snapshot";
  intake.problems.warn(place, { code: "file-unknown", message, remedy });
}
