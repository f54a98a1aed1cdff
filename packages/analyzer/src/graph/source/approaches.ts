import { accountOf, isOwnCaller, type OwnCaller } from "../../decide/caller/caller.js";
import { isRootTarget } from "../../decide/caller/root-task.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { World } from "../../world/world.js";
import type { ClassDecisions } from "../class/class-decisions.js";
import type { TargetClass } from "../shape/target-class.js";
import { Approach } from "./approach.js";
import { type Cell, Cells } from "./cell.js";
import { rootTaskSources, type Sources, sourcesOf } from "./sources.js";
import type { TrustIndex } from "./trust-index.js";

/** What roles of one class have in common. */
interface Shared {
  readonly byCell: Map<Cell, Approach>;
  /** Where they have the same callers: all roles of a class have one trust policy. */
  readonly all: readonly Approach[] | null;
}

/** Finds who comes before a role, or before a root user for a task: the cells of all who may be able to enter. */
export class Approaches {
  private readonly cells: Cells;
  private readonly shared = new Map<TargetClass, Shared>();

  constructor(
    private readonly world: World,
    private readonly index: TrustIndex,
    private readonly decisions: ClassDecisions,
  ) {
    this.cells = new Cells(world);
  }

  /** The cells that may be able to enter the role, each once. */
  to(role: RolePrincipal): readonly Approach[] {
    const target = this.decisions.targets.of(role);
    const known = this.shared.get(target);
    if (known?.all != null) return known.all;
    const sources = this.sourcesOf(role);
    const byCell = known?.byCell ?? new Map<Cell, Approach>();
    const approaches = this.cellsOf(sources, role, target).map((cell) =>
      this.approach(byCell, cell, role, target),
    );
    const isOfClass = !sources.everywhere && !sources.ofRole;
    if (known === undefined) this.shared.set(target, { byCell, all: isOfClass ? approaches : null });
    return approaches;
  }

  private sourcesOf(target: RolePrincipal): Sources {
    const { classes } = this.decisions;
    return isRootTarget(target)
      ? rootTaskSources(this.world, classes)
      : sourcesOf(this.world, this.index, classes, target);
  }

  private approach(
    byCell: Map<Cell, Approach>,
    cell: Cell,
    role: RolePrincipal,
    target: TargetClass,
  ): Approach {
    let approach = byCell.get(cell);
    if (approach === undefined) {
      approach = new Approach(cell, this.decisions, role, target);
      byCell.set(cell, approach);
    }
    return approach;
  }

  private cellsOf(sources: Sources, role: RolePrincipal, target: TargetClass): readonly Cell[] {
    const { classes } = this.decisions;
    const keys = new Set([...sources.classes].map((one) => one.key));
    // Who is named beside a class that holds them is no caller of its own.
    const isInClass = (caller: OwnCaller): boolean =>
      keys.has(classes.keyIn(caller)) ||
      (sources.everywhere && accountOf(caller) !== role.account && classes.mayCallFromAfar(caller));
    const alone = sources.callers.filter((caller) => !isOwnCaller(caller) || !isInClass(caller));
    return [
      ...new Set([
        ...[...sources.classes].flatMap((one) =>
          sources.everywhere && one.account !== role.account ? [] : this.cells.partsOf(one, target.tests),
        ),
        ...(sources.everywhere ? classes.callersFromAfar(role) : []).flatMap((one) =>
          this.cells.partsOutside(one, target, role.account),
        ),
        ...alone.map((caller) => this.cells.one(caller)),
      ]),
    ];
  }
}
