import type { HopAction } from "../../answer.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { World } from "../../world/world.js";
import type { Facts } from "../domain/knowledge.js";
import type { Caller } from "./caller.js";

/** One call to decide: who, which role, by which API action, and what is known of every condition key. */
export interface Call {
  readonly world: World;
  readonly caller: Caller;
  readonly target: RolePrincipal;
  readonly action: HopAction;
  readonly facts: Facts;
  /** Keys that the question pins, as it spells them. */
  readonly pinnedKeys: readonly string[];
  readonly note: (assumption: string) => void;
}

/** The action by which a caller enters a role. */
export function actionOf(caller: Caller): HopAction {
  if (caller.kind === "sso-user") return "sts:AssumeRoleWithSAML";
  if (caller.kind !== "federated") return "sts:AssumeRole";
  return caller.type === "saml" ? "sts:AssumeRoleWithSAML" : "sts:AssumeRoleWithWebIdentity";
}
