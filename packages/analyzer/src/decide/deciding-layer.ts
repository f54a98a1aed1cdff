import type { DenyType, Layer } from "../answer.js";
import type { Call } from "./call.js";
import { and, type Formula, not } from "./formula.js";
import { denyOf, type PolicyLayer, type Without } from "./layer/action-layers.js";
import { openOf } from "./open.js";
import { type RequestLayers, requestFormula } from "./request-formula.js";
import { solve } from "./solve.js";

const LAYERS: readonly PolicyLayer[] = ["scp", "rcp", "trust", "identity", "boundary", "session"];

/**
 * Which layer decides a denial: the one without which the request could be permitted. Semantics 3.5, step 6.
 *
 * Null when two layers contradict each other and either would do. When no layer decides alone, the first that denies
 * explicitly, else the first of the smallest set, in the order trust, identity, boundary, SCP, RCP.
 */
export function decidingLayer(
  call: Call,
  request: RequestLayers,
): { readonly layer: Layer | null; readonly denyType: DenyType | null } {
  const canHold = (without: Without, withoutProvider = false): boolean => {
    const open = openOf(call, requestFormula(request, without, withoutProvider));
    return solve(and([open.formula, open.background]), open.specs).kind !== "none";
  };
  const alone = LAYERS.filter((layer) => canHold(new Set([layer])));
  if (request.provider.kind !== "true" && canHold(new Set(), true))
    return { layer: alone.length === 0 ? "provider" : null, denyType: null };
  const [only] = alone;
  if (alone.length === 1 && only !== undefined)
    return { layer: only, denyType: denyType(call, request, only) };
  if (alone.length > 1) return { layer: null, denyType: null };
  const explicit = LAYERS.find((layer) => alwaysDenies(call, request, layer));
  if (explicit !== undefined) return { layer: explicit, denyType: "explicit" };
  const first = smallestSet(canHold)[0] ?? "trust";
  return { layer: first, denyType: denyType(call, request, first) };
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
