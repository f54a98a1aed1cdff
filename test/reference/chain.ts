import type { PolicyDocument, Snapshot } from "@rolepath/snapshot";
import { parseArn } from "./arn.js";
import { type ConditionEntry, readPolicy } from "./document.js";
import { evaluate } from "./evaluate.js";
import { keysOf, singleValue, valuesOf } from "./keys.js";
import type { Caller, ConcreteRequest } from "./request.js";
import { type Pins, requestsOf } from "./witness/search.js";
import { findAccount } from "./world.js";

/** A session on its way: what later hops can see of it (1.7, "state to carry along a path"). */
interface Session {
  readonly path: readonly string[];
  readonly caller: Caller;
  readonly pins: Pins;
  readonly inheritedTags: Readonly<Record<string, string>>;
}

const CONTEXTS_PER_HOP = 3000;

/** A shortest path from the caller to the role, breadth first over every session that a hop can bring about; else null. */
export function findChain(
  snapshot: Snapshot,
  start: { readonly name: string; readonly caller: Caller; readonly pins: Pins },
  to: string,
  hopCountMax: number,
): readonly string[] | null {
  const roles = snapshot.accounts.flatMap((account) => account.authorizationDetails.RoleDetailList);
  const alsoMentioned = chainEntries(snapshot);
  let sessions: Session[] = [
    { path: [start.name], caller: start.caller, pins: start.pins, inheritedTags: {} },
  ];
  const seen = new Set<string>();
  for (let hop = 1; hop <= hopCountMax; hop++) {
    const next: Session[] = [];
    for (const session of sessions) {
      for (const role of roles) {
        const question = { caller: session.caller, to: role.Arn, inheritedTags: session.inheritedTags };
        const options = { limit: CONTEXTS_PER_HOP, pins: session.pins, alsoMentioned };
        for (const request of requestsOf(snapshot, question, options)) {
          const path = [...session.path, role.Arn];
          const entered = enteredSession(path, request);
          const state = JSON.stringify([entered.caller, entered.pins, entered.inheritedTags]);
          if (seen.has(state) || evaluate(snapshot, request).decision === "deny") continue;
          if (role.Arn === to) return path;
          seen.add(state);
          next.push(entered);
        }
      }
    }
    sessions = next;
  }
  return null;
}

/** Clause 1.7: session tags become principal tags, transitive ones go on, and a source identity stays. */
export function enteredSession(path: readonly string[], request: ConcreteRequest): Session {
  const keys = keysOf(request.context);
  const arn = parseArn(request.to)!;
  const name = `${arn.resource.split("/").at(-1)}/${singleValue(keys, "sts:RoleSessionName")}`;
  const passed = valuesOf(keys, "aws:TagKeys").map(
    (key) => [key, singleValue(keys, `aws:RequestTag/${key}`)!] as const,
  );
  // Clause 2.7: all tags of Pod Identity are transitive.
  const isPod = request.caller.kind === "service" && request.caller.name === "pods.eks.amazonaws.com";
  const transitive = valuesOf(keys, "sts:TransitiveTagKeys");
  const inheritedTags = {
    ...request.inheritedTags,
    ...Object.fromEntries(passed.filter(([key]) => isPod || transitive.includes(key))),
  };
  const tags = Object.entries({ ...Object.fromEntries(passed), ...inheritedTags });
  const sourceIdentity = singleValue(keys, "sts:SourceIdentity");
  return {
    path,
    caller: { kind: "principal", arn: `arn:${arn.partition}:sts::${arn.account}:assumed-role/${name}` },
    pins: {
      "aws:PrincipalTag/*": null,
      ...Object.fromEntries(tags.map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
      "aws:SourceIdentity": sourceIdentity ?? null,
      ...(sourceIdentity !== undefined && { "sts:SourceIdentity": sourceIdentity }),
    },
    inheritedTags,
  };
}

/** What later hops look at, as the parameters that an earlier hop can set: tags, session names, source identities. */
function chainEntries(snapshot: Snapshot): ConditionEntry[] {
  const policies = snapshot.accounts.flatMap((account) => {
    const { RoleDetailList, Policies } = account.authorizationDetails;
    const documents: (PolicyDocument | null)[] = [
      ...RoleDetailList.map((role) => role.AssumeRolePolicyDocument),
      ...RoleDetailList.flatMap((role) => role.RolePolicyList.map((policy) => policy.PolicyDocument)),
      ...Policies.flatMap((policy) => policy.PolicyVersionList.map((version) => version.Document)),
    ];
    return documents.map(readPolicy);
  });
  const statements = policies.flatMap((policy) => policy.statements);
  const conditions = statements.flatMap((statement) => statement.condition);
  const tags = conditions
    .filter((entry) => /^aws:PrincipalTag\//i.test(entry.key))
    .map((entry) => ({ ...entry, key: entry.key.replace(/^aws:PrincipalTag/i, "aws:RequestTag") }));
  const identities = conditions
    .filter((entry) => /^(sts|aws):SourceIdentity$/i.test(entry.key))
    .map((entry) => ({ ...entry, key: "sts:SourceIdentity" }));
  const names = statements
    .flatMap((statement) => statement.principal ?? [])
    .filter((entry) => entry.value.includes(":assumed-role/"))
    .map((entry) => ({
      operator: "StringEquals",
      key: "sts:RoleSessionName",
      values: [entry.value.split("/").at(-1)!],
    }));
  return [...tags, ...identities, ...names];
}

/** Clause 1.7: the role's own limit, and one hour when a role session calls. */
export function sessionSecondsMax(snapshot: Snapshot, path: readonly string[]): number {
  const to = path.at(-1)!;
  const listed = findAccount(snapshot, parseArn(to)?.account ?? "")?.listRoles?.Roles ?? [];
  const limit = listed.find((role) => role.Arn === to)?.MaxSessionDuration ?? 3600;
  const chained = path.length > 2 || /:(role|assumed-role)\//.test(path[0]!);
  return chained ? Math.min(limit, 3600) : limit;
}
