import type { Snapshot } from "@rolepath/snapshot";
import { type AccountEntry, readAccount } from "./account.js";
import type { RolePrincipal, UserPrincipal } from "./entity.js";
import { type Assignments, readAssignments } from "./identity-center.js";
import { type Membership, readMemberships } from "./organization.js";
import { PrincipalParts } from "./principal-parts.js";
import { RolesByName } from "./roles-by-name.js";

/** A snapshot with its names resolved: the only view of it that the engine has. */
export interface World {
  readonly accounts: ReadonlyMap<string, AccountEntry>;
  readonly memberships: ReadonlyMap<string, Membership>;
  /** Whether organization.json is there; without it nothing is known of SCPs and RCPs. */
  readonly organizationKnown: boolean;
  readonly organizationId: string | null;
  /** What could not be read of the organization, in one line; null when all was. */
  readonly organizationGap: string | null;
  readonly users: ReadonlyMap<string, UserPrincipal>;
  readonly roles: ReadonlyMap<string, RolePrincipal>;
  /** `account/NAME` → role: session ARNs carry no path. */
  readonly rolesByName: ReadonlyMap<string, RolePrincipal>;
  /** Null where Identity Center was not collected. */
  readonly assignments: Assignments | null;
  /** Accounts that may call AssumeRoot: the management account and delegated administrators for IAM. */
  readonly rootAdministrators: ReadonlySet<string>;
  /** "Now" in seconds since 1970. */
  readonly now: bigint;
  /** Accounts that collecting failed for, with the error. */
  readonly coverageGaps: readonly string[];
}

/** Resolves a snapshot. */
export function buildWorld(snapshot: Snapshot): World {
  const organization = snapshot.organization;
  const memberships =
    organization === undefined ? new Map<string, Membership>() : readMemberships(organization);
  const parts = new PrincipalParts();
  const accounts = withoutDoubles(
    snapshot.accounts.map((account) =>
      readAccount(
        account,
        account.account?.name ?? memberships.get(account.id)?.name ?? account.account?.alias ?? null,
        parts,
      ),
    ),
  );
  const roles = [...accounts.values()].flatMap((account) => account.roles);
  return {
    accounts,
    memberships,
    organizationKnown: organization !== undefined,
    organizationId: organization?.Organization.Id ?? null,
    organizationGap: snapshot.manifest.organization?.error ?? null,
    users: byArn([...accounts.values()].flatMap((account) => account.users)),
    roles: byArn(roles),
    rolesByName: new RolesByName(accounts),
    assignments:
      snapshot.identityCenter === undefined ? null : readAssignments(snapshot.identityCenter, roles),
    rootAdministrators: rootAdministrators(snapshot),
    now: secondsOf(snapshot.manifest.createdAt),
    coverageGaps: coverageGaps(snapshot, accounts, memberships),
  };
}

// Of two that bear one ARN, as in damaged files, the first counts, as it does to the reader of snapshots.
function withoutDoubles(entries: readonly AccountEntry[]): ReadonlyMap<string, AccountEntry> {
  const seen = new Set<string>();
  const isFirst = ({ arn }: { readonly arn: string }): boolean => {
    const size = seen.size;
    return seen.add(arn).size > size;
  };
  return new Map(
    entries.map((entry) => {
      const [users, roles] = [entry.users.filter(isFirst), entry.roles.filter(isFirst)];
      const same = users.length === entry.users.length && roles.length === entry.roles.length;
      return [entry.id, same ? entry : { ...entry, users, roles }];
    }),
  );
}

function byArn<Entry extends { readonly arn: string }>(entries: readonly Entry[]): Map<string, Entry> {
  const found = new Map<string, Entry>();
  for (const entry of entries) found.set(entry.arn, entry);
  return found;
}

// AWS STS API Reference, AssumeRoot.
function rootAdministrators(snapshot: Snapshot): ReadonlySet<string> {
  const organization = snapshot.organization;
  if (organization === undefined) return new Set();
  const delegated = (organization.DelegatedAdministrators ?? []).filter((entry) =>
    entry.Services.includes("iam.amazonaws.com"),
  );
  return new Set([organization.Organization.MasterAccountId, ...delegated.map((entry) => entry.Id)]);
}

// The reader of snapshots sees to it that the date parses.
function secondsOf(date: string): bigint {
  const time = Date.parse(date);
  return Number.isNaN(time) ? 0n : BigInt(Math.floor(time / 1000));
}

function coverageGaps(
  snapshot: Snapshot,
  accounts: ReadonlyMap<string, AccountEntry>,
  memberships: ReadonlyMap<string, Membership>,
): readonly string[] {
  const gaps: string[] = [];
  if (snapshot.organization === undefined)
    gaps.push("organization.json is missing: SCPs and RCPs are unknown and taken as if none applied");
  const { organization, identityCenter } = snapshot.manifest;
  if (organization?.error !== undefined) gaps.push(`organization: ${organization.error}`);
  if (identityCenter?.error !== undefined) gaps.push(`Identity Center: ${identityCenter.error}`);
  for (const [id, coverage] of Object.entries(snapshot.manifest.accounts ?? {})) {
    if (coverage.error !== undefined) gaps.push(`account ${id}: ${coverage.error}`);
  }
  for (const [id, membership] of memberships) {
    if (accounts.has(id) || snapshot.manifest.accounts?.[id]?.error !== undefined) continue;
    gaps.push(
      `account ${id}${membership.name === null ? "" : ` (${membership.name})`} is in the organization and was not collected`,
    );
  }
  return gaps.toSorted();
}
