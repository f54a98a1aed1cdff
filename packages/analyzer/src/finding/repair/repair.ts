import type { PatchOperation } from "../../answer.js";
import type { PolicyRef } from "../../world/policy-ref.js";

/** A change of one policy document; paths are from the root of the document. */
export interface Repair {
  readonly policy: PolicyRef;
  readonly operations: readonly PatchOperation[];
}
