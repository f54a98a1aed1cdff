import type { Caller } from "../decide/caller.js";
import { type Decision, decide } from "../decide/decide.js";
import { rootTarget } from "../decide/root-task.js";
import { someSession } from "../decide/session.js";
import type { RolePrincipal } from "../world/entity.js";
import type { World } from "../world/world.js";
import { isOwnCaller } from "./caller-tests.js";
import { type Cell, Cells } from "./cell.js";
import { ClassDecisions, type HopDecision } from "./class-decisions.js";
import { ClassGraph } from "./class-graph.js";
import { Members } from "./members.js";
import { CallerClasses } from "./principal-class.js";
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
  for (const role of [...world.roles.values()].toSorted((a, b) => (a.arn < b.arn ? -1 : 1))) hops.into(role);
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
    const { classes, callers } = sourcesOf(this.world, this.index, this.decisions.classes, role);
    const tests = this.decisions.testsOf(role);
    const ids = new Set([...classes].map((one) => one.id));
    const alone = callers.filter(
      (caller) => !isOwnCaller(caller) || !ids.has(this.decisions.classes.of(caller).id),
    );
    const doors = new Set([
      ...[...classes].flatMap((one) => this.cells.partsOf(one, tests)),
      ...alone.map((caller) => this.cells.one(caller)),
    ]);
    for (const cell of doors)
      this.add(cell, role, () => ({ kind: "role", role, session: someSession(null) }));
  }

  // AssumeRoot gives a root session for one task; nothing goes on from there.
  ofRootTasks(): void {
    const sources = rootTaskSources(this.world, this.decisions.classes);
    for (const account of [...this.world.memberships.keys()].toSorted()) {
      const target = rootTarget(this.world, account);
      if (typeof target === "string") continue;
      const tests = this.decisions.testsOf(target);
      for (const cell of sources.flatMap((one) => this.cells.partsOf(one, tests)))
        this.add(cell, target, () => ({ kind: "root", account, arn: target.arn }));
    }
  }

  private add(cell: Cell, target: RolePrincipal, caller: () => Caller): void {
    const decision = this.decide(cell.first, target);
    if (decision === null) return;
    this.classes.add(cell, { decision, action: decision.call.action, to: target.arn }, caller);
  }

  private decide(caller: Caller, target: RolePrincipal): HopDecision | null {
    if (isOwnCaller(caller)) return this.decisions.of(caller, target);
    const decision: Decision = decide(this.world, caller, target);
    return decision.kind === "allowed" || decision.kind === "conditional" ? decision : null;
  }
}
