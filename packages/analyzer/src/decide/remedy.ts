import { accountOf } from "./caller.js";
import type { Decision } from "./decide.js";
import { callerId } from "./describe.js";

/** The smallest change that would lift a denial, and who must make it; null where no change could. */
export function remedyOf(decision: Decision & { readonly kind: "denied" }): string | null {
  const { caller, target, action } = decision.call;
  const who = callerId(caller);
  const home = accountOf(caller) ?? "";
  switch (decision.layer) {
    case "trust":
      return decision.denyType === "explicit"
        ? `account ${target.account}: take ${who} out of the Deny statement in the trust policy of ${target.arn}`
        : `account ${target.account}: add a statement to the trust policy of ${target.arn} that allows ${action} to ${who}, or change the condition that fails`;
    case "identity":
      return decision.denyType === "explicit"
        ? `account ${home}: narrow the Deny statement in the identity policies of ${who}`
        : `account ${home}: allow ${action} on ${target.arn} in an identity policy of ${who}`;
    case "boundary":
      return decision.denyType === "explicit"
        ? `account ${home}: narrow the Deny statement in the permissions boundary of ${who}`
        : `account ${home}: allow ${action} in the permissions boundary of ${who}`;
    case "session":
      return `whoever opens the session: ${decision.denyType === "explicit" ? "narrow the Deny statement in" : `allow ${action} on ${target.arn} in`} its session policy, or pass none`;
    case "scp":
      return `management account: ${decision.denyType === "explicit" ? "narrow the Deny statement" : `allow ${action}`} in the SCPs that apply to account ${home}`;
    case "rcp":
      return `management account: narrow the Deny statement in the RCPs that apply to account ${target.account}`;
    case "provider":
      return `account ${target.account}: create the identity provider or register the audience`;
    case "sts":
    case null:
      return null;
  }
}
