import type { Statement } from "../../policy/document.js";
import type { RolePrincipal } from "../../world/entity.js";
import { isReadAction } from "./power.js";

/**
 * Whether the role may change more than single resources that a policy names.
 *
 * A plan of Terraform takes a lock in one table and writes its state to one bucket; that makes no role one that deploys.
 */
export function changesWidely(role: RolePrincipal): boolean {
  return role.identityPolicies.some((ref) => (ref.policy?.statements ?? []).some(isWideChange));
}

const wide = new WeakMap<Statement, boolean>();

// Many roles have the same policies.
function isWideChange(statement: Statement): boolean {
  const known = wide.get(statement) ?? changesMuch(statement);
  wide.set(statement, known);
  return known;
}

function changesMuch(statement: Statement): boolean {
  if (statement.effect !== "Allow") return false;
  const changes =
    statement.notActions ||
    statement.actions.some(({ display }) => !/^sts:/.test(display) && !isReadAction(display));
  if (!changes) return false;
  return (
    statement.notResources ||
    statement.resources === null ||
    statement.resources.some(({ source }) => /^(\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:\*)$/.test(source)) ||
    statement.actions.some(({ display }) => display.endsWith(":*") || display === "*")
  );
}
