import type { Evidence, Layer } from "../../answer.js";
import { statementEvidence } from "../../decide/answer/evidence.js";
import type { Statement } from "../../policy/document.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { PolicyRef } from "../../world/policy-ref.js";

/** A statement of any policy, with what the finding has to say about it. */
export function statementProof(layer: Layer, ref: PolicyRef, statement: Statement, text: string): Evidence {
  const match = statement.conditions.length === 0 ? "yes" : "if";
  return statementEvidence(layer, ref, statement, match, text);
}

/** The Allow statements of the role's own policies. */
export function rightsOf(role: RolePrincipal, text: string): readonly Evidence[] {
  return role.identityPolicies.flatMap((ref) =>
    (ref.policy?.statements ?? [])
      .filter(({ effect }) => effect === "Allow")
      .map((statement) => statementProof("identity", ref, statement, text)),
  );
}
