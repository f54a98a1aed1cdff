import type { Evidence } from "../../answer.js";
import { evidenceOf, statementEvidence } from "../../decide/answer/evidence.js";
import type { Decision } from "../../decide/decide.js";
import type { ActionLayers } from "../../decide/layer/action-layers.js";
import type { RequestLayers } from "../../decide/layer/request-formula.js";
import type { Door } from "../survey/door.js";

/** The statement of a door, with what the finding has to say about it. */
export function doorProof(door: Door, match: Evidence["match"], text: string): Evidence {
  return statementEvidence("trust", door.role.trust, door.statement, match, text);
}

/** The Deny statements of the trust policy and of RCPs that are in the way and do not close it. */
export function guardsOf(decision: Decision): readonly Evidence[] {
  if (decision.kind === "unknown" || decision.request === null) return [];
  if (!layersOf(decision.request).some(isGuarded)) return [];
  return evidenceOf(decision.call, decision.request).filter(
    (entry) =>
      (entry.layer === "trust" || entry.layer === "rcp") && entry.effect === "Deny" && entry.match === "if",
  );
}

function layersOf({ main, extra }: RequestLayers): readonly ActionLayers[] {
  return [main, ...extra.map(({ layers }) => layers)];
}

function isGuarded({ trustDeny, rcpDeny }: ActionLayers): boolean {
  return [...trustDeny, ...rcpDeny].some(({ when }) => when.kind !== "true");
}

/** The Allow statements of trust and identity policies that make a hop. */
export function grantsOf(decision: Decision): readonly Evidence[] {
  if (decision.kind === "unknown" || decision.request === null) return [];
  return evidenceOf(decision.call, decision.request).filter(
    (entry) =>
      (entry.layer === "trust" || entry.layer === "identity") &&
      entry.effect === "Allow" &&
      entry.match !== "no",
  );
}

/** Evidence without doubles, in order. */
export function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  const found = new Map<string, Evidence>();
  // Names of files may hold anything: with its length before it, no two places read the same.
  for (const entry of evidence) {
    const { layer, file, pointer } = entry;
    found.set(`${layer} ${file?.length} ${file} ${pointer === undefined} ${pointer}`, entry);
  }
  return [...found.values()];
}
