import type { RolePrincipal } from "../../world/entity.js";
import type { World } from "../../world/world.js";
import { resolveCaller } from "./name.js";
import { rootTarget } from "./root-task.js";

/** The role that a name stands for. */
export type TargetNamed =
  | { readonly kind: "target"; readonly role: RolePrincipal }
  | { readonly kind: "missing"; readonly why: string };

/** Resolves the role of a question: an ARN, a unique id, a session ARN, or a short name that only one role has. */
export function resolveTarget(world: World, to: string): TargetNamed {
  const named = resolveCaller(world, to);
  if (named.kind === "missing") return { kind: "missing", why: explain(world, to) ?? named.why };
  if (named.caller.kind === "role") return { kind: "target", role: named.caller.role };
  if (named.caller.kind === "root") {
    const root = rootTarget(world, named.caller.account);
    return typeof root === "string" ? { kind: "missing", why: root } : { kind: "target", role: root };
  }
  if (named.caller.kind === "foreign")
    return {
      kind: "missing",
      why: `account ${named.caller.account} was not collected, so nothing is known of ${to}`,
    };
  return { kind: "missing", why: `${to} is no role` };
}

function explain(world: World, to: string): string | null {
  const match = /^arn:[^:]+:iam::(\d{12}):role\//.exec(to);
  return match !== null && world.accounts.has(match[1] ?? "")
    ? `there is no role ${to} in the snapshot`
    : null;
}
