import type { Graph } from "../../graph/build.js";
import type { Group } from "../../graph/class/group.js";
import type { Cell } from "../../graph/source/cell.js";
import { perPairOfObjects } from "../../policy/per-pair.js";

/**
 * The cells of a graph whose hops lead into some of its nodes, found by their members.
 *
 * Whoever may enter roles all over an organization belongs to about as many cells as there are accounts; of those that
 * lead to what is looked for there are few.
 */
class LeadingCells {
  private readonly byGroup = new Map<Group, Cell[]>();
  private readonly byGroups = new Map<readonly Group[], readonly Cell[]>();

  constructor(
    private readonly trust: Graph["trust"],
    into: Iterable<string>,
  ) {
    const met = new Set<Cell>();
    for (const node of into)
      for (const { cell } of trust.hopsInto(node)) {
        if (met.has(cell)) continue;
        met.add(cell);
        const known = this.byGroup.get(cell.group);
        if (known === undefined) this.byGroup.set(cell.group, [cell]);
        else known.push(cell);
      }
  }

  /** Those that a principal belongs to: one list for all who share their groups, unless a cell leaves out one of them. */
  of(id: string): readonly Cell[] {
    const cells = this.ofGroups(this.trust.groupsOf(id));
    const own = cells.filter((cell) => cell.has(id));
    return own.length === cells.length ? cells : own;
  }

  private ofGroups(groups: readonly Group[]): readonly Cell[] {
    let cells = this.byGroups.get(groups);
    if (cells === undefined) {
      cells = groups.flatMap((group) => this.byGroup.get(group) ?? []);
      this.byGroups.set(groups, cells);
    }
    return cells;
  }
}

const shared = perPairOfObjects<Graph, ReadonlySet<string>, LeadingCells>();

/** The cells that lead into nodes of a set, which nobody changes; see {@link LeadingCells}. */
export function leadingCells(graph: Graph, into: ReadonlySet<string>): LeadingCells {
  return shared.of(graph, into, () => new LeadingCells(graph.trust, into));
}
