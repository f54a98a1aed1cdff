import type { CanQuestion, FederatedCaller } from "@rolepath/analyzer";
import type { Role, Snapshot } from "@rolepath/snapshot";
import { askerOf } from "../reference/case-question.js";
import { readPolicy } from "../reference/document.js";
import type { Caller } from "../reference/request.js";
import type { Pins } from "../reference/witness/search.js";
import { OUTSIDE, sessionArn, userArn } from "./arbitrary/pool.js";

/** One question in both languages: as the engine is asked, and as the reference evaluator tries it. */
export interface Asked {
  readonly question: CanQuestion;
  readonly caller: Caller;
  readonly to: string;
  readonly pins: Pins;
}

/** Every question that a small snapshot gives rise to: each principal it holds or names, and each role. */
export function questionsOf(snapshot: Snapshot): Asked[] {
  const details = snapshot.accounts.map((account) => account.authorizationDetails);
  const roles = details.flatMap((detail) => detail.RoleDetailList);
  const principals = [
    ...details.flatMap((detail) => detail.UserDetailList.map((user) => user.Arn)),
    ...roles.map((role) => role.Arn),
    ...roles
      .filter((role) => role.RoleName === "ci")
      .map((role) => sessionArn(accountOf(role), role.RoleName)),
    userArn(OUTSIDE, "vendor"),
    OUTSIDE,
  ];
  return roles.flatMap((role) => {
    const callers: readonly (string | FederatedCaller)[] = [...principals, ...otherCallers(role)];
    return callers.map((from) => ({ question: { from, to: role.Arn }, to: role.Arn, ...askerOf(from) }));
  });
}

function accountOf(role: Role): string {
  return role.Arn.split(":")[4]!;
}

/**
 * Services and identity providers, as far as the trust policy names any.
 *
 * AWS does not say whether a wildcard Allow admits them, nor whether a Deny with `{"AWS": "*"}` reaches them, so roles
 * with either are not asked about.
 */
function otherCallers(role: Role): (string | FederatedCaller)[] {
  const statements = readPolicy(role.AssumeRolePolicyDocument).statements;
  const entries = statements.flatMap((statement) => statement.principal ?? []);
  if (entries.some((entry) => entry.value === "*")) return [];
  const services = entries.filter((entry) => entry.type === "Service").map((entry) => entry.value);
  const providers = entries.filter((entry) => entry.type === "Federated").map((entry) => entry.value);
  return [
    ...services,
    ...[...new Set(providers)].flatMap((provider) => [provider, ...descriptors(provider)]),
  ];
}

/** The provider with claims that are fixed, some of them or all. */
function descriptors(provider: string): FederatedCaller[] {
  if (provider.includes(":saml-provider/")) {
    const claims = { "saml:aud": "https://signin.aws.amazon.com/saml", "saml:sub": "ab" };
    return [
      { type: "saml", provider, claims, claimsComplete: true },
      { type: "saml", provider, claims: { "saml:sub": "abc" }, sessionTags: { team: "ab" } },
      { type: "saml", provider, claims, claimsComplete: true, sourceIdentity: "ab-c" },
    ];
  }
  const claims = { aud: "sts.amazonaws.com", sub: "repo:acme/app:ref" };
  return [
    { type: "oidc", provider, claims, claimsComplete: true },
    { type: "oidc", provider, claims: { ...claims, environment: null } },
  ];
}
