import { linesIn, type Organization } from "@rolepath/snapshot";

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

/** Reads the tree of units. */
export function readUnits(organization: Organization | undefined): Units {
  if (organization === undefined) return { all: [], above: () => [] };
  const lineOf = linesIn(organization);
  const nodes = [...organization.Roots, ...organization.OrganizationalUnits];
  const names = new Map(nodes.map(({ Id, Name }) => [Id, Name ?? Id]));
  const units = new Map(
    [...names].map(([id, name]): [string, Unit] => {
      const line = lineOf(id).map((step) => names.get(step) ?? step);
      return [id, { id, name, path: line.slice(1).join("/"), rootedPath: line.join("/") }];
    }),
  );
  return {
    all: [...units.values()],
    above: (account) => lineOf(account).flatMap((id) => units.get(id) ?? []),
  };
}
