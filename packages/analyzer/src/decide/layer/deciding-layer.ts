import type { DenyType, Layer } from "../../answer.js";
import type { Call } from "../caller/call.js";
import { and, type Formula, not } from "../formula/formula.js";
import { solve } from "../formula/solve.js";
import { openOf } from "../keys/open.js";
import { denyOf, type PolicyLayer, type Without } from "./action-layers.js";
import { type RequestLayers, requestFormula } from "./request-formula.js";

const LAYERS: readonly PolicyLayer[] = ["scp", "rcp", "trust", "identity", "boundary", "session"];

/** A layer that stands in the way, and how. */
export interface Obstacle {
  readonly layer: Layer;
  readonly denyType: DenyType | null;
}

/** What decides a denial. */
export interface Deciding {
  readonly layer: Layer | null;
  readonly denyType: DenyType | null;
  /** The smallest sets of layers that would have to change; each of them alone would do. */
  readonly changes: readonly (readonly Obstacle[])[];
}

/**
 * Which layer decides a denial: the one without which the request could be permitted. Semantics 3.5, step 6.
 *
 * Null when two layers contradict each other and either would do. When no layer decides alone, the first that denies
 * explicitly, else the first of the smallest set, in the order trust, identity, boundary, SCP, RCP.
 */
export function decidingLayer(call: Call, request: RequestLayers): Deciding {
  const canHold = (without: Without, withoutProvider = false): boolean => {
    const open = openOf(call, requestFormula(request, without, withoutProvider));
    return solve(and([open.formula, open.background]), open.specs).kind !== "none";
  };
  const obstacle = (layer: PolicyLayer): Obstacle => ({ layer, denyType: denyType(call, request, layer) });
  const alone = LAYERS.filter((layer) => canHold(new Set([layer])));
  const single = alone.map((layer) => [obstacle(layer)]);
  if (request.provider.kind !== "true" && canHold(new Set(), true)) {
    const changes: Obstacle[][] = [[{ layer: "provider", denyType: null }], ...single];
    return { layer: alone.length === 0 ? "provider" : null, denyType: null, changes };
  }
  const [only] = single.flat();
  if (only !== undefined)
    return single.length === 1
      ? { ...only, changes: single }
      : { layer: null, denyType: null, changes: single };
  const explicit = LAYERS.find((layer) => alwaysDenies(call, request, layer));
  if (explicit !== undefined)
    return {
      layer: explicit,
      denyType: "explicit",
      get changes() {
        return [smallestSet(canHold).map(obstacle)].filter((set) => set.length > 0);
      },
    };
  const together = smallestSet(canHold).map(obstacle);
  const first = together[0] ?? obstacle("trust");
  return { ...first, changes: together.length === 0 ? [] : [together] };
}

function smallestSet(canHold: (without: Without) => boolean): readonly PolicyLayer[] {
  const order: readonly PolicyLayer[] = ["trust", "identity", "boundary", "session", "scp", "rcp"];
  for (let size = 2; size <= order.length; size += 1) {
    for (const set of subsets(order, size)) if (canHold(new Set(set))) return set;
  }
  return [];
}

function subsets<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) =>
    subsets(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]),
  );
}

// Explicit when a Deny statement applies in every state; where some states merely lack an Allow the denial is implicit.
function denyType(call: Call, request: RequestLayers, layer: PolicyLayer): DenyType {
  return alwaysDenies(call, request, layer) ? "explicit" : "implicit";
}

function alwaysDenies(call: Call, request: RequestLayers, layer: PolicyLayer): boolean {
  const denied: readonly Formula[] = [
    request.main,
    ...request.extra.filter((entry) => entry.unneeded.kind === "false").map((entry) => entry.layers),
  ].map((layers) => denyOf(layers, layer));
  return denied.some((formula) => {
    const open = openOf(call, not(formula));
    return (
      formula.kind !== "false" && solve(and([open.formula, open.background]), open.specs).kind === "none"
    );
  });
}
