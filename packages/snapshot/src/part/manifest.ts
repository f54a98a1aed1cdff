import { instantOf, isoOf } from "../json/dates.js";
import { isObject, nameOfType } from "../json/json.js";
import { findField } from "../json/keys.js";
import { type Place, placeWithin } from "../json/pointer.js";
import { quote } from "../json/quote.js";
import { coverageSchema, manifestSchema } from "../schema/organization.js";
import { isAccountId } from "../type/id.js";
import type { AccountCoverage, Manifest } from "../type/snapshot.js";
import { type ReadContext, readBySchema } from "../value/lenient.js";
import { checkFormatVersion, formatVersion } from "./version.js";

/** What a manifest file said; `createdAt` is null where it is missing or no date. */
export type ReadManifest = Omit<Manifest, "createdAt"> & { readonly createdAt: string | null };

/** Reads `manifest.json`; null, with an error, where it is of no use or of a newer format. */
export function readManifest(raw: unknown, place: Place, context: ReadContext): ReadManifest | null {
  if (!isObject(raw)) {
    const message = `expected an object, found ${nameOfType(raw)}`;
    context.problems.error(place, {
      code: "manifest-unreadable",
      message,
      remedy: "collect the snapshot again",
    });
    return null;
  }
  const version = findField(raw, "formatVersion");
  const versionPlace = placeWithin(place, version?.spelled ?? "formatVersion");
  if (version === null) {
    const message = `\`formatVersion\` is missing; ${formatVersion} was assumed`;
    const remedy = `add \`"formatVersion": ${formatVersion}\``;
    context.problems.warn(versionPlace, { code: "format-version-missing", message, remedy });
  } else {
    const problem = checkFormatVersion(version.value);
    if (problem !== null) {
      context.problems.error(versionPlace, problem);
      return null;
    }
  }
  const reading = readBySchema(manifestSchema, raw, place, context);
  if (!reading.ok) return null;
  const { createdAt, accounts, ...rest } = reading.value;
  const coverage =
    accounts === undefined
      ? {}
      : { accounts: readCoverage(accounts, placeWithin(place, "accounts"), context) };
  return { ...rest, formatVersion, createdAt: checkedDate(createdAt, place, context), ...coverage };
}

/** The manifest with its time of collection; the fields always stand in the same order, others after them. */
export function completeManifest(read: ReadManifest, createdAt: string): Manifest {
  const { createdAt: _, source, accounts, formatVersion, ...others } = read;
  return {
    formatVersion,
    createdAt,
    ...(source !== undefined && { source }),
    ...(accounts !== undefined && { accounts }),
    ...others,
  };
}

function checkedDate(date: string | undefined, place: Place, context: ReadContext): string | null {
  const instant = date === undefined ? null : instantOf(date);
  if (date !== undefined && instant !== null) {
    return /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(date) ? date : isoOf(instant);
  }
  const found = date === undefined ? "is missing" : `is ${quote(date)}`;
  const message = `\`createdAt\` ${found}, expected a date such as 2026-01-31T12:00:00Z`;
  const remedy = "set it to the time of collection; conditions on time depend on it";
  context.problems.warn(placeWithin(place, "createdAt"), { code: "created-at-invalid", message, remedy });
  return null;
}

function readCoverage(
  accounts: Readonly<Record<string, unknown>>,
  place: Place,
  context: ReadContext,
): { readonly [id: string]: AccountCoverage } {
  const coverage: Record<string, AccountCoverage> = {};
  for (const id of Object.keys(accounts).sort()) {
    const at = placeWithin(place, id);
    if (!isAccountId(id)) {
      const message = `${quote(id)} is not an account id, expected 12 digits; the entry was left out`;
      context.problems.warn(at, {
        code: "account-id-invalid",
        message,
        remedy: "correct the id in the manifest",
      });
      continue;
    }
    const reading = readBySchema(coverageSchema, accounts[id], at, context);
    if (reading.ok) coverage[id] = reading.value;
    else
      context.problems.warn(reading.place, {
        ...reading.text,
        message: `${reading.text.message}; the entry was left out`,
      });
  }
  return coverage;
}

/** Where the time of collection comes from when no manifest tells it. */
export interface CreatedAtSources {
  /** What the caller passed in, such as the time the file was last changed. */
  readonly given: string | undefined;
  /** The newest date met in the data, in milliseconds since 1970. */
  readonly newest: number | null;
}

/** The time of collection without a manifest's: the caller's, else the newest date in the data, else 1970 and a warning. */
export function createdAtFrom(sources: CreatedAtSources, place: Place, context: ReadContext): string {
  const given = sources.given === undefined ? null : instantOf(sources.given);
  const instant = given ?? sources.newest;
  if (instant !== null) return isoOf(instant);
  const message = "nothing says when the snapshot was made; conditions on time count as asked on 1970-01-01";
  const remedy = "add a manifest.json with `createdAt`";
  context.problems.warn(place, { code: "created-at-unknown", message, remedy });
  return isoOf(0);
}
