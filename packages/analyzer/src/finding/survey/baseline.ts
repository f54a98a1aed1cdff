import type { Call } from "../../decide/caller/call.js";
import type { Caller } from "../../decide/caller/caller.js";
import type { Door } from "./door.js";

// Roles that AWS's own tools put into accounts, by the names that their documentation gives. Their hops are how the
// tools work: one role for each account, entered by the tool alone.
const PAIRS: readonly { readonly from: RegExp; readonly to: RegExp }[] = [
  // AWS Control Tower User Guide, "How AWS Control Tower works with roles".
  { from: /^AWSControlTower(Admin|StackSetRole)$/, to: /^AWSControlTowerExecution$/ },
  {
    from: /^aws-controltower-(AuditAdministratorRole|AuditReadOnlyRole)$/,
    to: /^aws-controltower-(AdministratorExecutionRole|ReadOnlyExecutionRole)$/,
  },
  // CloudFormation User Guide, "Grant self-managed permissions" and "service-managed permissions" for StackSets.
  { from: /^AWSCloudFormationStackSetAdministrationRole$/, to: /^AWSCloudFormationStackSetExecutionRole$/ },
  { from: /^AWSServiceRoleForCloudFormationStackSetsOrgAdmin$/, to: /^stacksets-exec-[0-9a-f]+$/ },
];

// What Control Tower, Organizations and StackSets leave in a member account for the management account.
const BASELINE_ROLE =
  /^(AWSControlTowerExecution|OrganizationAccountAccessRole|AWSCloudFormationStackSetExecutionRole|stacksets-exec-[0-9a-f]+|aws-controltower-\w+ExecutionRole)$/;

/**
 * Whether the door is one that AWS lays towards the management account, going by the name of the role or by its
 * being open to a service-linked role, which nobody but the service can enter.
 */
export function isBaselineDoor({ role, form }: Door): boolean {
  return (
    BASELINE_ROLE.test(role.name) || (form.kind === "role" && form.arn.includes(":role/aws-service-role/"))
  );
}

/** Whether the hop is one that AWS Control Tower or StackSets makes by itself. */
export function isBaselineHop({ caller, target }: Pick<Call, "caller" | "target">): boolean {
  const from = nameOf(caller);
  return from !== null && PAIRS.some((pair) => pair.from.test(from) && pair.to.test(target.name));
}

function nameOf(caller: Caller): string | null {
  return caller.kind === "role" ? caller.role.name : null;
}
