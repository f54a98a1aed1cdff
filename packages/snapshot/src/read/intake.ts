import { instantOf, isCovered } from "../json/dates.js";
import { isObject, type JsonObject, nameOfType } from "../json/json.js";
import { findField, matchKeys } from "../json/keys.js";
import { type Place, placeWithin } from "../json/pointer.js";
import { ProblemList } from "../json/problem-list.js";
import { quote } from "../json/quote.js";
import { type AccountParts, emptyAccountParts } from "../part/account.js";
import {
  accountsIn,
  type Container,
  type ContainerPart,
  claimForAccount,
  splitByAccount,
} from "../part/container.js";
import { readIdentityCenter } from "../part/identity-center.js";
import { type ReadManifest, readManifest } from "../part/manifest.js";
import { readOrganization } from "../part/organization.js";
import type { Schema } from "../schema/kind.js";
import {
  accountInfoSchema,
  authorizationDetailsSchema,
  identityProvidersSchema,
  listRolesSchema,
} from "../schema/schema.js";
import type { IdentityCenter, Organization } from "../type/entity.js";
import type { AccountPart } from "../type/layout.js";
import type { ReadOptions } from "../type/read-result.js";
import { soundDocuments } from "../value/document.js";
import { Interner } from "../value/interner.js";
import { type ReadContext, readBySchema } from "../value/lenient.js";
import { Places } from "../value/places.js";

/** Something read, with its place. */
interface Found<Value> {
  readonly place: Place;
  readonly value: Value;
}

/** Takes the parts of a snapshot as values, whatever file they came from, and keeps what it could read. */
export class Intake {
  readonly problems = new ProblemList();
  readonly context: ReadContext & { safe: boolean };
  readonly accounts = new Map<string, AccountParts>();
  manifest: Found<ReadManifest> | null = null;
  organization: Found<Organization> | null = null;
  identityCenter: Found<IdentityCenter> | null = null;
  /** The first file of the directory layout, or the bundle: input that should have a manifest. */
  laidOut: Place | null = null;
  /** Newest date met in the data, in milliseconds since 1970. */
  newest: number | null = null;
  #newestDate = "";
  /** Set by what makes the whole input useless, such as a newer format. An error says why. */
  failed = false;

  readonly sawAccount: ReadOptions["sawAccount"];

