import { literalPattern } from "../../policy/pattern.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { World } from "../../world/world.js";
import type { Call } from "../caller/call.js";
import { accountOf, BUILT_IN_PROVIDERS, type Caller, type FederatedSource } from "../caller/caller.js";
import { isRootTarget, rootRefusal } from "../caller/root-task.js";
import { FALSE, type Formula, has, TRUE } from "../formula/formula.js";
import { perOwner } from "../keys/once.js";

/** A rule of the call itself that refuses it whatever the policies say, in one sentence; null when none does. Semantics 1.1. */
export function refusal(world: World, caller: Caller, target: RolePrincipal): string | null {
  if (isRootTarget(target)) return rootRefusal(world, caller, target);
  switch (caller.kind) {
    case "sso-user":
      if (!target.identityCenter) return "people of IAM Identity Center enter its own roles, by assignment";
      break;
    case "root":
      return "root users cannot assume roles";
    case "federation-token":
      return "sessions from GetFederationToken cannot call AssumeRole";
    case "federated":
      if (caller.type === "saml" && target.identityCenter)
        return "roles of IAM Identity Center are entered through permission set assignments, not by AssumeRoleWithSAML";
      break;
    default:
      break;
  }
  const partition = partitionOf(world, caller);
  if (partition !== null && partition !== target.partition) {
    return `the caller is in partition ${partition} and the role in ${target.partition}; roles cannot be assumed across partitions`;
  }
  return null;
}

function partitionOf(world: World, caller: Caller): string | null {
  switch (caller.kind) {
    case "user":
      return caller.user.partition;
    case "role":
      return caller.role.partition;
    case "foreign":
      return caller.partition;
    case "federated":
      return caller.account === null ? null : (caller.provider.split(":")[1] ?? null);
    case "account": {
      const entry = world.accounts.get(accountOf(caller) ?? "");
      return (entry?.users[0] ?? entry?.roles[0])?.partition ?? null;
    }
    default:
      return null;
  }
}

/** What the provider entity demands, or why there is no entry through it. Semantics 2.1, 2.4. */
export type ProviderRule =
  | { readonly kind: "ok"; readonly when: Formula }
  | { readonly kind: "refused"; readonly why: string };

/** Checks the IAM identity provider entity of a federation call. IAM User Guide, "Create an OpenID Connect (OIDC) identity provider in IAM". */
export function providerRule(call: Call): ProviderRule {
  const { caller, target, world } = call;
  if (caller.kind !== "federated" || BUILT_IN_PROVIDERS.has(caller.provider))
    return { kind: "ok", when: TRUE };
  if (caller.account === null)
    return { kind: "refused", why: `${caller.provider} is neither a provider ARN nor a built-in provider` };
  if (caller.account !== target.account) {
    return {
      kind: "refused",
      why: `the provider belongs to account ${caller.account}, and a role only takes providers of its own account`,
    };
  }
  const providers = world.accounts.get(target.account)?.providers ?? null;
  if (providers === null) {
    call.note(
      `the identity providers of account ${target.account} were not collected; ${caller.provider} is taken to exist and to accept the audience`,
    );
    return { kind: "ok", when: TRUE };
  }
  if (caller.type === "saml") {
    return providers.saml.has(caller.provider)
      ? { kind: "ok", when: TRUE }
      : { kind: "refused", why: `there is no SAML provider ${caller.provider} in the account` };
  }
  const audiences = providers.oidc.get(caller.provider);
  if (audiences === undefined)
    return { kind: "refused", why: `there is no OIDC provider ${caller.provider} in the account` };
  if (audiences === null) {
    call.note(
      `the audiences of ${caller.provider} were not collected; the token's audience is taken to be registered`,
    );
    return { kind: "ok", when: TRUE };
  }
  return audienceRule(call, caller, audiences);
}

function audienceRule(call: Call, caller: FederatedSource, audiences: readonly string[]): ProviderRule {
  const key = `${caller.issuer ?? ""}:aud`;
  const knowledge = call.facts(key);
  if (knowledge.kind === "absent") return { kind: "refused", why: "the token has no audience" };
  if (knowledge.kind === "known") {
    return knowledge.values.some((value) => audiences.includes(value))
      ? { kind: "ok", when: TRUE }
      : {
          kind: "refused",
          why: `the audience ${knowledge.values.join(", ")} is not registered with the provider (registered: ${audiences.join(", ")})`,
        };
  }
  const when = audiences.length === 0 ? FALSE : hasAudience(audiences, key.toLowerCase());
  return when.kind === "false"
    ? { kind: "refused", why: "no audience is registered with the provider" }
    : { kind: "ok", when };
}

const hasAudience = perOwner(
  (audiences: readonly string[], keyId): Formula =>
    has(keyId, { kind: "match", patterns: audiences.map(literalPattern), not: false }),
);
