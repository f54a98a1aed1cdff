import type { PolicyDocument } from "@rolepath/snapshot";
import type { CanAnswer, CanQuestion } from "../../answer.js";
import { asCaller, type Caller, principalOf } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import { resolveCaller } from "../../decide/caller/name.js";
import { narrowedCaller } from "../../decide/caller/session-policy.js";
import { resolveTarget } from "../../decide/caller/target.js";
import { type Decision, decide } from "../../decide/decide.js";
import type { Pins } from "../../decide/keys/facts.js";
import type { Graph } from "../../graph/build.js";
import type { RolePrincipal } from "../../world/entity.js";
import { type Unread, unreadIn } from "./unread.js";

/** Hops that one question may decide here. */
const DECISION_COUNT_MAX = 20_000;

/**
 * A denied answer to a question about a chain; *unknown* instead where there may be a chain over hops that hang on policies
 * that could not be read.
 *
 * Those hops are in no graph. Whoever comes by is taken for a session that nothing is known of, so that a chain may turn
 * out to be none. Hops that are open only to what a session brought along are not looked for.
 */
export function orUnknownChain(
  graph: Graph,
  question: CanQuestion,
  answer: CanAnswer,
  sessionPolicy?: PolicyDocument,
): CanAnswer {
  const { maxHops = 1, context = {} } = question;
  const unread = unreadIn(graph);
  if (answer.verdict !== "denied" || maxHops <= 1 || unread.isNothing) return answer;
  const caller = resolveCaller(graph.world, question.from);
  const target = resolveTarget(graph.world, question.to);
  if (caller.kind === "missing" || target.kind === "missing") return answer;
  const start = narrowedCaller(caller.caller, sessionPolicy);
  const hop = new UnknownHops(graph, unread, context).onTheWay(start, target.role, maxHops);
  if (hop === null) return answer;
  if (hop === "limit") return { ...answer, complete: false };
  // What the direct hop hangs on is not what a chain does.
  const { layer: _layer, denyType: _denyType, remedy: _remedy, ...rest } = answer;
  return {
    ...rest,
    verdict: "unknown",
    reason: `${answer.reason}, as far as the snapshot tells; it does not tell of a chain by way of ${hop.call.target.name}`,
    missing: hop.missing,
    path: null,
  };
}

type UnknownHop = Decision & { readonly kind: "unknown" };

/** A principal on a way, with the first hop of the way that the snapshot does not tell of. */
interface Met {
  readonly caller: Caller;
  readonly by: UnknownHop | null;
}

class UnknownHops {
  private decisionsLeft = DECISION_COUNT_MAX;

  constructor(
    private readonly graph: Graph,
    private readonly unread: Unread,
    private readonly pins: Pins,
  ) {}

  /** The first unknown hop of a shortest way with one; breadth first, each node once with such a hop and once without. */
  onTheWay(start: Caller, target: RolePrincipal, hopCountMax: number): UnknownHop | "limit" | null {
    const [sure, unsure] = [new Set([callerId(start)]), new Set<string>()];
    let frontier: readonly Met[] = [{ caller: start, by: null }];
    for (let hops = 1; hops <= hopCountMax && frontier.length > 0; hops += 1) {
      const next: Met[] = [];
      for (const { caller, by } of frontier)
        for (const [role, unknown] of this.hopsFrom(caller, caller === start)) {
          const first = by ?? unknown;
          if (first !== null && role === target) return first;
          const met = first === null ? sure : unsure;
          if (met.has(role.arn)) continue;
          met.add(role.arn);
          next.push({ caller: asCaller(role), by: first });
        }
      if (this.decisionsLeft < 0) return "limit";
      frontier = next;
    }
    return null;
  }

  /** Where the caller can get, or may: with the decision where the snapshot does not tell. */
  private *hopsFrom(
    caller: Caller,
    isStart: boolean,
  ): Generator<readonly [role: RolePrincipal, unknown: UnknownHop | null]> {
    const { trust, index, world } = this.graph;
    const own = principalOf(caller);
    const { entries, isCaller, hasRcp } = this.unread;
    if (isStart || own === null || hasRcp || isCaller(own)) {
      yield* this.decided(caller, index.targetsOf(caller));
    } else {
      for (const arn of trust.outNeighbors(own.arn)) {
        const role = world.roles.get(arn);
        if (role !== undefined) yield [role, null];
      }
    }
    yield* this.decided(caller, entries);
  }

  private *decided(
    caller: Caller,
    roles: readonly RolePrincipal[],
  ): Generator<readonly [role: RolePrincipal, unknown: UnknownHop | null]> {
    for (const role of roles) {
      this.decisionsLeft -= 1;
      if (this.decisionsLeft < 0) return;
      const decision = decide(this.graph.world, caller, role, this.pins);
      if (decision.kind === "unknown") yield [role, decision];
      else if (decision.kind !== "denied") yield [role, null];
    }
  }
}
