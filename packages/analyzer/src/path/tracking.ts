import type { Tracked } from "../decide/request-formula.js";
import { conditionKeyId } from "../policy/condition.js";
import type { Statement } from "../policy/document.js";
import type { PolicyRef } from "../world/policy-ref.js";
import type { World } from "../world/world.js";

/** What of a session's state some policy of the snapshot tests; the rest need not be carried along a path. */
export interface Tracking extends Tracked {
  /** Lower-case keys of principal tags that are tested. */
  readonly tagNames: readonly string[];
  readonly sessionName: boolean;
  /** Claims that survive into chained calls and are tested, as lower-case condition keys. */
  readonly claims: readonly string[];
}

const CLAIM =
  /^(saml:(sub|sub_type|namequalifier)|(cognito-identity\.amazonaws\.com|accounts\.google\.com|graph\.facebook\.com|www\.amazon\.com):.*)$/;
const PRINCIPAL_TAG = "aws:principaltag/";

/** Looks through every policy once. Semantics 1.7: "tracking only tag keys and values that some policy tests". */
export function trackingOf(world: World): Tracking {
  const keys = new Set<string>();
  let sessionPrincipal = false;
  for (const ref of allPolicies(world)) {
    for (const statement of ref.policy?.statements ?? []) {
      collectKeys(statement, keys);
      sessionPrincipal ||= [...(statement.principals ?? []), ...(statement.notPrincipals ?? [])].some(
        (form) => form.kind === "session",
      );
    }
  }
  const tagNames = [...keys]
    .filter((key) => key.startsWith(PRINCIPAL_TAG))
    .map((key) => key.slice(PRINCIPAL_TAG.length))
    .toSorted();
  const resourceTags = [...keys].some(
    (key) => key.startsWith("aws:resourcetag/") || key.startsWith("iam:resourcetag/"),
  );
  return {
    tagNames,
    tags: tagNames.length > 0 || resourceTags,
    identity: keys.has("sts:sourceidentity") || keys.has("aws:sourceidentity"),
    sessionName: sessionPrincipal || keys.has("aws:userid"),
    claims: [...keys].filter((key) => CLAIM.test(key)).toSorted(),
  };
}

function collectKeys(statement: Statement, keys: Set<string>): void {
  for (const entry of statement.conditions) {
    keys.add(entry.keyId);
    for (const template of entry.values)
      for (const part of template.parts) if (part.kind === "variable") keys.add(conditionKeyId(part.key));
  }
  for (const template of statement.resources ?? []) {
    for (const part of template.parts) if (part.kind === "variable") keys.add(conditionKeyId(part.key));
  }
}

function allPolicies(world: World): ReadonlySet<PolicyRef> {
  const refs = new Set<PolicyRef>();
  for (const user of world.users.values())
    for (const ref of [...user.identityPolicies, user.boundary]) if (ref !== null) refs.add(ref);
  for (const role of world.roles.values())
    for (const ref of [role.trust, ...role.identityPolicies, role.boundary]) if (ref !== null) refs.add(ref);
  for (const membership of world.memberships.values())
    for (const level of [...membership.scps, ...membership.rcps])
      for (const ref of level.policies) refs.add(ref);
  return refs;
}
