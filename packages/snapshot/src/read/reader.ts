import { parseJson } from "../json/json.js";
import { type Place, placeOfFile, placeWithin } from "../json/pointer.js";
import { quote } from "../json/quote.js";
import { surveyJson } from "../json/survey.js";
import { PackedError } from "../packed/packed-error.js";
import { unpackJson } from "../packed/unpack.js";
import { contentKindOf } from "../part/detect.js";
import { isAccountId } from "../type/id.js";
import { layoutRoleOf } from "../type/layout.js";
import type { ReadOptions, ReadResult } from "../type/read-result.js";
import { assembleSnapshot } from "./assemble.js";
import { addBundle } from "./bundle.js";
import { Intake } from "./intake.js";

/** Takes the files of a snapshot one by one, in any order, and keeps no text. */
export interface SnapshotReader {
  /** Reads one file. `path` is relative, with forward slashes. */
  add(path: string, text: string): void;
  /** Reads a bundle that {@link packBundle} packed. */
  addPacked(path: string, bytes: Uint8Array): void;
  /** The snapshot made of all files. Call it once. */
  finish(): ReadResult;
}

/** A reader that has read nothing yet. */
export function createSnapshotReader(options: ReadOptions = {}): SnapshotReader {
  return readInto(new Intake(options), options);
}

/** A reader that reads into `intake`, made with the same options. */
export function readInto(intake: Intake, options: ReadOptions): SnapshotReader {
  return {
    add(path, text) {
      const place = placeOf(path);
      if (place !== null) addFile(intake, place, text);
    },
    addPacked: (path, bytes) => addPackedFile(intake, placeOfFile(path), bytes),
    finish: () => assembleSnapshot(intake, options),
  };
}

/** The place of a file; null for what is nobody's data: what operating systems and editors leave behind (.DS_Store, .git/…). */
export function placeOf(path: string): Place | null {
  const file = path.replaceAll("\\", "/").replace(/^(\.\/)+/, "");
  const isLeftBehind = file.split("/").some((part) => part.startsWith(".") || part === "__MACOSX");
  return isLeftBehind ? null : placeOfFile(file);
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

/** Reads the text of one file into `intake`. */
export function addFile(intake: Intake, place: Place, text: string): void {
  const role = layoutRoleOf(place.file);
  const parsed = parseJson(text);
  if (!parsed.ok) {
    if (role === null && !/\.json$/i.test(place.file)) {
      warnUnknownFile(intake, place, ` (${parsed.problem.message})`);
      return;
    }
    intake.problems.error(place, parsed.problem);
    if (role?.kind === "manifest" || role?.kind === "organization") intake.failed = true;
    return;
  }
  intake.context.safe = parsed.safe;
  for (const warning of parsed.warnings) {
    intake.problems.warn(warning.steps.reduce<Place>(placeWithin, place), warning.text);
  }
  switch (role?.kind) {
    case undefined:
      addByContent(intake, parsed.value, place);
      return;
    case "manifest":
      intake.addManifest(parsed.value, place);
      return;
    case "organization":
      intake.laidOut ??= place;
      intake.addOrganization(parsed.value, place);
      return;
    case "identityCenter":
      intake.laidOut ??= place;
      intake.addIdentityCenter(parsed.value, place);
      return;
    case "account":
      intake.laidOut ??= place;
      intake.addPages(role.part, parsed.value, place, claimedAccount(intake, role.folder, place));
      return;
  }
}

function addPackedFile(intake: Intake, place: Place, bytes: Uint8Array): void {
  try {
    const value = unpackJson(bytes);
    intake.context.safe = surveyJson(value).safe;
    addByContent(intake, value, place);
  } catch (error) {
    if (!(error instanceof PackedError)) throw error;
    intake.problems.error(place, {
      code: "packed-damaged",
      message: `the packed snapshot cannot be read: ${error.message}`,
      remedy: "write the report again, with this version of the command",
    });
  }
}

function addByContent(intake: Intake, value: unknown, place: Place): void {
  const kind = contentKindOf(value);
  switch (kind) {
    case "unknown":
      warnUnknownFile(intake, place, "");
      return;
    case "bundle":
      intake.laidOut ??= place;
      addBundle(intake, value, place);
      return;
    case "manifest":
      intake.addManifest(value, place);
      return;
    case "organization":
      intake.addOrganization(value, place);
      return;
    case "authorizationDetails":
    case "listRoles":
    case "identityProviders": {
      const [, folder = "", parent = ""] = place.file.split("/").reverse();
      const claimed = parent === "accounts" ? claimedAccount(intake, folder, place) : null;
      intake.addPages(kind, value, place, claimed);
      return;
    }
  }
}

/** The account that a folder under accounts/ is named after; null, with a warning, where that is no account id. */
function claimedAccount(intake: Intake, folder: string, place: Place): string | null {
  if (isAccountId(folder)) return folder;
  const message = `the folder ${quote(folder)} is not an account id, expected 12 digits; the id was taken from the data`;
  intake.problems.warn(place, {
    code: "account-id-invalid",
    message,
    remedy: "name the folder after its account",
  });
  return null;
}

function warnUnknownFile(intake: Intake, place: Place, why: string): void {
  const message = `not a file of a snapshot${why}; it was not read`;
  const remedy = "nothing to do, unless it is a misnamed or damaged part of the snapshot";
  intake.problems.warn(place, { code: "file-unknown", message, remedy });
}
