import { accountOf } from "../caller/caller.js";
import { callerId } from "../caller/describe.js";
import type { Decision } from "../decide.js";
import type { Obstacle } from "../layer/deciding-layer.js";

/** The smallest change that would lift a denial, and who must make it; null where no change could. */
export function remedyOf(decision: Decision & { readonly kind: "denied" }): string | null {
  const sets = decision.changes.map((set) =>
    set.map((obstacle) => changeOf(decision, obstacle)).join("; and "),
  );
  return sets.length === 0 ? null : sets.join("; or ");
}

function changeOf({ call }: Decision, { layer, denyType }: Obstacle): string {
  const { caller, target, action } = call;
  const who = callerId(caller);
  const home = accountOf(caller) ?? "";
  const denied = denyType === "explicit";
  switch (layer) {
    case "trust":
      return denied
        ? `account ${target.account}: take ${who} out of the Deny statement in the trust policy of ${target.arn}`
        : `account ${target.account}: add a statement to the trust policy of ${target.arn} that allows ${action} to ${who}, or change the condition that fails`;
    case "identity":
      return denied
        ? `account ${home}: narrow the Deny statement in the identity policies of ${who}`
        : `account ${home}: allow ${action} on ${target.arn} in an identity policy of ${who}`;
    case "boundary":
      return denied
        ? `account ${home}: narrow the Deny statement in the permissions boundary of ${who}`
        : `account ${home}: allow ${action} in the permissions boundary of ${who}`;
    case "session":
      return `whoever opens the session: ${denied ? "narrow the Deny statement in" : `allow ${action} on ${target.arn} in`} its session policy, or pass none`;
    case "scp":
      return `management account: ${denied ? "narrow the Deny statement" : `allow ${action}`} in the SCPs that apply to account ${home}`;
    case "rcp":
      return `management account: narrow the Deny statement in the RCPs that apply to account ${target.account}`;
    case "provider":
      return `account ${target.account}: create the identity provider or register the audience`;
    case "sts":
      throw new Error("no change of a policy lifts a rule of the call");
  }
}
