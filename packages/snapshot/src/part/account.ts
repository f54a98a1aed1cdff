import { type Place, placeWithin } from "../json/pointer.js";
import { quote } from "../json/quote.js";
import type { OutputOf } from "../schema/kind.js";
import type {
  accountInfoSchema,
  authorizationDetailsSchema,
  identityProvidersSchema,
  listRolesSchema,
} from "../schema/schema.js";
import type { AccountSnapshot } from "../type/snapshot.js";
import type { ReadContext } from "../value/lenient.js";
import { type ContainerPart, mergeParts } from "./container.js";
import { checkDetails } from "./details-check.js";

/** What is known of the account itself, and where it stands. */
interface InfoPart {
  readonly place: Place;
  readonly value: OutputOf<typeof accountInfoSchema>;
}

/** All that was read of one account, from however many files. */
export interface AccountParts {
  readonly authorizationDetails: ContainerPart<OutputOf<typeof authorizationDetailsSchema>>[];
  readonly listRoles: ContainerPart<OutputOf<typeof listRolesSchema>>[];
  readonly identityProviders: ContainerPart<OutputOf<typeof identityProvidersSchema>>[];
  readonly account: InfoPart[];
  /** Where a bundle lists the account. */
  readonly mentions: Place[];
  /** Of the pages of one command, those that say that more follow, and whether one was the last. */
  readonly paging: {
    readonly [part in "authorizationDetails" | "listRoles"]: { open: Place | null; ended: boolean };
  };
}

/** Parts of an account of which nothing was read yet. */
export function emptyAccountParts(): AccountParts {
  return {
    authorizationDetails: [],
    listRoles: [],
    identityProviders: [],
    account: [],
    mentions: [],
    paging: {
      authorizationDetails: { open: null, ended: false },
      listRoles: { open: null, ended: false },
    },
  };
}

/** The account put together; null, with a warning, where its authorization details are missing. */
export function assembleAccount(
  id: string,
  parts: AccountParts,
  context: ReadContext,
): AccountSnapshot | null {
  const authorizationDetails = mergeParts(parts.authorizationDetails, context);
  if (authorizationDetails === undefined) {
    warnWithoutDetails(id, parts, context);
    return null;
  }
  warnUnfinishedPages(parts, context);
  warnMissingLists(parts, context);
  checkDetails({ id, pages: parts.authorizationDetails, details: authorizationDetails, context });
  const listRoles = mergeParts(parts.listRoles, context);
  if (listRoles !== undefined) shareNames(listRoles.Roles, authorizationDetails.RoleDetailList);
  const identityProviders = mergeParts(parts.identityProviders, context);
  const [info, ...infos] = parts.account;
  for (const extra of infos) {
    const message = `the account \`${id}\` is described twice; the first, in ${quote(info?.place.file ?? "")}, was kept`;
    context.problems.warn(extra.place, { code: "account-duplicate", message, remedy: "remove one of them" });
  }
  return {
    id,
    authorizationDetails,
    ...(listRoles && { listRoles }),
    ...(identityProviders && { identityProviders }),
    ...(info && { account: info.value }),
  };
}

/** Roles as `list-roles` has them. */
type Listed = { Arn: string; RoleName: string };

// Both calls of AWS list the same roles in the same order, and each file has texts of its own.
function shareNames(listed: readonly Listed[], roles: readonly Readonly<Listed>[]): void {
  for (const [index, entry] of listed.entries()) {
    const role = roles[index];
    if (role?.Arn !== entry.Arn || role.RoleName !== entry.RoleName) continue;
    entry.Arn = role.Arn;
    entry.RoleName = role.RoleName;
  }
}

function warnWithoutDetails(id: string, parts: AccountParts, context: ReadContext): void {
  const parted = [...parts.listRoles, ...parts.identityProviders, ...parts.account].map(({ place }) => place);
  for (const place of parts.mentions.length > 0 ? parts.mentions : parted) {
    const message = `the account \`${id}\` has no authorization details; it was left out`;
    const remedy = "add the output of `aws iam get-account-authorization-details` of that account";
    context.problems.warn(place, { code: "account-without-details", message, remedy });
  }
}

const meaningsOfLists = {
  authorizationDetails: {
    UserDetailList: "users",
    GroupDetailList: "groups",
    RoleDetailList: "roles",
    Policies: "managed policies",
  },
  listRoles: { Roles: "known session durations" },
  identityProviders: { SAMLProviderList: "SAML providers", OpenIDConnectProviderList: "OIDC providers" },
};

/** An empty list and a missing one are read alike, but only the first is a fact. */
function warnMissingLists(parts: AccountParts, context: ReadContext): void {
  for (const part of ["authorizationDetails", "listRoles", "identityProviders"] as const) {
    const [first] = parts[part];
    for (const [key, meaning] of Object.entries(meaningsOfLists[part])) {
      if (first === undefined || parts[part].some(({ listKeys }) => listKeys.has(key))) continue;
      const message = `\`${key}\` is missing; the account counts as one without ${meaning}`;
      const remedy = "collect it in full, or add the list, empty if it is so";
      context.problems.warn(placeWithin(first.place, key), { code: "list-missing", message, remedy });
    }
  }
}

function warnUnfinishedPages({ paging }: AccountParts, context: ReadContext): void {
  for (const [part, { open, ended }] of Object.entries(paging)) {
    if (open === null || ended) continue;
    const command = part === "listRoles" ? "list-roles" : "get-account-authorization-details";
    const message = "the last page says `IsTruncated: true`: more entities follow that are not here";
    const remedy = `run \`aws iam ${command}\` without --max-items and --no-paginate, or add the other pages`;
    context.problems.warn(placeWithin(open, "IsTruncated"), { code: "pages-missing", message, remedy });
  }
}
