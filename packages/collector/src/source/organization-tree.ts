import type { Client } from "../client.js";
import { tokenItems } from "../page.js";
import type { Pool } from "../pool.js";
import { organizationsPageSizeMax as sizeMax } from "./organizations-page.js";

type TreeClient = Client<
  | "organizations:ListRoots"
  | "organizations:ListOrganizationalUnitsForParent"
  | "organizations:ListAccountsForParent"
>;

export interface RootEntry {
  readonly Id: string;
  readonly Name?: string | undefined;
  readonly PolicyTypes?:
    | readonly { readonly Type?: string | undefined; readonly Status?: string | undefined }[]
    | undefined;
}

interface UnitEntry {
  readonly Id: string;
  readonly Name?: string | undefined;
  readonly ParentId: string;
}

/** An account of the organization. */
export interface AccountEntry {
  readonly Id: string;
  readonly Name?: string | undefined;
  readonly Email?: string | undefined;
  /** `ACTIVE`, `SUSPENDED`, `PENDING_CLOSURE`, … */
  readonly Status?: string | undefined;
  readonly ParentId: string;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[] | undefined;
}

/** The organization's tree; accounts and units are sorted by id. */
export interface OrganizationTree {
  readonly roots: readonly RootEntry[];
  readonly units: readonly UnitEntry[];
  readonly accounts: readonly AccountEntry[];
}

/**
 * The whole tree, level by level.
 *
 * Each parent is asked for its units and its accounts. That tells every account's place, so the flat list of accounts
 * is never asked for.
 */
export async function readTree(client: TreeClient, pool: Pool): Promise<OrganizationTree> {
  const items = await tokenItems(
    { operation: "organizations:ListRoots", meter: client.meter, sizeMax },
    (page) => client.call("organizations:ListRoots", page),
    (page) => page.Roots,
  );
  const roots = items.flatMap(({ Id, Name, PolicyTypes }) =>
    Id === undefined ? [] : [{ Id, Name, PolicyTypes }],
  );
  const units: UnitEntry[] = [];
  const accounts: AccountEntry[] = [];
  let level = roots.map(({ Id }) => Id);
  while (level.length > 0) {
    const children = await pool(level, async (parent) => ({
      units: await readUnits(client, parent),
      accounts: await readAccounts(client, parent),
    }));
    const below = children.flatMap((child) => child.units);
    units.push(...below);
    accounts.push(...children.flatMap((child) => child.accounts));
    level = below.map(({ Id }) => Id);
  }
  return { roots, units: units.sort(byId), accounts: accounts.sort(byId) };
}

async function readUnits(client: TreeClient, ParentId: string): Promise<UnitEntry[]> {
  const operation = "organizations:ListOrganizationalUnitsForParent";
  const items = await tokenItems(
    { operation, meter: client.meter, sizeMax },
    (page) => client.call(operation, { ParentId, ...page }),
    (page) => page.OrganizationalUnits,
  );
  return items.flatMap(({ Id, Name }) => (Id === undefined ? [] : [{ Id, Name, ParentId }]));
}

async function readAccounts(client: TreeClient, ParentId: string): Promise<AccountEntry[]> {
  const operation = "organizations:ListAccountsForParent";
  const items = await tokenItems(
    { operation, meter: client.meter, sizeMax },
    (page) => client.call(operation, { ParentId, ...page }),
    (page) => page.Accounts,
  );
  return items.flatMap(({ Id, Name, Email, State, Status }) =>
    Id === undefined ? [] : [{ Id, Name, Email, Status: State ?? Status, ParentId }],
  );
}

function byId(a: { readonly Id: string }, b: { readonly Id: string }): number {
  return a.Id < b.Id ? -1 : a.Id > b.Id ? 1 : 0;
}
