import type { Callers, CallersGroup, HopInfo } from "../../answer.js";
import { accountOf } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import type { Graph } from "../build.js";
import type { Group } from "../class/group.js";
import type { ClassHop } from "../class-graph.js";
import type { Cell } from "../source/cell.js";

/** Direct hops as views that count them show it: callers whom nothing tells apart in one, so no list of all pairs. */
export class HopInfos {
  private readonly callers = new Map<Cell, Callers>();
  private readonly groups = new Map<Group, CallersGroup>();

  constructor(private readonly graph: Graph) {}

  /** Every hop, in the order of the roles. */
  *all(): Generator<HopInfo> {
    for (const [, hops] of this.graph.classes.targets()) for (const hop of hops) yield this.infoOf(hop);
  }

  into(arn: string): readonly HopInfo[] {
    return this.graph.classes.hopsInto(arn).map((hop) => this.infoOf(hop));
  }

  *from(id: string): Generator<HopInfo> {
    const { trust } = this.graph;
    for (const cell of trust.cellsOf(id)) for (const hop of trust.hopsOf(cell)) yield this.infoOf(hop);
  }

  private infoOf(hop: ClassHop): HopInfo {
    const { cell, role, shared, to } = hop;
    const crossAccount = accountOf(cell.first) !== role.account;
    return { from: this.callersOf(cell), to, verdict: shared.kind, crossAccount };
  }

  private callersOf(cell: Cell): Callers {
    return memo(this.callers, cell, () => {
      const ids = (): readonly string[] => cell.members().map(callerId);
      const { group, exceptAccount, size } = cell;
      const isWhole = exceptAccount !== null || size === group.size;
      const whole = isWhole
        ? memo(this.groups, group, () => ({ ids: () => [...group.members.keys()] }))
        : { ids };
      return { size, group: whole, exceptAccount, ids };
    });
  }
}

function memo<Key, Value>(made: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = made.get(key);
  if (value === undefined) {
    value = make();
    made.set(key, value);
  }
  return value;
}