  constructor({ forAnalysis = false, sawAccount }: Pick<ReadOptions, "forAnalysis" | "sawAccount"> = {}) {
    this.sawAccount = sawAccount;
    const sawDate = (date: string) => {
      if (isCovered(date, this.#newestDate)) return;
      const instant = instantOf(date);
      if (instant === null || (this.newest !== null && instant <= this.newest)) return;
      this.newest = instant;
      this.#newestDate = date;
    };
    const taker = { interner: new Interner(), sawDate, documentIn: soundDocuments(), forAnalysis };
    this.context = { problems: this.problems, taker, safe: false, places: new Places() };
  }

  /** The newest date that `read` meets; empty where it meets none. */
  newestDateIn(read: () => void): string {
    const [newest, newestDate] = [this.newest, this.#newestDate];
    [this.newest, this.#newestDate] = [null, ""];
    read();
    const found = this.#newestDate;
    [this.newest, this.#newestDate] = [newest, newestDate];
    if (found !== "") this.context.taker.sawDate(found);
    return found;
  }

  addManifest(raw: unknown, place: Place): void {
    if (this.manifest !== null) {
      this.#failSeveral("manifest", this.manifest.place, place);
      return;
    }
    const value = readManifest(raw, place, this.context);
    if (value === null) this.failed = true;
    else this.manifest = { place, value };
  }

  addOrganization(raw: unknown, place: Place): void {
    if (this.organization !== null) {
      this.#failSeveral("organization", this.organization.place, place);
      return;
    }
    const value = readOrganization(raw, place, this.context);
    if (value === null) this.failed = true;
    else this.organization = { place, value };
  }

  addIdentityCenter(raw: unknown, place: Place): void {
    if (this.identityCenter !== null) {
      this.#failSeveral("Identity Center", this.identityCenter.place, place);
      return;
    }
    const value = readIdentityCenter(raw, place, this.context);
    if (value !== null) this.identityCenter = { place, value };
  }

  #failSeveral(what: string, first: Place, second: Place): void {
    this.failed = true;
    const message = `a second ${what}; the first is in ${quote(first.file)}`;
    const remedy = "give one snapshot at a time: its folder or its bundle";
    this.problems.error(second, { code: "snapshot-several", message, remedy });
  }

  /** Reads one part of an account, or a list of its pages. `claimed` is the account whose folder it stands in, if any. */
  addPages(part: AccountPart, raw: unknown, place: Place, claimed: string | null): void {
    if (!Array.isArray(raw) || part === "account") this.#addPart(part, raw, place, claimed);
    else
      for (const [index, page] of raw.entries())
        this.#addPart(part, page, placeWithin(place, index), claimed);
  }

  /** Takes note of an account that a bundle lists, so that it is missed if no data follows. */
  mention(accountId: string, place: Place): void {
    this.partsOf(accountId).mentions.push(place);
  }

  #addPart(part: AccountPart, raw: unknown, place: Place, claimed: string | null): void {
    if (!isObject(raw)) {
      const message = `expected an object, found ${nameOfType(raw)}; it was not read`;
      this.problems.error(place, { code: "type-wrong", message, remedy: "collect the file again" });
      return;
    }
    switch (part) {
      case "authorizationDetails":
        this.#addDetails(raw, place, claimed);
        return;
      case "listRoles":
        for (const own of this.#readContainer(listRolesSchema, raw, place, claimed)) {
          const parts = this.partsOf(own.accountId);
          parts.listRoles.push(own);
          notePaging(parts.paging.listRoles, raw, place);
        }
        return;
      case "identityProviders":
        for (const own of this.#readContainer(identityProvidersSchema, raw, place, claimed)) {
          this.partsOf(own.accountId).identityProviders.push(own);
        }
        return;
      case "account":
        this.#addAccountInfo(raw, place, claimed);
        return;
    }
  }

  /** What was read of an account so far. */
  partsOf(accountId: string): AccountParts {
    const parts = this.accounts.get(accountId) ?? emptyAccountParts();
    this.accounts.set(accountId, parts);
    return parts;
  }

  #addDetails(raw: JsonObject, place: Place, claimed: string | null): void {
    for (const own of this.#readContainer(authorizationDetailsSchema, raw, place, claimed)) {
      const parts = this.partsOf(own.accountId);
      parts.authorizationDetails.push(own);
      notePaging(parts.paging.authorizationDetails, raw, place);
    }
  }

  #addAccountInfo(raw: JsonObject, place: Place, claimed: string | null): void {
    const reading = readBySchema(accountInfoSchema, raw, place, this.context);
    if (!reading.ok) return;
    const { value } = reading;
    if (claimed !== null && value.id !== undefined && value.id !== claimed) {
      const message = `\`id\` is \`${value.id}\`, expected account \`${claimed}\`; the file was not read`;
      const remedy = `move it to account ${value.id}, or correct the id`;
      this.problems.error(placeWithin(place, "id"), { code: "account-mismatch", message, remedy });
      return;
    }
    const accountId = claimed ?? value.id;
    if (accountId === undefined) this.#refuseWithoutAccount(place);
    else this.partsOf(accountId).account.push({ place, value });
  }

  /** The container in `raw`, parted by account. */
  #readContainer<Value extends Container>(
    schema: Schema<Value>,
    raw: JsonObject,
    place: Place,
    claimed: string | null,
  ): readonly ContainerPart<Value>[] {
    const reading = readBySchema<Value>(schema, raw, place, this.context);
    if (!reading.ok) return [];
    const { value } = reading;
    const listKeys = new Set(matchKeys(Object.keys(value), raw).spelled.keys());
    if (claimed !== null) {
      const own = claimForAccount(value, claimed, place, this.context);
      return own === null ? [] : [{ accountId: claimed, place, value: own, listKeys }];
    }
    const ids = accountsIn(value);
    const [first = accountInName(place.file)] = ids;
    if (first === null) {
      this.#refuseWithoutAccount(place);
      return [];
    }
    if (ids.length <= 1) return [{ accountId: first, place, value, listKeys }];
    const message = `entities of ${ids.length} accounts (${ids.join(", ")}) in one file; each was put into the account of its ARN`;
    this.problems.warn(place, { code: "accounts-mixed", message, remedy: "make one file an account" });
    return [...splitByAccount(value, ids)].map(([accountId, own]) => ({
      accountId,
      place,
      value: own,
      listKeys,
    }));
  }

  #refuseWithoutAccount(place: Place): void {
    const message = "nothing says which account this is: no ARN in it names one; it was not read";
    const remedy = "put the file into the folder accounts/<12-digit account id>/";
    this.problems.error(place, { code: "account-unknown", message, remedy });
  }
}

/** The account id in a file's name (`333344445555.json`), or null. */
function accountInName(file: string): string | null {
  return /(?<![0-9])[0-9]{12}(?![0-9])/.exec(file.split("/").at(-1) ?? "")?.[0] ?? null;
}

function notePaging(paging: { open: Place | null; ended: boolean }, raw: JsonObject, place: Place): void {
  if (findField(raw, "IsTruncated")?.value === true) paging.open = place;
  else paging.ended = true;
}
