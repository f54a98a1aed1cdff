import type { CanAnswer, FederatedCaller, HopAnswer, Requirement } from "../../answer.js";
import { describeCaller } from "../caller/describe.js";
import type { Decision } from "../decide.js";
import { evidenceOf } from "./evidence.js";
import { remedyOf } from "./remedy.js";
import { requirementsOf } from "./requirement.js";
import { residualOf } from "./residual.js";
import { unionOf } from "./union.js";
import { witnessOf } from "./witness.js";

/** Sessions that a role session opens last at most an hour. IAM User Guide, "Roles terms and concepts", role chaining. */
const CHAINED_SECONDS_MAX = 3600;

/** The longest session that the hop can give, in seconds. */
function sessionSecondsMax(decision: Decision): number {
  const { caller, target } = decision.call;
  const chained = caller.kind === "role" || (caller.kind === "foreign" && caller.form !== "user");
  return chained ? Math.min(CHAINED_SECONDS_MAX, target.maxSessionSeconds) : target.maxSessionSeconds;
}

interface ResidualAnswer {
  readonly requires: readonly Requirement[];
  readonly alternatives: readonly (readonly Requirement[])[];
  readonly complete: boolean;
}

const residuals = new WeakMap<Decision, ResidualAnswer>();

/** The residual of a conditional decision; nothing for others. Twins have the same. */
export function residualAnswer(decision: Decision): ResidualAnswer {
  const first = decision.twinOf ?? decision;
  const known = residuals.get(first);
  if (known !== undefined) return known;
  const answer = residualOfDecision(first);
  residuals.set(first, answer);
  return answer;
}

function residualOfDecision(decision: Decision): ResidualAnswer {
  if (decision.kind !== "conditional") return { requires: [], alternatives: [], complete: true };
  const residual = residualOf(decision.open);
  const alternatives = residual.alternatives.map((literals) => requirementsOf(literals, decision.open.specs));
  return {
    requires: unionOf(alternatives.flat()),
    alternatives,
    complete: residual.complete && decision.clause !== null,
  };
}

/** A decision as the answer to a one-hop question. */
export function canAnswer(decision: Decision, from: string | FederatedCaller): CanAnswer {
  const { call } = decision;
  const head = { from, to: call.target.arn, verdict: decision.kind, action: call.action };
  const tail = {
    evidence: decision.request === null ? [] : evidenceOf(call, decision.request),
    assumptions: decision.assumptions,
  };
  const who = describeCaller(call.caller);
  switch (decision.kind) {
    case "allowed": {
      const outside = call.caller.kind === "foreign" || call.caller.kind === "account";
      const reason = outside
        ? `${who} can become ${call.target.name}, as far as this side goes`
        : `${who} can become ${call.target.name}`;
      return {
        ...head,
        requires: [],
        reason,
        ...tail,
        witness: witnessOf(call, decision.clause),
        maxSessionSeconds: sessionSecondsMax(decision),
      };
    }
    case "conditional": {
      const residual = residualAnswer(decision);
      return {
        ...head,
        requires: residual.requires,
        alternatives: residual.alternatives,
        reason: `${who} can become ${call.target.name} ${conditionText(residual)}`,
        ...tail,
        ...(decision.clause === null ? {} : { witness: witnessOf(call, decision.clause) }),
        ...(residual.complete ? {} : { complete: false }),
        maxSessionSeconds: sessionSecondsMax(decision),
      };
    }
    case "denied": {
      const remedy = remedyOf(decision);
      return {
        ...head,
        requires: [],
        ...(decision.layer === null ? {} : { layer: decision.layer }),
        ...(decision.denyType === null ? {} : { denyType: decision.denyType }),
        reason: deniedText(decision),
        ...tail,
        ...(remedy === null ? {} : { remedy }),
      };
    }
    case "unknown":
      return {
        ...head,
        requires: [],
        reason: `the snapshot does not tell whether ${who} can become ${call.target.name}`,
        ...tail,
        missing: decision.missing,
      };
  }
}

function conditionText(residual: ResidualAnswer): string {
  const [first, ...more] = residual.alternatives;
  if (first === undefined || first.length === 0) return "under conditions that could not be fully analysed";
  const text = first.map((entry) => entry.text).join(", and ");
  const others =
    more.length === 0 ? "" : `, or in ${more.length} other ${more.length === 1 ? "way" : "ways"}`;
  return `if ${text}${others}${residual.complete ? "" : " (not fully analysed)"}`;
}

const LAYER_TEXT = {
  trust: "the trust policy of the role",
  identity: "the identity policies of the caller",
  boundary: "the permissions boundary of the caller",
  session: "the session policy of the caller",
  scp: "a service control policy on the caller's account",
  rcp: "a resource control policy on the role's account",
  provider: "the identity provider entity",
  sts: "a rule of the call",
} as const;

function deniedText(decision: Decision & { readonly kind: "denied" }): string {
  const who = describeCaller(decision.call.caller);
  const to = decision.call.target.name;
  const { layer, why } = decision;
  const besides = why === null ? "" : `, and ${why}`;
  if (why !== null && (layer === null || layer === "provider" || layer === "sts"))
    return `${who} cannot become ${to}: ${why}`;
  if (layer === null)
    return `${who} cannot become ${to}: the layers contradict each other, no request satisfies all of them`;
  const [deny, allow] = layer === "identity" ? ["deny", "do not allow"] : ["denies", "does not allow"];
  return `${who} cannot become ${to}: ${LAYER_TEXT[layer]} ${decision.denyType === "explicit" ? deny : allow} it${besides}`;
}

/** A decision as one hop of a path, from its caller under the name that it has there. */
export function hopAnswer(
  decision: Decision & { readonly kind: "allowed" | "conditional" },
  from: string,
): HopAnswer {
  const residual = residualAnswer(decision);
  return {
    from,
    to: decision.call.target.arn,
    action: decision.call.action,
    verdict: decision.kind,
    requires: residual.requires,
    ...(residual.alternatives.length > 1 ? { alternatives: residual.alternatives } : {}),
    maxSessionSeconds: sessionSecondsMax(decision),
  };
}
