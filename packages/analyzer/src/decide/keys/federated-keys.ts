import { byText } from "../../policy/by-text.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { FederatedSource } from "../caller/caller.js";
import type { KeySpec } from "../domain/key-spec.js";
import type { KeyKnowledge } from "../domain/knowledge.js";
import { nameSpec, stringSpec, TAG_ALPHABET } from "../domain/spec.js";
import { known, knownSet } from "./known.js";
import { requestSpec } from "./request.js";

// IAM User Guide, "IAM and AWS STS condition context keys": claims of SAML assertions and OIDC tokens.
const ALWAYS_CLAIMED: ReadonlySet<string> = new Set([
  "saml:aud",
  "saml:iss",
  "saml:sub",
  "saml:sub_type",
  "saml:doc",
]);
const MULTIVALUED_CLAIMS: ReadonlySet<string> = new Set([
  "amr",
  "groups",
  "saml:commonname",
  "saml:edupersonaffiliation",
  "saml:edupersonassurance",
  "saml:edupersonentitlement",
  "saml:edupersonnickname",
  "saml:edupersonorgdn",
  "saml:edupersonorgunitdn",
  "saml:edupersonprimaryaffiliation",
  "saml:edupersonprimaryorgunitdn",
  "saml:edupersonprincipalname",
  "saml:edupersonscopedaffiliation",
  "saml:edupersontargetedid",
  "saml:eduorghomepageuri",
  "saml:eduorgidentityauthnpolicyuri",
  "saml:eduorglegalname",
  "saml:eduorgsuperioruri",
  "saml:eduorgwhitepagesuri",
  "saml:cn",
  "saml:givenname",
  "saml:mail",
  "saml:name",
  "saml:organizationstatus",
  "saml:primarygroupsid",
  "saml:surname",
  "saml:uid",
  "saml:x500uniqueidentifier",
]);
// Present once, although the directory attribute could be a list.
const SINGLE_DESPITE: ReadonlySet<string> = new Set([
  "saml:edupersonprimaryaffiliation",
  "saml:edupersonprimaryorgunitdn",
  "saml:edupersonprincipalname",
]);

/**
 * What is known of a key on a federation call; null when the key is none of the token's.
 *
 * A listed claim is fixed, `null` means that the token lacks it, others are open unless the caller said that the list
 * is complete. Keys of another issuer are missing.
 */
export function claimKnowledge(caller: FederatedSource, key: string): KeyKnowledge | null {
  const claim = claimName(caller, key);
  if (claim === null) return null;
  const given = claimOf(caller, claim);
  const multivalued = isMultivalued(claim);
  if (given === null) return { kind: "absent", name: key };
  if (given !== undefined) {
    if (Array.isArray(given))
      return { kind: "known", name: key, values: given.map(String), multivalued: true };
    return { kind: "known", name: key, values: [String(given)], multivalued };
  }
  if (caller.token.claimsComplete === true) return { kind: "absent", name: key };
  return openClaim(caller, key, claim, multivalued);
}

function isMultivalued(claim: string): boolean {
  const id = claim.toLowerCase();
  return MULTIVALUED_CLAIMS.has(id) && !SINGLE_DESPITE.has(id);
}

// `saml:sub` as it is; `HOST/PATH:sub` as `sub`.
function claimName(caller: FederatedSource, key: string): string | null {
  const id = key.toLowerCase();
  if (caller.type === "saml") return id.startsWith("saml:") ? id : null;
  const prefix = `${caller.issuer ?? ""}:`.toLowerCase();
  return id.startsWith(prefix) ? key.slice(prefix.length) : null;
}

/** A claim as the question gives it, under its own name or under that of its condition key; undefined where it does not. */
export function claimOf(
  { token, type, issuer }: FederatedSource,
  claim: string,
): string | number | boolean | null | readonly string[] | undefined {
  const wanted = claim.toLowerCase();
  const keyed = `${issuer ?? ""}:${wanted}`.toLowerCase();
  for (const [name, value] of Object.entries(token.claims ?? {})) {
    const id = name.toLowerCase();
    if (id === wanted || (type === "saml" ? `saml:${id}` === wanted : id === keyed)) return value;
  }
  return undefined;
}

function openClaim(caller: FederatedSource, key: string, claim: string, multivalued: boolean): KeyKnowledge {
  const id = claim.toLowerCase();
  const always = caller.type === "saml" ? ALWAYS_CLAIMED.has(id) : id === "sub" || id === "aud";
  if (!always) return open(key, multivalued);
  // None of those that are always there is a list.
  return presentClaim(key);
}

const presentClaim = byText(
  (key): KeyKnowledge => ({ kind: "open", spec: stringSpec(key, { kind: "claim", mayBeAbsent: false }) }),
);

