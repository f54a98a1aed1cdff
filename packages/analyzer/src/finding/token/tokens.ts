import type { FederatedCaller, FindingCaller } from "../../answer.js";
import { resolveCaller } from "../../decide/caller/name.js";
import type { Decision } from "../../decide/decide.js";
import { perObject } from "../../policy/per-pair.js";
import type { Door } from "../survey/door.js";
import { hopsThrough } from "../survey/hop-sources.js";
import { unlessNothing } from "../survey/judge.js";
import { knock, perSurvey, type Survey } from "../survey/survey.js";
import { easiest, waysOf } from "../survey/way.js";
import { exampleCaller } from "../text/example-caller.js";
import { claimKey, sharedIssuer } from "./issuer.js";
import type { SharedIssuer } from "./shared-issuer.js";
import { type OpenTenant, openTenant } from "./tenant.js";

/** A door for the tokens of a shared issuer that does not tell its customers apart. */
export interface OpenTokenDoor {
  readonly door: Door;
  readonly provider: string;
  readonly issuer: SharedIssuer;
  readonly decision: Decision;
  readonly stranger: OpenTenant;
  /** The stranger with the whole of a request. */
  readonly example: FindingCaller | null;
}

/** Every door through which a stranger's token gets in. */
export const openTokenDoors = perSurvey((survey: Survey): readonly OpenTokenDoor[] =>
  survey.doors.flatMap((door) => {
    const found = door.form.kind === "federated" ? throughProvider(survey, door) : null;
    return found === null ? [] : [found];
  }),
);

const throughProvider = unlessNothing((survey, door: Door): OpenTokenDoor | null =>
  door.form.kind === "federated" ? strangerAt(survey, door, door.form.provider) : null,
);

const decisions = perSurvey((_survey: Survey) => perObject<Door, string, Decision | null>());

/** What a door says to tokens of a provider, whatever they claim: asked once for all rules. Null when it is no provider. */
export function tokenDecision(survey: Survey, door: Door, provider: string): Decision | null {
  return decisions(survey).of(
    door,
    provider,
    () => hopOf(survey, door, provider) ?? askWith(survey, door, provider),
  );
}

// The graph has asked already where the door is the only one of its role.
function hopOf(survey: Survey, door: Door, provider: string): Decision | null {
  const hop = hopsThrough(survey, door).find(
    ({ cell: { first } }) =>
      first.kind === "federated" && first.type === "oidc" && first.provider === provider,
  );
  return hop?.decision ?? null;
}

function askWith(
  survey: Survey,
  door: Door,
  provider: string,
  claims?: FederatedCaller["claims"],
): Decision | null {
  const named = resolveCaller(survey.world, {
    type: "oidc",
    provider,
    ...(claims === undefined ? {} : { claims }),
  });
  return named.kind === "caller" ? knock(survey, door, named.caller) : null;
}

/** Whether the tokens of a provider get in at a door whoever they were issued for; null when not, or when the issuer is private. */
export function strangerAt(survey: Survey, door: Door, provider: string): OpenTokenDoor | null {
  if (provider.includes(":saml-provider/")) return null;
  const host = provider.startsWith("arn:")
    ? provider.slice(provider.indexOf("oidc-provider/") + "oidc-provider/".length)
    : provider;
  const issuer = sharedIssuer(host);
  const decision = issuer === null ? null : tokenDecision(survey, door, provider);
  if (issuer === null || decision === null) return null;
  const stranger = openTenant(decision, issuer, (claims) => {
    const answer = askWith(survey, door, provider, claims);
    return answer !== null && (answer.kind === "allowed" || answer.kind === "conditional");
  });
  if (stranger === null) return null;
  const entry = askWith(survey, door, provider, stranger.claims) ?? decision;
  const example = exampleCaller(entry, easiest(waysOf(entry)));
  return { door, provider, issuer, decision, stranger, example };
}

/** Whether some policy tests a claim that names the customer, though not well enough. */
export function testsTenant({ door, issuer, stranger }: OpenTokenDoor): boolean {
  const keys = new Set(issuer.claims.map((claim) => claimKey(issuer, claim.claim)));
  return (
    stranger.tested ||
    door.statement.conditions.some((entry) => entry.comparison !== "Null" && keys.has(entry.keyId))
  );
}
