import { isDelivered } from "../../decide/keys/delivered-keys.js";
import { isSurvivingClaim } from "../../decide/keys/federated-keys.js";
import type { Tracked } from "../../decide/layer/request-formula.js";
import { coversAction } from "../../policy/action.js";
import { conditionKeyId } from "../../policy/condition.js";
import type { Statement } from "../../policy/document.js";
import { policiesOfEntry } from "../../world/policies.js";
import type { World } from "../../world/world.js";

/** What of a session's state some policy of the snapshot tests; the rest need not be carried along a path. */
export interface Tracking extends Tracked {
  /** Lower-case keys of principal and resource tags that are tested. */
  readonly tagNames: readonly string[];
  /** Tags of roles are tested, which transitive tags replace: then a session may enter roles that its role alone cannot. */
  readonly resourceTags: boolean;
  /** Something is tested that a session may bring along and no role tells: then there are hops beyond the graph's edges. */
  readonly beyondEdges: boolean;
  readonly sessionName: boolean;
  /** Claims that survive into chained calls and are tested, as lower-case condition keys. */
  readonly claims: readonly string[];
  /** Keys of credentials that a service delivers to compute and that are tested, in lower case. */
  readonly delivered: readonly string[];
}

const HOP_ACTIONS = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"];
const CLAIM =
  /^(aws:federatedprovider|saml:(sub|sub_type|namequalifier)|(cognito-identity\.amazonaws\.com|accounts\.google\.com|graph\.facebook\.com|www\.amazon\.com):.*)$/;
// A transitive tag also stands in for the tag of the next role, and cannot be passed again.
const TAG = /^(?:aws:principaltag|aws:requesttag|aws:resourcetag|iam:resourcetag)\/(.*)$/s;

/** Looks through every policy once. Semantics 1.7: "tracking only tag keys and values that some policy tests". */
export function trackingOf(world: World): Tracking {
  const keys = new Set<string>();
  const transitive = new Set<string>();
  let sessionPrincipal = false;
  for (const policy of policiesOfEntry(world)) {
    for (const statement of policy.statements) {
      if (!HOP_ACTIONS.some((action) => coversAction(statement, action))) continue;
      collectKeys(statement, keys);
      for (const name of transitiveNames(statement)) transitive.add(name);
      sessionPrincipal ||= [...(statement.principals ?? []), ...(statement.notPrincipals ?? [])].some(
        (form) => form.kind === "session",
      );
    }
  }
  const tagNames = [
    ...new Set([...transitive, ...[...keys].flatMap((key) => TAG.exec(key)?.[1] ?? [])]),
  ].toSorted();
  const resourceTags = [...keys].some((key) => key.includes(":resourcetag/"));
  return {
    tagNames,
    tags: tagNames.length > 0,
    resourceTags,
    beyondEdges: resourceTags || [...keys].some(isSurvivingClaim),
    identity: keys.has("sts:sourceidentity") || keys.has("aws:sourceidentity"),
    sessionName: sessionPrincipal || keys.has("aws:userid"),
    claims: [...keys].filter((key) => CLAIM.test(key)).toSorted(),
    delivered: [...keys].filter(isDelivered).toSorted(),
  };
}

// A transitive tag makes the next hop ask for `sts:TagSession`, even where no policy looks at its value.
function transitiveNames(statement: Statement): readonly string[] {
  return statement.conditions
    .filter((entry) => entry.keyId === "sts:transitivetagkeys")
    .flatMap((entry) => entry.values)
    .map((value) => value.source.replaceAll("*", "").replaceAll("?", "x").toLowerCase())
    .filter((name) => name !== "");
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
