import type { Evidence, Layer } from "../../answer.js";
import { coversAction } from "../../policy/action.js";
import type { Statement } from "../../policy/document.js";
import type { PolicyRef } from "../../world/policy-ref.js";
import type { Call } from "../caller/call.js";
import { accountOf } from "../caller/caller.js";
import type { Formula } from "../formula/formula.js";
import type { ActionLayers, LevelResult } from "../layer/action-layers.js";
import type { RequestLayers } from "../layer/request-formula.js";
import type { Contribution } from "../match/statement.js";
import { whyNot } from "./near-miss.js";

/** Near misses beyond this many in one layer are not listed. */
const NEAR_MISS_COUNT_MAX = 6;

/** For each layer the statements that take part in the decision, then those that nearly do, with the reason. */
export function evidenceOf(call: Call, request: RequestLayers): readonly Evidence[] {
  const seen = new Set<string>();
  const result: Evidence[] = [];
  for (const layers of [request.main, ...request.extra.map((entry) => entry.layers)]) {
    for (const entry of actionEvidence(call, layers)) {
      const key = `${entry.layer} ${entry.file} ${entry.pointer} ${entry.effect} ${entry.match === "no" ? layers.action : ""}`;
      if (seen.has(key)) continue;
      seen.add(key);
      result.push(entry);
    }
  }
  return result;
}

function actionEvidence(call: Call, layers: ActionLayers): readonly Evidence[] {
  const principal =
    call.caller.kind === "user" ? call.caller.user : call.caller.kind === "role" ? call.caller.role : null;
  const boundary = principal?.boundary ?? null;
  return [
    ...layerEvidence(
      call,
      "trust",
      layers.action,
      [...layers.trustAllow, ...layers.trustDeny],
      [call.target.trust],
    ),
    ...(principal === null
      ? []
      : layerEvidence(
          call,
          "identity",
          layers.action,
          [...(layers.identityAllow ?? []), ...layers.identityDeny],
          principal.identityPolicies,
        )),
    ...(boundary === null
      ? []
      : layerEvidence(
          call,
          "boundary",
          layers.action,
          [...(layers.boundaryAllow ?? []), ...layers.boundaryDeny],
          [boundary],
        )),
    ...(call.caller.kind !== "role" || call.caller.session.policy === undefined
      ? []
      : layerEvidence(
          call,
          "session",
          layers.action,
          [...(layers.sessionAllow ?? []), ...layers.sessionDeny],
          [call.caller.session.policy],
        )),
    ...layers.scpLevels.flatMap((level) => scpEvidence(call, layers.action, level)),
    ...layers.rcpDeny.map((contribution) => contributionEvidence("rcp", contribution)),
  ];
}

function layerEvidence(
  call: Call,
  layer: Layer,
  action: string,
  contributions: readonly Contribution[],
  refs: readonly PolicyRef[],
): readonly Evidence[] {
  const applied = new Set(contributions.map((contribution) => contribution.statement));
  const misses: Evidence[] = [];
  for (const ref of refs) {
    if (ref.policy === null) {
      misses.push(missingEvidence(layer, ref));
      continue;
    }
    for (const statement of ref.policy.statements) {
      // Identity policies hold much that is of no concern here; only what speaks of the action is near.
      if (
        applied.has(statement) ||
        misses.length >= NEAR_MISS_COUNT_MAX ||
        (layer !== "trust" && !coversAction(statement, action))
      )
        continue;
      const why = whyNot(statement, action, call, layer === "trust");
      if (why !== null)
        misses.push(
          statementEvidence(layer, ref, statement, "no", `${verb(statement)} nothing here: ${why}`),
        );
    }
  }
  const entries = contributions.map((contribution) => {
    const entry = contributionEvidence(layer, contribution);
    const rest = layer === "trust" ? strengthText(call, contribution) : "";
    return rest === "" ? entry : { ...entry, text: `${entry.text}${rest}` };
  });
  return [...entries, ...misses];
}

function scpEvidence(call: Call, action: string, level: LevelResult): readonly Evidence[] {
  const entries = [...level.allow, ...level.deny].map((contribution) =>
    contributionEvidence("scp", contribution),
  );
  const misses = level.level.policies.flatMap((ref) =>
    (ref.policy?.statements ?? []).flatMap((statement) => {
      if (
        !coversAction(statement, action) ||
        [...level.allow, ...level.deny].some((contribution) => contribution.statement === statement)
      )
        return [];
      const why = whyNot(statement, action, call, false);
      return why === null
        ? []
        : [statementEvidence("scp", ref, statement, "no", `${verb(statement)} nothing here: ${why}`)];
    }),
  );
  if (level.allow.length > 0) return [...entries, ...misses.slice(0, NEAR_MISS_COUNT_MAX)];
  const source = `SCPs attached to ${level.level.nodeId}`;
  return [
    ...entries,
    {
      layer: "scp",
      source,
      statement: null,
      effect: null,
      match: "no",
      text: `no SCP on this level allows ${action}`,
    },
    ...misses.slice(0, NEAR_MISS_COUNT_MAX),
  ];
}

/** A statement that takes part, always or under a condition. */
export function contributionEvidence(layer: Layer, contribution: Contribution): Evidence {
  const { statement, ref, when } = contribution;
  const always = when.kind === "true";
  return statementEvidence(
    layer,
    ref,
    statement,
    always ? "yes" : "if",
    `${verb(statement)} it${always ? "" : ` under a condition${openKeysText(statement, when)}`}`,
  );
}

// What else a trust statement that names the caller, its role or its account leaves to be asked. Semantics 1.3.
function strengthText({ caller, target }: Call, { statement, strength }: Contribution): string {
  if (statement.effect === "Deny" || strength === undefined) return "";
  if (strength === "account" || accountOf(caller) !== target.account)
    return accountOf(caller) === null ? "" : ", as far as the caller's own account grants it";
  const bounded = caller.kind === "role" && caller.role.boundary !== null;
  return strength === "role" && bounded ? ", as far as the caller's boundary lets it" : "";
}

function openKeysText(statement: Statement, when: Formula): string {
  const keys = new Set<string>();
  const visit = (formula: Formula): void => {
    if (formula.kind === "and" || formula.kind === "or") for (const part of formula.parts) visit(part);
    else if (formula.kind === "leaf" || formula.kind === "link") keys.add(formula.keyId);
  };
  visit(when);
  // As the statement spells them; a key that its principals test stands nowhere in it.
  const spelled = new Map(statement.conditions.map(({ key, keyId }) => [keyId, key]));
  return keys.size === 0
    ? ""
    : ` on ${[...keys]
        .toSorted()
        .map((keyId) => spelled.get(keyId) ?? keyId)
        .join(", ")}`;
}

function verb(statement: Statement): string {
  return statement.effect === "Allow" ? "allows" : "denies";
}

function missingEvidence(layer: Layer, ref: PolicyRef): Evidence {
  return {
    layer,
    source: ref.source,
    statement: null,
    effect: null,
    file: ref.file,
    match: "no",
    text: "the document is not in the snapshot or could not be read",
  };
}

/** A statement of a policy, with whether it applies and why. */
export function statementEvidence(
  layer: Layer,
  ref: PolicyRef,
  statement: Statement,
  match: Evidence["match"],
  text: string,
): Evidence {
  return {
    layer,
    source: ref.source,
    statement: statement.index,
    effect: statement.effect,
    ...(statement.sid === null ? {} : { sid: statement.sid }),
    file: ref.file,
    documentPointer: ref.documentPointer,
    pointer: `${ref.documentPointer}${statement.pointer}`,
    match,
    text,
  };
}
