import type { z } from "zod";
import { type ContainerPart, mergeContainers } from "./container.js";
import type { AccountInfo, AuthorizationDetails } from "./entity.js";
import { accountOfArn } from "./id.js";
import type { ReadContext } from "./lenient.js";
import { type Place, placeWithin } from "./pointer.js";
import type { authorizationDetailsSchema, identityProvidersSchema, listRolesSchema } from "./schema.js";
import type { AccountSnapshot } from "./snapshot.js";

/** One page of authorization details, and what it says of itself. */
export interface DetailsPart extends ContainerPart<z.output<typeof authorizationDetailsSchema>> {
  /** The lists that the page has at all. */
  readonly listKeys: ReadonlySet<string>;
}

/** All that was read of one account, from however many files. */
export interface AccountParts {
  readonly authorizationDetails: DetailsPart[];
  readonly listRoles: ContainerPart<z.output<typeof listRolesSchema>>[];
  readonly identityProviders: ContainerPart<z.output<typeof identityProvidersSchema>>[];
  readonly account: ContainerPart<AccountInfo>[];
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
  const [details, ...pages] = parts.authorizationDetails;
  if (details === undefined) {
    warnWithoutDetails(id, parts, context);
    return null;
  }
  warnUnfinishedPages(parts, context);
  const merged = mergeContainers(
    details.value,
    pages.map(({ value }) => value),
    context,
  );
  warnMissingLists(parts.authorizationDetails, context);
  warnEntities(id, merged, details.place, context);
  warnReferences(merged, details.place, context);
  const [roles, ...rolePages] = parts.listRoles;
  const [providers, ...providerPages] = parts.identityProviders;
  const [info, ...infos] = parts.account;
  for (const extra of infos) {
    const message = `the account \`${id}\` is described twice; the first, in ${info?.place.file}, was kept`;
    context.problems.warn(extra.place, { code: "account-duplicate", message, remedy: "remove one of them" });
  }
  return {
    id,
    authorizationDetails: merged,
    ...(roles && {
      listRoles: mergeContainers(
        roles.value,
        rolePages.map(({ value }) => value),
        context,
      ),
    }),
    ...(providers && {
      identityProviders: mergeContainers(
        providers.value,
        providerPages.map(({ value }) => value),
        context,
      ),
    }),
    ...(info && { account: info.value }),
  };
}

function warnWithoutDetails(id: string, parts: AccountParts, context: ReadContext): void {
  const present = [...parts.listRoles, ...parts.identityProviders, ...parts.account];
  for (const { place } of present) {
    const message = `the account \`${id}\` has no authorization details; this part of it was left out`;
    const remedy = "add the output of `aws iam get-account-authorization-details` of that account";
    context.problems.warn(place, { code: "account-without-details", message, remedy });
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

const meaningOfList = {
  UserDetailList: "users",
  GroupDetailList: "groups",
  RoleDetailList: "roles",
  Policies: "managed policies",
} as const;

function warnMissingLists(pages: readonly DetailsPart[], context: ReadContext): void {
  for (const [key, meaning] of Object.entries(meaningOfList)) {
    if (pages.some(({ listKeys }) => listKeys.has(key))) continue;
    const message = `\`${key}\` is missing; the account counts as one without ${meaning}`;
    const remedy = "run `aws iam get-account-authorization-details` without --filter and --query";
    context.problems.warn(pages[0]?.place ?? never(), { code: "list-missing", message, remedy });
  }
}

function never(): never {
  throw new Error("an account is assembled from at least one page");
}

/** Warns of entities whose ARN or id cannot be relied on; they stay. */
function warnEntities(
  id: string,
  details: AuthorizationDetails,
  fallback: Place,
  context: ReadContext,
): void {
  const named = [...details.UserDetailList, ...details.GroupDetailList, ...details.RoleDetailList];
  for (const entity of named) {
    if (accountOfArn(entity.Arn) !== null) continue;
    const message = `\`${entity.Arn}\` names no account; it was kept in account \`${id}\``;
    const at = placeWithin(context.places.get(entity) ?? fallback, "Arn");
    context.problems.warn(at, {
      code: "arn-without-account",
      message,
      remedy: "correct the ARN if the file was edited by hand",
    });
  }
  const principals = [
    ...details.UserDetailList.map((user) => ({ entity: user, uniqueId: user.UserId })),
    ...details.RoleDetailList.map((role) => ({ entity: role, uniqueId: role.RoleId })),
  ];
  const nameless = principals.filter(({ uniqueId }) => uniqueId === "");
  const [first] = nameless;
  if (first === undefined) return;
  const message = `${nameless.length} of ${principals.length} users and roles have no unique id (AIDA…, AROA…); a policy that names one by it does not find it`;
  const remedy = "keep `UserId` and `RoleId` when the file is made or edited";
  context.problems.warn(context.places.get(first.entity) ?? fallback, {
    code: "unique-id-missing",
    message,
    remedy,
  });
}

/** Warns, once for each, of managed policies and groups that are named but not in the data. */
function warnReferences(details: AuthorizationDetails, fallback: Place, context: ReadContext): void {
  const policies = new Set(details.Policies.map(({ Arn }) => Arn));
  const groups = new Set(details.GroupDetailList.map(({ GroupName }) => GroupName));
  const missing = new Map<string, { readonly text: string; readonly place: Place; count: number }>();
  const note = (kind: "policy" | "group", name: string, place: Place) => {
    const key = `${kind} ${name}`;
    const entry = missing.get(key) ?? {
      text: `the ${kind === "policy" ? "managed policy" : "group"} \`${name}\``,
      place,
      count: 0,
    };
    entry.count += 1;
    missing.set(key, entry);
  };
  for (const entity of [...details.UserDetailList, ...details.GroupDetailList, ...details.RoleDetailList]) {
    const place = context.places.get(entity) ?? fallback;
    for (const { PolicyArn } of entity.AttachedManagedPolicies) {
      if (!policies.has(PolicyArn)) note("policy", PolicyArn, placeWithin(place, "AttachedManagedPolicies"));
    }
    const boundary =
      "PermissionsBoundary" in entity ? entity.PermissionsBoundary?.PermissionsBoundaryArn : undefined;
    if (boundary !== undefined && !policies.has(boundary))
      note("policy", boundary, placeWithin(place, "PermissionsBoundary"));
  }
  for (const user of details.UserDetailList) {
    const place = placeWithin(context.places.get(user) ?? fallback, "GroupList");
    for (const name of user.GroupList) if (!groups.has(name)) note("group", name, place);
  }
  for (const { text, place, count } of missing.values()) {
    const times = count === 1 ? "once" : `${count} times`;
    const message = `${text} is named ${times} but not in the data; what it says is unknown`;
    const remedy = "run `aws iam get-account-authorization-details` without --filter";
    context.problems.warn(place, { code: "reference-missing", message, remedy });
  }
}
