import type { CanQuestion, FederatedCaller } from "@rolepath/analyzer";
import type { Arguments } from "./arguments.js";
import { UsageError } from "./error.js";
import { pairs } from "./pairs.js";

const builtInProviders = [
  "accounts.google.com",
  "cognito-identity.amazonaws.com",
  "graph.facebook.com",
  "www.amazon.com",
];
const federatedOptions = ["claim", "absent-claim", "claims-complete", "session-tag", "source-identity"];

/**
 * The question of `can`, from its options.
 *
 * @throws UsageError where `--from` or `--to` is missing, or a token is described for a caller that has none
 */
export function questionFrom(given: Arguments): CanQuestion {
  const from = given.text("from");
  const to = given.text("to");
  if (from === undefined || to === undefined)
    throw new UsageError(`can: --${from === undefined ? "from" : "to"} is missing (or --batch FILE)`);
  if (given.has("indirect") && given.has("use"))
    throw new UsageError("can: --use is for chains of direct hops, so --indirect has no place beside it");
  const maxHops = given.maxHops();
  const context = contextFrom(given);
  return {
    from: callerFrom(from, given),
    to,
    ...(Object.keys(context).length > 0 && { context }),
    ...(maxHops !== undefined && { maxHops }),
    ...(given.has("indirect") && { indirect: true }),
  };
}

function contextFrom(given: Arguments): NonNullable<CanQuestion["context"]> {
  const pinned = pairs("context", given.texts("context"));
  const absent = given.texts("absent");
  const both = absent.find((key) => Object.hasOwn(pinned, key));
  if (both !== undefined) throw new UsageError(`\`${both}\` cannot be both in --context and in --absent`);
  return { ...pinned, ...Object.fromEntries(absent.map((key) => [key, null])) };
}

function callerFrom(from: string, given: Arguments): string | FederatedCaller {
  const described = federatedOptions.find((name) => given.has(name));
  if (described === undefined) return from;
  const type = providerType(from);
  if (type === null)
    throw new UsageError(
      `--${described} describes a token or assertion, so --from must be an identity provider, not \`${from}\`; pin request parameters with --context (sts:SourceIdentity=…, aws:RequestTag/team=…)`,
    );
  const sourceIdentity = given.text("source-identity");
  const tags = pairs("session-tag", given.texts("session-tag"));
  const doubled = Object.entries(tags).find(([, value]) => typeof value !== "string");
  if (doubled !== undefined) throw new UsageError(`--session-tag ${doubled[0]}: a tag has one value`);
  return {
    type,
    provider: from,
    claims: {
      ...pairs("claim", given.texts("claim")),
      ...Object.fromEntries(given.texts("absent-claim").map((claim) => [claim, null])),
    },
    ...(given.has("claims-complete") && { claimsComplete: true }),
    ...(given.has("session-tag") && { sessionTags: tags as Record<string, string> }),
    ...(sourceIdentity !== undefined && { sourceIdentity }),
  };
}

function providerType(from: string): FederatedCaller["type"] | null {
  if (/^arn:[^:]*:iam::\d*:saml-provider\//.test(from)) return "saml";
  return /^arn:[^:]*:iam::\d*:oidc-provider\//.test(from) || builtInProviders.includes(from) ? "oidc" : null;
}
