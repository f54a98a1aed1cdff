import type { PolicyDocument, Snapshot } from "@rolepath/snapshot";
import { parseArn } from "../arn.js";
import type { ResolvedCaller } from "../caller.js";
import { type ConditionEntry, readPolicy } from "../document.js";
import { levelsOf, policiesAt } from "../organization.js";
import { findRole, managedDocument, rolePolicies, userPolicies } from "../world.js";

/** What the policies that take part in a question say about context keys. */
export interface Mentioned {
  /** Every condition entry, and one without values for each key that stands in a variable. */
  readonly entries: readonly ConditionEntry[];
  /** Values of the `AWS` principals of the trust policy. */
  readonly principals: readonly string[];
}

/** Reads every document that can decide the question: trust, identity, boundary, SCPs of the caller, RCPs of the target. */
export function mentionedBy(snapshot: Snapshot, caller: ResolvedCaller, to: string): Mentioned {
  const trust = findRole(snapshot, to)?.AssumeRolePolicyDocument ?? null;
  const documents = [trust, ...callerDocuments(snapshot, caller), ...targetGuardrails(snapshot, to)];
  const statements = documents.flatMap((document) => readPolicy(document).statements);
  const entries = statements.flatMap((statement) => statement.condition);
  const texts = [
    ...entries.flatMap((entry) => entry.values),
    ...statements.flatMap((statement) => [...(statement.resource ?? []), ...(statement.notResource ?? [])]),
  ];
  const variables = texts
    .flatMap((text) => variableKeys(text))
    .map((key) => ({ operator: "Null", key, values: [] }));
  const principals = readPolicy(trust).statements.flatMap((statement) =>
    (statement.principal ?? []).filter((entry) => entry.type === "AWS").map((entry) => entry.value),
  );
  return { entries: [...entries, ...variables], principals };
}

/** Names of the keys in `${…}`. */
export function variableKeys(text: string): string[] {
  return [...text.matchAll(/\$\{\s*([^},'*?$]+?)\s*(?:,[^}]*)?\}/g)].map((found) => found[1]!);
}

function callerDocuments(snapshot: Snapshot, caller: ResolvedCaller): (PolicyDocument | null)[] {
  if (caller.type !== "user" && caller.type !== "session") return [];
  const guardrails = levelsOf(snapshot, caller.account).flatMap((level) =>
    policiesAt(snapshot, level, "SERVICE_CONTROL_POLICY").map((policy) => policy.Content),
  );
  const { home, user, role } = caller;
  if (home === undefined) return guardrails;
  const own = user ? userPolicies(home, user) : role ? rolePolicies(home, role) : [];
  const boundary = (user ?? role)?.PermissionsBoundary?.PermissionsBoundaryArn;
  return [
    ...guardrails,
    ...own.map((policy) => policy.document),
    ...(boundary === undefined ? [] : [managedDocument(home, boundary)]),
  ];
}

function targetGuardrails(snapshot: Snapshot, to: string): (PolicyDocument | null)[] {
  return levelsOf(snapshot, parseArn(to)?.account ?? "").flatMap((level) =>
    policiesAt(snapshot, level, "RESOURCE_CONTROL_POLICY").map((policy) => policy.Content),
  );
}
