import { accountOf } from "../decide/caller.js";
import { rootTarget } from "../decide/root-task.js";
import type { RolePrincipal } from "../world/entity.js";
import { rolesInOrder } from "../world/role-order.js";
import type { World } from "../world/world.js";
import { CallerClasses } from "./caller-classes.js";
import { isOwnCaller, type OwnCaller } from "./caller-tests.js";
import { type Cell, Cells } from "./cell.js";
import { ClassDecisions } from "./class-decisions.js";
import { ClassGraph, ClassHop } from "./class-graph.js";
import { Members } from "./members.js";
import { rootTaskSources, sourcesOf } from "./sources.js";
import { indexTrust, type TrustIndex } from "./trust-index.js";

/** The trust graph with what it was made from. */
export interface Graph {
  readonly world: World;
  readonly index: TrustIndex;
  /** Hops between cells of callers and roles, each decided once. */
  readonly classes: ClassGraph;
  /** The same hops between principals, expanded when asked for. */
  readonly trust: Members;
  /** Decisions in any state of a session, each made once for all who are not told apart. */
  readonly decisions: ClassDecisions;
}

/**
 * Every direct hop that is allowed or conditional.
 *
 * Candidates come from what the trust policies name, and callers whom no policy tells apart are decided once: the cost
 * follows the policies, not the number of pairs.
 */
export function buildTrustGraph(world: World): Graph {
  const index = indexTrust(world);
  const decisions = new ClassDecisions(world, new CallerClasses(world));
  const hops = new Hops(world, index, decisions);
  for (const role of rolesInOrder(world)) hops.into(role);
  hops.ofRootTasks();
  return { world, index, classes: hops.classes, trust: new Members(world, hops.classes), decisions };
}

/** Collects the hops of the graph. */
class Hops {
  readonly classes = new ClassGraph();
  private readonly cells: Cells;

  constructor(
    private readonly world: World,
    private readonly index: TrustIndex,
    private readonly decisions: ClassDecisions,
  ) {
    this.cells = new Cells(world);
  }

  into(role: RolePrincipal): void {
    const { classes } = this.decisions;
    const sources = sourcesOf(this.world, this.index, classes, role);
    const target = this.decisions.targets.of(role);
    const keys = new Set([...sources.classes].map((one) => one.key));
    // Who is named beside a class that holds them is no caller of its own.
    const isInClass = (caller: OwnCaller): boolean =>
      keys.has(classes.keyIn(caller)) ||
      (sources.everywhere && accountOf(caller) !== role.account && classes.mayCallFromAfar(caller));
    const alone = sources.callers.filter((caller) => !isOwnCaller(caller) || !isInClass(caller));
    const doors = new Set([
      ...[...sources.classes].flatMap((one) =>
        sources.everywhere && one.account !== role.account ? [] : this.cells.partsOf(one, target.tests),
      ),
      ...(sources.everywhere ? classes.callersFromAfar(role) : []).flatMap((one) =>
        this.cells.partsOutside(one, target, role.account),
      ),
      ...alone.map((caller) => this.cells.one(caller)),
    ]);
    for (const cell of doors) this.add(cell, role);
  }

  // AssumeRoot gives a root session for one task; nothing goes on from there.
  ofRootTasks(): void {
    const sources = rootTaskSources(this.world, this.decisions.classes);
    for (const account of [...this.world.memberships.keys()].toSorted()) {
      const target = rootTarget(this.world, account);
      if (typeof target === "string") continue;
      const { tests } = this.decisions.targets.of(target);
      for (const cell of sources.flatMap((one) => this.cells.partsOf(one, tests))) this.add(cell, target);
    }
  }

  private add(cell: Cell, target: RolePrincipal): void {
    const decision = this.decisions.shared(cell.first, target);
    if (decision !== null) this.classes.add(new ClassHop(cell, target, decision));
  }
}
