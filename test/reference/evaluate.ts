import type { Snapshot } from "@rolepath/snapshot";
import { parseArn } from "./arn.js";
import { BUILT_IN_PROVIDERS, type IamCaller, type ResolvedCaller, resolveCaller } from "./caller.js";
import { conditionHolds } from "./condition.js";
import { readPolicy } from "./document.js";
import { type Keys, keysOf, singleValue } from "./keys.js";
import { actionMatches, principalStrengths, type Strength, statementCovers } from "./match.js";
import { isManagementAccount, levelsOf, policiesAt } from "./organization.js";
import type { ConcreteRequest, Evaluation, Failure, Layer } from "./request.js";
import { requestKeys, staticKeys } from "./static-keys.js";
import {
  findAccount,
  findRole,
  isIdentityCenterRole,
  isServiceLinkedRole,
  managedDocument,
  type NamedDocument,
  rolePolicies,
  userPolicies,
} from "./world.js";

/** Everything that one question carries from step to step. */
interface Call {
  readonly snapshot: Snapshot;
  readonly request: ConcreteRequest;
  readonly caller: ResolvedCaller;
  readonly keys: Keys;
  /** Layers that count as passed: they allow everything and deny nothing. */
  readonly without: ReadonlySet<Layer>;
  readonly trace: string[];
}

/**
 * Decides one concrete request, layer by layer, as clauses 1 to 3 of the semantics say.
 *
 * The context is taken as it is; `validateContext` says whether such a request can exist.
 *
 * @param without layers to leave out, to find the one that decides (3.5, step 6)
 */
export function evaluate(
  snapshot: Snapshot,
  request: ConcreteRequest,
  without: ReadonlySet<Layer> = new Set(),
): Evaluation {
  const caller = resolveCaller(snapshot, request);
  const keys = requestKeys(keysOf(request.context), staticKeys(snapshot, request, caller));
  const call: Call = { snapshot, request, caller, keys, without, trace: [] };
  const ruleFailures = [...callRules(call), ...providerRules(call)];
  const actionFailures = neededActions(call).flatMap((action) => decideAction(call, action));
  const failures = [...ruleFailures, ...actionFailures].filter((failure) => !without.has(failure.layer));
  const first = ruleFailures.find((failure) => !without.has(failure.layer)) ?? firstFailure(failures);
  if (first === undefined) return { decision: "allow", failures, trace: call.trace };
  return { decision: "deny", layer: first.layer, explicit: first.explicit, failures, trace: call.trace };
}

function firstFailure(failures: readonly Failure[]): Failure | undefined {
  return failures.find((failure) => failure.explicit) ?? failures[0];
}

/** Clause 0: the call itself, and the permission-only actions that tags and a source identity bring along. */
export function neededActions(call: Pick<Call, "request" | "caller" | "keys">): string[] {
  const { request, caller, keys } = call;
  const names = [...keys.keys()];
  const service = caller.type === "service" ? caller.name : "";
  const tags =
    names.some((name) => name.startsWith("aws:requesttag/")) ||
    keys.has("aws:tagkeys") ||
    Object.keys(request.inheritedTags ?? {}).length > 0 ||
    // Clauses 2.7 and 2.8: these two services always pass tags.
    service === "pods.eks.amazonaws.com" ||
    service === "rolesanywhere.amazonaws.com";
  const sourceIdentity =
    keys.has("sts:sourceidentity") ||
    keys.has("aws:sourceidentity") ||
    service === "rolesanywhere.amazonaws.com";
  return [
    request.action,
    ...(tags ? ["sts:TagSession"] : []),
    ...(sourceIdentity ? ["sts:SetSourceIdentity"] : []),
  ];
}

