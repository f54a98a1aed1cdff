import { type Place, placeOfFile, placeWithin } from "../json/pointer.js";
import { quote } from "../json/quote.js";
import { type AccountParts, assembleAccount } from "../part/account.js";
import { completeManifest, createdAtFrom } from "../part/manifest.js";
import { formatVersion } from "../part/version.js";
import { manifestFile } from "../type/layout.js";
import type { ReadOptions, ReadResult } from "../type/read-result.js";
import type { AccountSnapshot, Manifest } from "../type/snapshot.js";
import type { Intake } from "./intake.js";

/** The snapshot made of all that was taken in. */
export function assembleSnapshot(intake: Intake, options: ReadOptions): ReadResult {
  const accounts: AccountSnapshot[] = [];
  for (const [id, parts] of [...intake.accounts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    sortByFile(parts);
    const account = assembleAccount(id, parts, intake.context);
    if (account !== null) accounts.push(account);
  }
  if (accounts.length === 0) failWithoutAccounts(intake);
  if (intake.failed) return { snapshot: null, problems: intake.problems.list() };
  const manifest = manifestOf(intake, options);
  warnUncollected(intake, manifest, accounts);
  const problems = intake.problems.list();
  const organization = intake.organization?.value;
  const identityCenter = intake.identityCenter?.value;
  const whole = { ...(organization && { organization }), ...(identityCenter && { identityCenter }) };
  return { snapshot: { manifest, ...whole, accounts, problems }, problems };
}

/** Which of two duplicates is the first must not depend on the order in which a file system lists files. */
function sortByFile(parts: AccountParts): void {
  const byFile = (a: { readonly place: Place }, b: { readonly place: Place }) =>
    a.place.file < b.place.file ? -1 : a.place.file > b.place.file ? 1 : 0;
  parts.authorizationDetails.sort(byFile);
  parts.listRoles.sort(byFile);
  parts.identityProviders.sort(byFile);
  parts.account.sort(byFile);
}

function failWithoutAccounts(intake: Intake): void {
  intake.failed = true;
  if (intake.problems.hasErrors) return;
  const message = "no account data found";
  const remedy =
    "give a snapshot folder, a bundle, or the output of `aws iam get-account-authorization-details`";
  intake.problems.error(intake.laidOut ?? placeOfFile(""), { code: "snapshot-empty", message, remedy });
}

function manifestOf(intake: Intake, options: ReadOptions): Manifest {
  const { manifest: found, laidOut } = intake;
  if (found === null && laidOut !== null) {
    const message = "the snapshot has no manifest; the time of collection was taken from elsewhere";
    const remedy = 'add {"formatVersion": 1, "createdAt": "<time of collection>"}';
    const bundled = !/\/(accounts\/|organization\.json$)/.test(`/${laidOut.file}`);
    const place = bundled ? placeWithin(laidOut, "manifest") : placeOfFile(manifestFile);
    intake.problems.warn(place, { code: "manifest-missing", message, remedy });
  }
  const place = found?.place ?? laidOut ?? firstPlace(intake);
  const sources = { given: options.createdAt, newest: intake.newest };
  const createdAt = found?.value.createdAt ?? createdAtFrom(sources, place, intake.context);
  if (found !== null) return completeManifest(found.value, createdAt);
  return { formatVersion, createdAt, ...(options.source !== undefined && { source: options.source }) };
}

/** The file that a snapshot without layout is told apart by: the first of its first account. */
function firstPlace(intake: Intake): Place {
  const [first] = [...intake.accounts].sort(([a], [b]) => (a < b ? -1 : 1));
  return first?.[1].authorizationDetails[0]?.place ?? placeOfFile("");
}

/** What the manifest calls collected must be there. */
function warnUncollected(intake: Intake, manifest: Manifest, accounts: readonly AccountSnapshot[]): void {
  const present = new Set(accounts.map(({ id }) => id));
  const place = intake.manifest?.place;
  if (place === undefined) return;
  for (const [id, { status, error }] of Object.entries(manifest.accounts ?? {})) {
    if (present.has(id) || error !== undefined) continue;
    const message = `the manifest lists account \`${id}\` (${quote(status)}), but its authorization details are not in the snapshot`;
    const remedy = `add accounts/${id}/authorization-details.json, or say in \`error\` why it is missing`;
    const at = placeWithin(placeWithin(place, "accounts"), id);
    intake.problems.warn(at, { code: "account-without-details", message, remedy });
  }
}
