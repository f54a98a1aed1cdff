import type { AccountTarget } from "./account.js";
import { CollectError } from "./collect-error.js";
import type { Coverage } from "./folder/manifest.js";

/** Which accounts of the organization are collected: those that pass every kind of filter that is given. */
export interface AccountFilter {
  /** Account ids. */
  readonly accounts?: readonly string[];
  /** Ids of roots and organizational units; what lies below them counts. */
  readonly units?: readonly string[];
  /** `key=value`; with several, one of them is enough. */
  readonly tags?: readonly string[];
}

/** What the filter needs to know of the organization. */
export interface OrganizationView {
  readonly accounts: readonly (AccountTarget & {
    readonly status?: string | undefined;
    readonly parent?: string | undefined;
    readonly tags?: readonly { readonly Key: string; readonly Value: string }[] | undefined;
  })[];
  /** Unit or root → what holds it. */
  readonly parents: ReadonlyMap<string, string | null>;
  /** False where the account tags could not be read. */
  readonly hasTags: boolean;
}

/** The accounts to collect, and those that are not, with the reason. */
export interface Targets {
  readonly collect: readonly AccountTarget[];
  readonly leave: ReadonlyMap<string, Coverage>;
}

/**
 * Chooses the accounts.
 *
 * @throws CollectError where the filter names what the organization does not have
 */
export function chooseTargets(view: OrganizationView, filter: AccountFilter): Targets {
  refuseUnknown(view, filter);
  const collect: AccountTarget[] = [];
  const leave = new Map<string, Coverage>();
  for (const account of view.accounts) {
    const { id, name, status } = account;
    if (!passes(account, view, filter))
      leave.set(id, { status: "excluded", error: "left out by the filter of the collection" });
    else if (status !== undefined && status !== "ACTIVE")
      leave.set(id, { status: "skipped", error: `the account is ${status}` });
    else collect.push({ id, name });
  }
  return { collect, leave };
}

function passes(
  account: OrganizationView["accounts"][number],
  view: OrganizationView,
  { accounts, units, tags }: AccountFilter,
): boolean {
  if (accounts !== undefined && !accounts.includes(account.id)) return false;
  if (units !== undefined && !isBelow(account.parent, units, view.parents)) return false;
  return (
    tags === undefined || (account.tags ?? []).some(({ Key, Value }) => tags.includes(`${Key}=${Value}`))
  );
}

function isBelow(
  parent: string | undefined,
  units: readonly string[],
  parents: OrganizationView["parents"],
): boolean {
  let at: string | null | undefined = parent;
  // An organization is at most a root and five levels of units; more is a circle.
  for (let level = 0; at && level < 10; level += 1) {
    if (units.includes(at)) return true;
    at = parents.get(at);
  }
  return false;
}

function refuseUnknown(view: OrganizationView, filter: AccountFilter): void {
  const account = filter.accounts?.find((id) => !view.accounts.some((known) => known.id === id));
  if (account !== undefined)
    throw new CollectError("request", `account \`${account}\` is not in the organization`);
  const unit = filter.units?.find((id) => !view.parents.has(id));
  if (unit !== undefined)
    throw new CollectError("request", `\`${unit}\` is no root or organizational unit of the organization`);
  if (filter.tags !== undefined && !view.hasTags)
    throw new CollectError(
      "request",
      "account tags could not be read, so accounts cannot be chosen by tag",
      "allow organizations:ListTagsForResource, or choose by --ou or --account",
    );
}
