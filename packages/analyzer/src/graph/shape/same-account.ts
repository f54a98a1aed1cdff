import { type ConditionEntry, conditionKeyId } from "../../policy/condition.js";
import type { Statement } from "../../policy/document.js";

const OTHER_ACCOUNT: ReadonlyMap<string, string> = new Map([
  ["aws:resourceaccount", "aws:principalaccount"],
  ["aws:principalaccount", "aws:resourceaccount"],
]);

/**
 * Whether an entry asks users and roles nothing but whether the role that they call is of their own account, as
 * guardrails do: `aws:ResourceAccount` beside `${aws:PrincipalAccount}`.
 *
 * Both are always known of them, so the answer is the same for all pairs within one account, and for all others; keys of
 * pairs tell these apart. Trust policies and RCPs meet callers of whom the account is not known, so theirs never count.
 */
export function asksForOwnAccount(
  { principals, notPrincipals }: Statement,
  { keyId, comparison, set, values }: ConditionEntry,
): boolean {
  const other = OTHER_ACCOUNT.get(keyId);
  return (
    other !== undefined &&
    principals === null &&
    notPrincipals === null &&
    set === null &&
    (comparison === "StringEquals" || comparison === "StringLike") &&
    values.length > 0 &&
    values.every(({ parts: [part, ...more] }) => more.length === 0 && isVariable(part, other))
  );
}

function isVariable(
  part: ConditionEntry["values"][number]["parts"][number] | undefined,
  keyId: string,
): boolean {
  return part?.kind === "variable" && part.fallback === null && conditionKeyId(part.key) === keyId;
}
