import type { PolicyDocument } from "@rolepath/snapshot";
import { policyRef } from "../../world/policy-ref.js";
import type { Caller } from "./caller.js";
import { narrowed } from "./session.js";

/**
 * The caller with its first session narrowed by a session policy, if there is one: its own when it is a session of a role
 * of the snapshot, else the one that its first call opens.
 */
export function narrowedCaller(caller: Caller, document: PolicyDocument | undefined): Caller {
  if (document === undefined) return caller;
  const policy = policyRef(document, "session policy", "session policy", "");
  return caller.kind === "role"
    ? { ...caller, session: narrowed(caller.session, policy) }
    : { ...caller, passes: policy };
}
