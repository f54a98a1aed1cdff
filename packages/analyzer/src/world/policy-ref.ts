import type { PolicyDocument } from "@rolepath/snapshot";
import type { Policy } from "../policy/document.js";
import { LazyPolicy } from "../policy/lazy-policy.js";

/** A policy where it is attached: what it says, and where it stands in the snapshot. */
export interface PolicyRef {
  /** Null when the document is missing from the snapshot or could not be read. */
  readonly policy: Policy | null;
  /** For people: `trust policy of Deploy`, `managed policy ReadOnly`, `SCP NoSts on ou-ab12-11111111`. */
  readonly source: string;
  readonly file: string;
  /** JSON pointer of the document in the file; empty when it is not there. */
  readonly documentPointer: string;
}

const policies = new WeakMap<PolicyDocument, Policy>();

/** A reference to a document; each document object is one policy, which is parsed when it is looked into. */
export function policyRef(
  document: PolicyDocument | null,
  source: string,
  file: string,
  documentPointer: string,
): PolicyRef {
  return { policy: document === null ? null : policyOf(document), source, file, documentPointer };
}

function policyOf(document: PolicyDocument): Policy {
  const known = policies.get(document);
  if (known !== undefined) return known;
  const policy = new LazyPolicy(document);
  policies.set(document, policy);
  return policy;
}
