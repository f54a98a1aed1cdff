import { resolveCaller } from "../decide/caller/name.js";
import { resolveTarget } from "../decide/caller/target.js";
import { type Decision, decide } from "../decide/decide.js";
import { and, not } from "../decide/formula/formula.js";
import { solve } from "../decide/formula/solve.js";
import { backgroundOf } from "../decide/keys/background.js";
import type { World } from "../world/world.js";
import type { Effect } from "./answer.js";

/** The decision of a hop that is one. */
export type HopDecision = Decision & { readonly kind: "allowed" | "conditional" };

/** What the engine says of a hop in some world; null where there is none, or an end of it is missing. */
export function hopIn(
  world: World,
  edge: { readonly from: string; readonly to: string },
): HopDecision | null {
  const [caller, target] = [resolveCaller(world, edge.from), resolveTarget(world, edge.to)];
  if (caller.kind === "missing" || target.kind === "missing") return null;
  const decision = decide(world, caller.caller, target.role);
  return decision.kind === "allowed" || decision.kind === "conditional" ? decision : null;
}

/**
 * How two decisions of one hop differ, by the requests that they let through; null where by none.
 *
 * What is written in another way and lets the same requests through is no difference.
 */
export function effectBetween(before: HopDecision, after: HopDecision): Effect | null {
  if (before.kind === "allowed" && after.kind === "allowed") return null;
  const [gained, lost] = [passesOnly(after, before), passesOnly(before, after)];
  if (gained === "limit" || lost === "limit") return "undecided";
  if (gained) return lost ? "different" : "wider";
  return lost ? "narrower" : before.kind === after.kind ? null : "different";
}

// Whether some request passes the first and not the second.
function passesOnly(first: HopDecision, second: HopDecision): boolean | "limit" {
  const formula = and([first.open.formula, not(second.open.formula)]);
  const solution = solve(and([backgroundOf(formula, first.call), formula]), first.open.specs);
  return solution.kind === "limit" ? "limit" : solution.kind === "clause";
}
