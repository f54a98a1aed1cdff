import { parseArn } from "./arn.js";
import type { IamCaller, ResolvedCaller } from "./caller.js";
import { conditionHolds } from "./condition.js";
import type { Policy, PrincipalEntry, Statement } from "./document.js";
import type { Keys } from "./keys.js";
import { globMatches, globTokens, type Token, tokensMatch } from "./text.js";
import { resolveText } from "./variables.js";

/** How a trust statement reaches the caller (1.2); it decides which other layers still count (1.3). */
export type Strength = "direct" | "role" | "account";

/** Clause 3.3: actions compare without regard to case; NotAction is the complement. */
export function actionMatches(statement: Statement, action: string): boolean {
  const listed = (patterns: readonly string[]) =>
    patterns.some((pattern) => globMatches(pattern.toLowerCase(), action.toLowerCase()));
  if (statement.action !== undefined) return listed(statement.action);
  return statement.notAction !== undefined && !listed(statement.notAction);
}

/** Clause 3.3: the wildcards of a resource cross `/` and `:`; NotResource is the complement. */
function resourceMatches(statement: Statement, resource: string, version: string, keys: Keys): boolean {
  const listed = (patterns: readonly string[]) =>
    patterns.some((pattern) => {
      if (!pattern.includes("$")) return globMatches(pattern, resource);
      const tokens = resourceTokens(pattern, version, keys);
      return tokens !== null && tokensMatch(tokens, resource);
    });
  if (statement.resource !== undefined) return listed(statement.resource);
  return statement.notResource !== undefined && !listed(statement.notResource);
}

/** Clause 3.2: variables stand in the part of a resource after the fifth colon. */
function resourceTokens(pattern: string, version: string, keys: Keys): Token[] | null {
  const parts = pattern.split(":");
  if (parts.length < 6) return globTokens(pattern);
  const rest = resolveText(parts.slice(5).join(":"), version, keys, true);
  return rest === null ? null : [...globTokens(`${parts.slice(0, 5).join(":")}:`), ...rest];
}

/** Whether a statement of an identity policy, boundary, SCP or RCP covers the action on the resource. */
export function statementCovers(
  statement: Statement,
  policy: Policy,
  action: string,
  resource: string,
  keys: Keys,
): boolean {
  return (
    actionMatches(statement, action) &&
    resourceMatches(statement, resource, policy.version, keys) &&
    conditionHolds(statement.condition, keys, policy.version)
  );
}

/** The strengths with which the principals of a trust statement match the caller; none when they do not. */
export function principalStrengths(statement: Statement, caller: ResolvedCaller, to: string): Strength[] {
  if (statement.principal !== undefined) {
    return statement.principal.flatMap((entry) => entryStrengths(entry, statement.effect, caller, to));
  }
  // Left open by AWS: NotPrincipal in a trust policy counts as everyone who is not listed.
  const listed = (statement.notPrincipal ?? []).some(
    (entry) => entryStrengths(entry, statement.effect, caller, to).length > 0,
  );
  return statement.notPrincipal === undefined || listed ? [] : ["direct"];
}

/** The table of clause 1.2. */
function entryStrengths(
  entry: PrincipalEntry,
  effect: "Allow" | "Deny",
  caller: ResolvedCaller,
  to: string,
): Strength[] {
  if (caller.type === "nobody") return [];
  if (entry.value === "*" && (entry.type === "*" || entry.type === "AWS")) {
    // A Deny with a wildcard covers every caller; an Allow with `{"AWS": "*"}` only IAM principals.
    return effect === "Deny" || entry.type === "*" || isIam(caller) ? ["direct"] : [];
  }
  if (caller.type === "service")
    return entry.type === "Service" && entry.value === caller.name ? ["direct"] : [];
  if (caller.type === "federated") {
    return entry.type === "Federated" && entry.value === caller.provider ? ["direct"] : [];
  }
  if (entry.type !== "AWS") return [];
  const partition = parseArn(to)?.partition;
  if (entry.value === caller.account || entry.value === `arn:${partition}:iam::${caller.account}:root`) {
    return ["account"];
  }
  if (caller.sessionArn !== undefined && entry.value === caller.sessionArn) return ["direct"];
  if (entry.value !== caller.arn) return [];
  return caller.type === "session" ? ["role"] : ["direct"];
}

function isIam(caller: ResolvedCaller): caller is IamCaller {
  return (
    caller.type === "user" ||
    caller.type === "session" ||
    caller.type === "root" ||
    caller.type === "federated-user"
  );
}