/** Session tags, source identity and session name of a federation call. */
export function federatedRequestKnowledge(caller: FederatedSource, key: string): KeyKnowledge | null {
  const id = key.toLowerCase();
  const tags = caller.token.sessionTags;
  if (id.startsWith("aws:requesttag/") || id === "aws:tagkeys") {
    if (tags === undefined)
      return caller.token.claimsComplete === true ? { kind: "absent", name: key } : openRequest(key);
    const names = Object.keys(tags);
    if (id === "aws:tagkeys")
      return names.length === 0 ? { kind: "absent", name: key } : knownSet(key, names.toSorted())[1];
    const found = names.find((name) => `aws:requesttag/${name.toLowerCase()}` === id);
    return found === undefined ? { kind: "absent", name: key } : known(key, tags[found] ?? "")[1];
  }
  if (id === "sts:transitivetagkeys")
    return caller.token.claimsComplete === true || tags !== undefined
      ? { kind: "absent", name: key }
      : openRequest(key);
  if (id === "sts:sourceidentity") {
    const identity = caller.token.sourceIdentity;
    if (identity !== undefined) return known(key, identity)[1];
    return caller.token.claimsComplete === true ? { kind: "absent", name: key } : openRequest(key);
  }
  if (id === "sts:rolesessionname") return caller.type === "saml" ? SAML_SESSION_NAME : TOKEN_SESSION_NAME;
  if (id === "aws:federatedprovider") return known(key, caller.provider)[1];
  return null;
}

const openRequest = byText((key): KeyKnowledge | null => {
  const spec = requestSpec(key);
  return spec === null ? null : { kind: "open", spec: { ...spec, kind: "claim" } };
});

const SAML_SESSION_NAME = sessionName("claim");
const TOKEN_SESSION_NAME = sessionName("caller");

function sessionName(kind: KeySpec["kind"]): KeyKnowledge {
  const spec = nameSpec("sts:RoleSessionName", { mayBeAbsent: false, example: "rolepath", kind });
  return { kind: "open", spec };
}

/**
 * Claims that survive into chained calls: `saml:sub`, `saml:sub_type`, `saml:namequalifier`; `aud`, `sub`, `amr`, `id`
 * of the built-in providers. Open for a role that such a caller can enter, missing for others.
 */
export function survivingClaim(role: RolePrincipal, key: string): KeyKnowledge | null {
  const id = key.toLowerCase();
  const { policy } = role.trust;
  // A trust policy that could not be read may trust any provider.
  const trusts = (test: (provider: string) => boolean): boolean =>
    policy === null ||
    policy.statements.some((statement) =>
      (statement.principals ?? []).some(
        (principal) => principal.kind === "federated" && test(principal.provider),
      ),
    );
  if (!isSurvivingClaim(id)) return null;
  if (id.startsWith("saml:"))
    return trusts((provider) => provider.includes(":saml-provider/"))
      ? open(key)
      : { kind: "absent", name: key };
  const colon = id.lastIndexOf(":");
  return trusts((provider) => provider === id.slice(0, colon))
    ? open(key, isMultivalued(id.slice(colon + 1)))
    : { kind: "absent", name: key };
}

/** A claim that a session of a role of which nothing is known may have kept; null for other keys. */
export function anySurvivingClaim(key: string): KeyKnowledge | null {
  const id = key.toLowerCase();
  if (!isSurvivingClaim(id)) return null;
  return open(key, !id.startsWith("saml:") && isMultivalued(id.slice(id.lastIndexOf(":") + 1)));
}

/** Whether a key, by its lower-case name, is a claim that survives into chained calls. */
export function isSurvivingClaim(id: string): boolean {
  if (SURVIVING_SAML.has(id)) return true;
  const colon = id.lastIndexOf(":");
  return SURVIVING_HOSTS.has(id.slice(0, colon)) && SURVIVING_CLAIMS.has(id.slice(colon + 1));
}

const SURVIVING_SAML: ReadonlySet<string> = new Set(["saml:sub", "saml:sub_type", "saml:namequalifier"]);
const SURVIVING_HOSTS: ReadonlySet<string> = new Set([
  "cognito-identity.amazonaws.com",
  "accounts.google.com",
  "graph.facebook.com",
  "www.amazon.com",
]);
const SURVIVING_CLAIMS: ReadonlySet<string> = new Set([
  "aud",
  "sub",
  "amr",
  "id",
  "app_id",
  "user_id",
  "oaud",
]);

function open(key: string, multivalued = false): KeyKnowledge {
  return multivalued ? manyClaims(key) : oneClaim(key);
}

const oneClaim = byText((key): KeyKnowledge => ({ kind: "open", spec: stringSpec(key, { kind: "claim" }) }));
const manyClaims = byText(
  (key): KeyKnowledge => ({ kind: "open", spec: stringSpec(key, { kind: "claim", multivalued: true }) }),
);

/** x509 attributes come as principal tags. IAM Roles Anywhere User Guide, "Trust model". */
export const certificateTag = byText(
  (key): KeyKnowledge => ({
    kind: "open",
    spec: stringSpec(key, { kind: "claim", alphabet: TAG_ALPHABET, lengthMax: 256 }),
  }),
);
