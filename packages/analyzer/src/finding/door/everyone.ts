import type { PublicDoor } from "./public.js";

/** Who comes in by doors that are open to the world, in words. */
export function everyoneText(doors: readonly PublicDoor[]): string {
  return isForTokens(doors)
    ? "every token of an Amazon Cognito identity pool, which anyone can make"
    : "every user and every role of every AWS account";
}

/** How such doors are closed; `condition` is what stands behind the key of the organization. */
export function closingText(doors: readonly PublicDoor[], name: string, condition = ""): string {
  return isForTokens(doors)
    ? `Name in Principal the provider whose tokens need ${name}, under Federated, and test their aud and sub.`
    : `Name in Principal the accounts or roles that need ${name}, or tie the caller in the same statement with StringEquals on ` +
        `aws:PrincipalOrgID${condition} or ArnLike on aws:PrincipalArn.`;
}

// The wildcard is not for sts:AssumeRole: users and roles have no call that it allows.
function isForTokens(doors: readonly PublicDoor[]): boolean {
  return doors.every(({ decision }) => decision.call.caller.kind === "federated");
}
