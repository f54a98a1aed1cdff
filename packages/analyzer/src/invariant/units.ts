import type { Organization } from "@rolepath/snapshot";

/** An organizational unit, or a root, by all that it can be called. */
interface Unit {
  readonly id: string;
  readonly name: string;
  /** The names from below the root down to the unit: `Workloads/Prod`. */
  readonly path: string;
  /** The same with the name of the root before it. */
  readonly rootedPath: string;
}

/** The units of an organization, and which of them hold an account. */
export interface Units {
  readonly all: readonly Unit[];
  /** Account id → units above it, at whatever depth, the root among them. */
  readonly above: (account: string) => readonly Unit[];
}

/** Reads the tree of units; a loop in the data ends the walk. */
export function readUnits(organization: Organization | undefined): Units {
  if (organization === undefined) return { all: [], above: () => [] };
  const parents = new Map(organization.OrganizationalUnits.map((unit) => [unit.Id, unit.ParentId]));
  const names = new Map([
    ...organization.Roots.map((root) => [root.Id, root.Name ?? root.Id] as const),
    ...organization.OrganizationalUnits.map((unit) => [unit.Id, unit.Name ?? unit.Id] as const),
  ]);
  const lineOf = (id: string | undefined): readonly string[] => {
    const line: string[] = [];
    for (let at = id; at !== undefined && !line.includes(at); at = parents.get(at)) line.unshift(at);
    return line;
  };
  const units = new Map(
    [...names].map(([id, name]): [string, Unit] => {
      const line = lineOf(id).map((step) => names.get(step) ?? step);
      return [id, { id, name, path: line.slice(1).join("/"), rootedPath: line.join("/") }];
    }),
  );
  const holders = new Map(organization.Accounts.map((account) => [account.Id, account.ParentId]));
  return {
    all: [...units.values()],
    above: (account) => lineOf(holders.get(account)).flatMap((id) => units.get(id) ?? []),
  };
}
