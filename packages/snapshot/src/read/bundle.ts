import { isObject, nameOfType } from "../json/json.js";
import { findField } from "../json/keys.js";
import { type Place, placeWithin } from "../json/pointer.js";
import { isAccountId } from "../type/id.js";
import { accountParts } from "../type/layout.js";
import { warnKeysBesides } from "../value/lenient.js";
import type { Intake } from "./intake.js";

/** Reads a bundle: `{manifest, organization?, identityCenter?, accounts: [{id, authorizationDetails, …}]}`. */
export function addBundle(intake: Intake, bundle: unknown, place: Place): void {
  if (!isObject(bundle)) return;
  const manifest = findField(bundle, "manifest");
  if (manifest !== null) intake.addManifest(manifest.value, placeWithin(place, manifest.spelled));
  const organization = findField(bundle, "organization");
  if (organization !== null && organization.value !== null) {
    intake.addOrganization(organization.value, placeWithin(place, organization.spelled));
  }
  const identityCenter = findField(bundle, "identityCenter");
  if (identityCenter !== null && identityCenter.value !== null) {
    intake.addIdentityCenter(identityCenter.value, placeWithin(place, identityCenter.spelled));
  }
  const accounts = findField(bundle, "accounts");
  const listPlace = placeWithin(place, accounts?.spelled ?? "accounts");
  const entries: readonly unknown[] = Array.isArray(accounts?.value) ? accounts.value : [];
  if (!Array.isArray(accounts?.value)) {
    const message = `\`accounts\`: expected a list, found ${nameOfType(accounts?.value)}`;
    const remedy =
      "make the bundle again: {manifest, organization?, accounts: [{id, authorizationDetails, …}]}";
    intake.problems.error(listPlace, { code: "type-wrong", message, remedy });
  }
  const seen = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    addEntry(intake, entry, placeWithin(listPlace, index), seen);
    intake.sawAccount?.(index + 1, entries.length);
  }
  const known = ["manifest", "organization", "identityCenter", "accounts", "problems"];
  warnKeysBesides(known, bundle, place, intake.context);
}

function addEntry(intake: Intake, entry: unknown, place: Place, seen: Set<string>): void {
  if (!isObject(entry)) {
    const message = `expected an account (an object), found ${nameOfType(entry)}; it was left out`;
    const remedy = "correct it there, or make the bundle again";
    intake.problems.error(place, { code: "type-wrong", message, remedy });
    return;
  }
  const id = findField(entry, "id");
  const claimed = typeof id?.value === "string" && isAccountId(id.value) ? id.value : null;
  if (claimed === null) {
    const message = "`id` is missing or not text of 12 digits; the id was taken from the data";
    const at = placeWithin(place, id?.spelled ?? "id");
    intake.problems.warn(at, {
      code: "account-id-invalid",
      message,
      remedy: "set `id` to the account id, as text",
    });
  } else {
    if (seen.has(claimed)) {
      const message = `the account \`${claimed}\` appears twice; its entities were put together`;
      intake.problems.warn(place, {
        code: "account-duplicate",
        message,
        remedy: "keep one entry an account",
      });
    }
    seen.add(claimed);
    intake.mention(claimed, place);
  }
  for (const part of accountParts) {
    const field = findField(entry, part);
    if (field === null || field.value === null) continue;
    intake.addPages(part, field.value, placeWithin(place, field.spelled), claimed);
  }
  warnKeysBesides(["id", ...accountParts], entry, place, intake.context);
}
