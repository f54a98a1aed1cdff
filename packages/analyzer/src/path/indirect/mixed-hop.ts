import type { HopAnswer } from "../../answer.js";
import { evidenceOf } from "../../decide/answer/evidence.js";
import type { Caller } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import { type IndirectHop, indirectEvidence, indirectHopAnswer } from "../../indirect/hop.js";
import { chainHop } from "../chain/chain-answer.js";
import type { HopDecision } from "../chain/step.js";

/** A hop of a chain that may be indirect. */
export type MixedHop =
  | { readonly kind: "direct"; readonly decision: HopDecision }
  | { readonly kind: "indirect"; readonly hop: IndirectHop };

/** A hop as answers show it. */
export function mixedHop(hop: MixedHop): HopAnswer {
  if (hop.kind === "direct") return chainHop(hop.decision);
  const answer = indirectHopAnswer(hop.hop);
  return { ...answer, from: nodeOf(hop.hop.from) };
}

/** A hop with the statements that it rests on. */
export function mixedHopWithEvidence(hop: MixedHop): HopAnswer {
  const evidence =
    hop.kind === "indirect"
      ? indirectEvidence(hop.hop)
      : hop.decision.request === null
        ? []
        : evidenceOf(hop.decision.call, hop.decision.request);
  return { ...mixedHop(hop), evidence };
}

function nodeOf(caller: Caller): string {
  return caller.kind === "role" && caller.session.complete ? caller.role.arn : callerId(caller);
}

/** Told with every answer that holds an indirect hop. */
const INDIRECT_ASSUMPTION =
  "indirect hops are decided by identity policies, boundaries, SCPs and role trust; policies of functions, keys and other resources, and what compute there is, are not in the snapshot";

/** What the hops of a chain take for granted. */
export function mixedAssumptions(hops: readonly MixedHop[]): readonly string[] {
  return hops.flatMap((hop) =>
    hop.kind === "direct"
      ? hop.decision.assumptions
      : [INDIRECT_ASSUMPTION, ...hop.hop.decisions.flatMap((decision) => decision.assumptions)],
  );
}
