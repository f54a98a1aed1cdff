import type { Json, PolicyDocument } from "@rolepath/snapshot";

// What makes examples is marked as doing nothing else, so that a bundle without examples can leave the calls out.

/** A trust policy of the examples, of one or more statements. */
/*@__NO_SIDE_EFFECTS__*/
export function trustPolicy(...statements: readonly { readonly [key: string]: Json }[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/** A statement that lets AWS principals in. */
/*@__NO_SIDE_EFFECTS__*/
export function assumeRole(
  principal: Json,
  condition?: { readonly [key: string]: Json },
): { readonly [key: string]: Json } {
  return allow(principal, "sts:AssumeRole", condition);
}

/** A statement that lets tokens in. */
/*@__NO_SIDE_EFFECTS__*/
export function assumeRoleWithToken(
  provider: string,
  condition?: { readonly [key: string]: Json },
): { readonly [key: string]: Json } {
  return allow({ Federated: provider }, "sts:AssumeRoleWithWebIdentity", condition);
}

function allow(
  principal: Json,
  action: string,
  condition: { readonly [key: string]: Json } | undefined,
): { readonly [key: string]: Json } {
  return {
    Effect: "Allow",
    Principal: principal,
    Action: action,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}