/** Clauses 1.1 and 2.3: who can make this call on this role at all. */
function callRules({ snapshot, request, caller }: Call): Failure[] {
  const fail: Failure[] = [{ layer: "sts", explicit: false, action: request.action }];
  if (findRole(snapshot, request.to) === undefined) return fail;
  if (caller.type === "nobody" || caller.type === "root" || caller.type === "federated-user") return fail;
  if (caller.type === "federated") {
    const action = caller.protocol === "saml" ? "sts:AssumeRoleWithSAML" : "sts:AssumeRoleWithWebIdentity";
    const isReserved = caller.protocol === "saml" && isIdentityCenterRole(request.to);
    return request.action !== action || isReserved ? fail : [];
  }
  if (request.action !== "sts:AssumeRole") return fail;
  if (caller.type === "service") return [];
  // A principal of a collected account that is not in its data does not exist.
  if (caller.home !== undefined && caller.user === undefined && caller.role === undefined) return fail;
  return caller.partition === parseArn(request.to)?.partition ? [] : fail;
}

/** Clauses 2.1 and 2.4: the provider entity of the role's account, and the audiences that it accepts. */
function providerRules({ snapshot, request, caller, keys }: Call): Failure[] {
  if (caller.type !== "federated" || BUILT_IN_PROVIDERS.includes(caller.provider)) return [];
  const fail: Failure[] = [{ layer: "provider", explicit: false, action: request.action }];
  const account = parseArn(request.to)?.account ?? "";
  if (parseArn(caller.provider)?.account !== account) return fail;
  const providers = findAccount(snapshot, account)?.identityProviders;
  if (providers === undefined) return [];
  if (caller.protocol === "saml") {
    return providers.SAMLProviderList.some((provider) => provider.Arn === caller.provider) ? [] : fail;
  }
  const entity = providers.OpenIDConnectProviderList.find((provider) => provider.Arn === caller.provider);
  if (entity === undefined) return fail;
  const audience = singleValue(keys, `${caller.issuer}:aud`);
  const accepted = entity.ClientIDList;
  return accepted === undefined || (audience !== undefined && accepted.includes(audience)) ? [] : fail;
}

/** Clause 1.3, for one action: what stands against it. */
function decideAction(call: Call, action: string): Failure[] {
  const { caller, request } = call;
  // Callers that clause 1.1 turns away are not examined any further.
  if (caller.type === "root" || caller.type === "federated-user" || caller.type === "nobody") return [];
  const failures: Failure[] = [];
  const fail = (layer: Layer, explicit: boolean) => failures.push({ layer, explicit, action });
  const strengths = trustStrengths(call, action);
  if (rcpDenies(call, action)) fail("rcp", true);
  if (trustDenies(call, action)) fail("trust", true);
  if (strengths.size === 0) fail("trust", false);
  if (caller.type === "service" || caller.type === "federated") return failures;

  const identity = layerOutcome(call, identityDocuments(caller), action);
  const boundary = layerOutcome(call, boundaryDocument(caller), action);
  if (identity.denies) fail("identity", true);
  if (boundary.denies) fail("boundary", true);
  for (const outcome of scpOutcomes(call, caller, action)) {
    if (outcome.denies) fail("scp", true);
    if (!outcome.allows) fail("scp", false);
  }
  const sameAccount = caller.account === parseArn(request.to)?.account;
  // Without trust nothing else is asked for: it is judged as if it named the caller.
  const has = (strength: Strength) => strengths.size === 0 || strengths.has(strength);
  const identityNeeded = !(sameAccount && (has("direct") || has("role")));
  const boundaryNeeded = !(sameAccount && has("direct"));
  if (identityNeeded && !identity.allows) fail("identity", false);
  if (boundaryNeeded && !boundary.allows) fail("boundary", false);
  return failures;
}

/** Where no document is known (`null`), the layer allows everything and denies nothing. */
function layerOutcome(
  call: Call,
  documents: readonly NamedDocument[] | null,
  action: string,
): { readonly allows: boolean; readonly denies: boolean } {
  if (documents === null) return { allows: true, denies: false };
  const effects = documents.flatMap(({ name, document }) => {
    const policy = readPolicy(document);
    return policy.statements
      .filter((statement) => statementCovers(statement, policy, action, call.request.to, call.keys))
      .map((statement) => {
        call.trace.push(`${action}: ${statement.effect} by statement ${statement.index} of ${name}`);
        return statement.effect;
      });
  });
  return { allows: effects.includes("Allow"), denies: effects.includes("Deny") };
}

