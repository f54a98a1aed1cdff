import { type GuardrailLevel, levelsOver } from "../../world/organization.js";
import type { Call } from "./call.js";
import { accountOf } from "./caller.js";

/**
 * The SCPs that bind a caller: those of its own account.
 *
 * AWS Organizations User Guide, "Service control policies": users and roles of member accounts only; never the
 * management account, service-linked roles, services, tokens or outsiders.
 */
export function scpLevels({ world, caller }: Pick<Call, "world" | "caller">): readonly GuardrailLevel[] {
  if (caller.kind === "service" || caller.kind === "federated" || caller.kind === "anyone") return [];
  if (caller.kind === "role" && caller.role.serviceLinked) return [];
  return levelsOver(world, accountOf(caller) ?? "", "scps");
}

/**
 * The RCPs that bind a call: those of the target's account, whoever calls.
 *
 * AWS Organizations User Guide, "Resource control policies": not for the management account, not for service-linked
 * roles on either side. The actions that RCPs cover do not include AssumeRoot.
 */
export function rcpLevels({ world, caller, target, action }: Call): readonly GuardrailLevel[] {
  if (action === "sts:AssumeRoot") return [];
  if (target.serviceLinked || (caller.kind === "role" && caller.role.serviceLinked)) return [];
  return levelsOver(world, target.account, "rcps");
}
