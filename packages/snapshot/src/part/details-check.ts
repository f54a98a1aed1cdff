import { type Place, placeWithin } from "../json/pointer.js";
import { quote } from "../json/quote.js";
import { UNREADABLE } from "../schema/leaf.js";
import type { AuthorizationDetails, Group, Role, User } from "../type/entity.js";
import { accountTeller } from "../type/id.js";
import type { ReadContext } from "../value/lenient.js";

/** The authorization details of one account, put together from pages. */
export interface DetailsToCheck {
  readonly id: string;
  readonly pages: readonly { readonly place: Place }[];
  readonly details: AuthorizationDetails;
  readonly context: ReadContext;
}

/** Warns of what is missing in authorization details that are sound in themselves. Nothing is left out here. */
export function checkDetails(check: DetailsToCheck): void {
  checkArns(check);
  checkUniqueIds(check);
  checkDefaultVersions(check);
  checkReferences(check);
}

const remedyForParts = "run `aws iam get-account-authorization-details` without --filter and --query";

function checkArns({ id, pages, details, context }: DetailsToCheck): void {
  const accountOf = accountTeller();
  for (const entity of holdersOfPolicies(details)) {
    if (accountOf(entity.Arn) !== null) continue;
    const message = `${quote(entity.Arn)} names no account; it was kept in account \`${id}\``;
    const remedy = "correct the ARN if the file was edited by hand";
    context.problems.warn(placeOf(entity, pages, context, "Arn"), {
      code: "arn-without-account",
      message,
      remedy,
    });
  }
}

function checkUniqueIds({ pages, details, context }: DetailsToCheck): void {
  const principals = principalsOf(details);
  const nameless = principals.filter((entity) => ("UserId" in entity ? entity.UserId : entity.RoleId) === "");
  const [first] = nameless;
  if (first === undefined) return;
  const message = `${nameless.length} of ${principals.length} users and roles have no unique id (AIDA…, AROA…); a policy that names one of them by it will not match`;
  const remedy = "keep `UserId` and `RoleId` when the file is made or edited";
  context.problems.warn(placeOf(first, pages, context), { code: "unique-id-missing", message, remedy });
}

function checkDefaultVersions({ pages, details, context }: DetailsToCheck): void {
  for (const policy of details.Policies) {
    if (policy.PolicyVersionList.some(({ IsDefaultVersion }) => IsDefaultVersion)) continue;
    const message = `the managed policy ${quote(policy.Arn)} has no default version; what it says counts as unknown`;
    const place = placeOf(policy, pages, context, "PolicyVersionList");
    context.problems.warn(place, { code: "default-version-missing", message, remedy: remedyForParts });
  }
}

/** Warns, once for each, of managed policies and groups that are named but not in the data. */
function checkReferences({ pages, details, context }: DetailsToCheck): void {
  // What could not be read was warned of where it stands.
  const policies = new Set([UNREADABLE, ...details.Policies.map(({ Arn }) => Arn)]);
  const groups = new Set([UNREADABLE, ...details.GroupDetailList.map(({ GroupName }) => GroupName)]);
  const missing = new Map<string, { readonly place: Place; count: number }>();
  const miss = (what: string, place: Place) => {
    const entry = missing.get(what) ?? { place, count: 0 };
    entry.count += 1;
    missing.set(what, entry);
  };
  for (const entity of holdersOfPolicies(details)) {
    for (const { PolicyArn } of entity.AttachedManagedPolicies) {
      if (policies.has(PolicyArn)) continue;
      miss(
        `the managed policy ${quote(PolicyArn)}`,
        placeOf(entity, pages, context, "AttachedManagedPolicies"),
      );
    }
  }
  for (const entity of principalsOf(details)) {
    const boundary = entity.PermissionsBoundary?.PermissionsBoundaryArn;
    if (boundary === undefined || policies.has(boundary)) continue;
    miss(`the managed policy ${quote(boundary)}`, placeOf(entity, pages, context, "PermissionsBoundary"));
  }
  for (const user of details.UserDetailList) {
    for (const name of user.GroupList) {
      if (!groups.has(name)) miss(`the group ${quote(name)}`, placeOf(user, pages, context, "GroupList"));
    }
  }
  for (const [what, { place, count }] of missing) {
    const times = count === 1 ? "once" : `${count} times`;
    const message = `${what} is named ${times} but not in the data; what it says counts as unknown`;
    context.problems.warn(place, { code: "reference-missing", message, remedy: remedyForParts });
  }
}

function holdersOfPolicies(details: AuthorizationDetails): readonly (User | Group | Role)[] {
  return [...details.UserDetailList, ...details.GroupDetailList, ...details.RoleDetailList];
}

function principalsOf(details: AuthorizationDetails): readonly (User | Role)[] {
  return [...details.UserDetailList, ...details.RoleDetailList];
}

/** Where an entity, or one of its fields, was read. */
function placeOf(
  entity: object,
  pages: DetailsToCheck["pages"],
  context: ReadContext,
  field?: string,
): Place {
  const containers = pages.map(({ place }) => place);
  const place = context.places.of(entity, containers) ?? containers[0];
  // Every entity was read from a page.
  if (place === undefined) throw new Error("an account is put together from at least one page");
  return field === undefined ? place : placeWithin(place, field);
}
