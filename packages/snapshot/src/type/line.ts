import type { Organization } from "./entity.js";

/**
 * Tells for the id of an account, a unit or a root which roots and units it stands under, from the top down, with the
 * id itself last. The line of one that the organization does not list is that one alone.
 */
export function linesIn(organization: Organization | undefined): (id: string) => readonly string[] {
  const parents = new Map<string, string | undefined>();
  for (const { Id, ParentId } of [
    ...(organization?.OrganizationalUnits ?? []),
    ...(organization?.Accounts ?? []),
  ])
    parents.set(Id, ParentId);
  return (id) => {
    const line: string[] = [];
    // A loop in the data ends the walk.
    for (let at: string | undefined = id; at !== undefined && !line.includes(at); at = parents.get(at))
      line.unshift(at);
    return line;
  };
}