function identityDocuments({ home, user, role }: IamCaller): NamedDocument[] | null {
  if (home === undefined) return null;
  if (user !== undefined) return userPolicies(home, user);
  return role === undefined ? [] : rolePolicies(home, role);
}

function boundaryDocument(caller: IamCaller): NamedDocument[] | null {
  const arn = (caller.user ?? caller.role)?.PermissionsBoundary?.PermissionsBoundaryArn;
  if (arn === undefined || caller.home === undefined) return null;
  return [{ name: `boundary ${arn}`, document: managedDocument(caller.home, arn) }];
}

/** Without the layer, the principals still say how the caller is trusted; where none fits, it is trusted directly. */
function trustStrengths(call: Call, action: string): Set<Strength> {
  if (!call.without.has("trust")) return new Set(trustMatches(call, action, "Allow"));
  const { snapshot, request, caller } = call;
  const policy = readPolicy(findRole(snapshot, request.to)?.AssumeRolePolicyDocument);
  const allows = policy.statements.filter((statement) => statement.effect === "Allow");
  const strengths = allows.flatMap((statement) => principalStrengths(statement, caller, request.to));
  return new Set<Strength>(strengths.length > 0 ? strengths : ["direct"]);
}

function trustDenies(call: Call, action: string): boolean {
  return trustMatches(call, action, "Deny").length > 0;
}

/** A trust policy has no resource: action, principal and condition decide (1.2). */
function trustMatches(call: Call, action: string, effect: "Allow" | "Deny"): Strength[] {
  const { caller, request, keys, snapshot } = call;
  const policy = readPolicy(findRole(snapshot, request.to)?.AssumeRolePolicyDocument);
  return policy.statements
    .filter((statement) => statement.effect === effect && actionMatches(statement, action))
    .filter((statement) => conditionHolds(statement.condition, keys, policy.version))
    .flatMap((statement) => {
      const strengths = principalStrengths(statement, caller, request.to);
      if (strengths.length > 0) {
        call.trace.push(
          `${action}: ${effect} by statement ${statement.index} of the trust policy (${strengths.join(", ")})`,
        );
      }
      return strengths;
    });
}

/** Clause 1.4: one outcome for each level from the root down to the caller's account. */
function scpOutcomes(call: Call, caller: IamCaller, action: string): { allows: boolean; denies: boolean }[] {
  const { snapshot } = call;
  if (isManagementAccount(snapshot, caller.account) || isServiceLinkedRole(caller.arn)) return [];
  return levelsOf(snapshot, caller.account).map((level) => {
    const policies = policiesAt(snapshot, level, "SERVICE_CONTROL_POLICY");
    const documents = policies.map((policy) => ({
      name: `SCP ${policy.Id} at ${level}`,
      document: policy.Content,
    }));
    return layerOutcome(call, documents, action);
  });
}

/** Clause 1.5: RCPs of the target's account bind every caller; their Allow is always there. */
function rcpDenies(call: Call, action: string): boolean {
  const { snapshot, request, caller } = call;
  const account = parseArn(request.to)?.account ?? "";
  if (isManagementAccount(snapshot, account) || isServiceLinkedRole(request.to)) return false;
  if (caller.type === "session" && isServiceLinkedRole(caller.arn)) return false;
  return levelsOf(snapshot, account).some((level) => {
    const policies = policiesAt(snapshot, level, "RESOURCE_CONTROL_POLICY");
    const documents = policies.map((policy) => ({
      name: `RCP ${policy.Id} at ${level}`,
      document: policy.Content,
    }));
    return layerOutcome(call, documents, action).denies;
  });
}
