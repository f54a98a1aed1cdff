import type { AccountContext } from "../shape/account-context.js";
import type { PolicyShape } from "../shape/policy-shape.js";
import type { Group } from "./group.js";

/**
 * Callers whom their own side does not tell apart: same kind, accounts under the same guardrails, identity policies and
 * boundary that say the same of entering roles, same answers to what these and the SCPs ask, same session.
 *
 * What the trust policy of a role asks beyond that is asked for each role.
 */
export interface CallerClass {
  readonly id: number;
  /** Everything but the policies: they count as far as they may cover a role. */
  readonly situation: string;
  readonly identity: PolicyShape;
  readonly boundary: PolicyShape | null;
  readonly context: AccountContext;
}

/** A class of users or roles with its members, of one account or of all. */
export interface PrincipalClass extends CallerClass {
  /** Its name among the classes of all accounts. */
  readonly key: string;
  /** Null for a class over all accounts. */
  readonly account: string | null;
  /** Its members, in the order of the snapshot. */
  readonly group: Group;
  /** Whether an identity policy allows the action somewhere, or is missing and may. */
  readonly mayCall: (action: string) => boolean;
}
