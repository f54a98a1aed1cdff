import type { Evidence, HopAnswer, Requirement } from "../answer.js";
import { residualAnswer } from "../decide/answer/answer.js";
import { evidenceOf } from "../decide/answer/evidence.js";
import { requirementsOf } from "../decide/answer/requirement.js";
import { residualOf } from "../decide/answer/residual.js";
import { unionOf } from "../decide/answer/union.js";
import type { Caller } from "../decide/caller/caller.js";
import { callerId } from "../decide/caller/describe.js";
import type { Decision } from "../decide/decide.js";
import type { Open } from "../decide/keys/open.js";
import type { Permission } from "./permission.js";
import type { WayBase } from "./way.js";

/** Alternatives beyond these are not listed. */
const ALTERNATIVE_COUNT_MAX = 16;

/** A hop that is no entry into a role by its trust policy. Who is at its other end has what it gives in a session of its own. */
export interface IndirectHop {
  readonly from: Caller;
  readonly to: Caller;
  readonly way: WayBase;
  readonly calls: readonly string[];
  readonly permission: Permission;
  /** Decisions about roles that the hop rests on: the service's entry, the caller's own. */
  readonly decisions: readonly Decision[];
  /** The calls and the caller's own entry as one question, where conditions of both speak of one thing. */
  readonly joint: Open | null;
  /** What must hold besides and no policy speaks of. */
  readonly given: readonly Requirement[];
  /** Null where whoever runs the compute renews the session. */
  readonly maxSessionSeconds: number | null;
}

/** `allowed` only when nothing at all is left open. */
export function verdictOf(hop: IndirectHop): "allowed" | "conditional" {
  return hop.given.length === 0 &&
    hop.permission.verdict === "allowed" &&
    hop.decisions.every((decision) => decision.kind === "allowed")
    ? "allowed"
    : "conditional";
}

/** The node at the other end of the hop. */
export function hopEnd(hop: IndirectHop): string {
  return callerId(hop.to);
}

const answers = new WeakMap<IndirectHop, HopAnswer>();

/** The hop as answers show it. */
export function indirectHopAnswer(hop: IndirectHop): HopAnswer {
  const known = answers.get(hop);
  if (known !== undefined) return known;
  const alternatives = alternativesOf(hop);
  const answer: HopAnswer = {
    from: callerId(hop.from),
    to: hopEnd(hop),
    action: hop.calls.join("+") as `${string}:${string}`,
    class: hop.way.class,
    way: hop.way.id,
    reference: hop.way.source,
    verdict: verdictOf(hop),
    requires: unionOf(alternatives.flat()),
    ...(alternatives.length > 1 ? { alternatives } : {}),
    maxSessionSeconds: hop.maxSessionSeconds,
  };
  answers.set(hop, answer);
  return answer;
}

/** The statements that the hop rests on. */
export function indirectEvidence(hop: IndirectHop): readonly Evidence[] {
  return [
    ...hop.permission.evidence(),
    ...hop.decisions.flatMap((decision) =>
      decision.request === null ? [] : evidenceOf(decision.call, decision.request),
    ),
  ];
}

// Every part must hold, so each alternative of one goes with each of the others.
function alternativesOf(hop: IndirectHop): readonly (readonly Requirement[])[] {
  const policies =
    hop.joint === null
      ? [
          permissionAlternatives(hop.permission),
          ...hop.decisions.map((decision) => residualAnswer(decision).alternatives),
        ]
      : [openAlternatives(hop.joint)];
  const parts = [...policies, [hop.given]].filter((part) => part.length > 0);
  let joined: readonly (readonly Requirement[])[] = [[]];
  for (const part of parts)
    joined = joined
      .flatMap((left) => part.map((right) => unionOf([...left, ...right])))
      .slice(0, ALTERNATIVE_COUNT_MAX);
  return joined;
}

function permissionAlternatives(permission: Permission): readonly (readonly Requirement[])[] {
  return permission.verdict === "allowed" ? [] : openAlternatives(permission.open);
}

function openAlternatives(open: Open): readonly (readonly Requirement[])[] {
  return residualOf(open).alternatives.map((literals) => requirementsOf(literals, open.specs));
}
