import type { Snapshot } from "@rolepath/snapshot";
import { type ResolvedCaller, resolveCaller } from "../caller.js";
import { type ConditionEntry, readPolicy } from "../document.js";
import { keysOf } from "../keys.js";
import { actionMatches } from "../match.js";
import { isOpenKey, isSurvivingClaim } from "../open-keys.js";
import type { Action, Caller, ConcreteRequest, Context } from "../request.js";
import { requestKeys, staticKeys } from "../static-keys.js";
import { outsiderChoices, sessionChoices } from "./caller-choices.js";
import { type Choice, keyChoice } from "./choice.js";
import { type Ground, type Question, values } from "./ground.js";
import { mentionedBy } from "./mentioned.js";
import { credentialChoice, networkChoice, parameterChoices, sourceChoices } from "./request-choices.js";
import { tagChoice } from "./tag-choice.js";

/** The set of requests worth trying for a question. */
export interface Domain {
  readonly action: Action;
  readonly choices: readonly Choice[];
}

/**
 * What can vary in a request of this caller for this role, as far as some policy looks at it.
 *
 * @param alsoMentioned condition entries of policies that do not decide this request, whose values are tried as well
 */
export function requestDomain(
  snapshot: Snapshot,
  question: Question,
  alsoMentioned: readonly ConditionEntry[] = [],
): Domain {
  const action = actionOf(question.caller);
  const request: ConcreteRequest = { ...question, action, context: {} };
  const caller = resolveCaller(snapshot, request);
  const mentioned = mentionedBy(snapshot, caller, question.to);
  const ground: Ground = {
    snapshot,
    question,
    caller,
    request,
    mentioned: { ...mentioned, entries: [...mentioned.entries, ...alsoMentioned] },
    known: requestKeys(keysOf({}), staticKeys(snapshot, request, caller)),
  };
  const choices = [
    ...parameterChoices(ground),
    tagChoice(ground.mentioned, ground.known, caller),
    networkChoice(ground),
    credentialChoice(ground),
    ...sourceChoices(ground),
    ...sessionChoices(ground),
    ...outsiderChoices(ground),
  ];
  const named = new Set(choices.flatMap((choice) => choice.ways.flatMap((way) => lowerNames(way))));
  return {
    action,
    choices: [...choices, ...remainingChoices(ground, named)].filter((choice) => choice.ways.length > 0),
  };
}

export function actionOf(caller: Caller): Action {
  if (caller.kind !== "federated") return "sts:AssumeRole";
  return /:saml-provider\//.test(caller.provider)
    ? "sts:AssumeRoleWithSAML"
    : "sts:AssumeRoleWithWebIdentity";
}

function lowerNames(context: Context): string[] {
  return Object.keys(context).map((name) => name.toLowerCase());
}

/** Every other open key that some policy looks at: absent, or one of the values worth trying. */
function remainingChoices(ground: Ground, named: ReadonlySet<string>): Choice[] {
  const { request, caller, mentioned } = ground;
  const names = [...new Set(mentioned.entries.map((entry) => entry.key))];
  const always = ["aws:useragent", "aws:requestedregion", ...alwaysClaims(caller)];
  const open = names.filter(
    (name) => !named.has(name.toLowerCase()) && isOpenKey(name.toLowerCase(), request, caller),
  );
  const claims = alwaysClaims(caller).filter(
    (claim) => !open.some((name) => name.toLowerCase() === claim.toLowerCase()),
  );
  return [...open, ...claims]
    .filter((name) => isFree(name) && isWithin(name, caller))
    .map((name) => {
      const isAlways = always.some((candidate) => candidate.toLowerCase() === name.toLowerCase());
      return keyChoice(name, values(ground, name), !isAlways, false);
    });
}

/** Keys that other choices set, or that a direct question does not vary. */
const NOT_FREE = [
  /^aws:RequestTag\//i,
  /^(aws:TagKeys|sts:TransitiveTagKeys)$/i,
  /^sts:RequestContext/i,
  /^aws:(Vpc|Source|MultiFactor|PrincipalOrg)/i,
  // Certificate fields are the only principal tags that come with the request.
  /^aws:PrincipalTag\/(?!x509)/i,
];

function isFree(name: string): boolean {
  return !NOT_FREE.some((pattern) => pattern.test(name));
}

/** Clause 1.7: a role session has claims when its role was entered with them; then its own trust names the provider. */
function isWithin(name: string, caller: ResolvedCaller): boolean {
  if (caller.type !== "session" || !isSurvivingClaim(name.toLowerCase())) return true;
  const issuer = name.toLowerCase().split(":")[0]!;
  const { statements } = readPolicy(caller.role?.AssumeRolePolicyDocument);
  return statements
    .filter((statement) => statement.effect === "Allow" && actionMatches(statement, federationCall(issuer)))
    .flatMap((statement) => statement.principal ?? [])
    .some(
      ({ type, value }) =>
        type === "Federated" && (value === issuer || value.includes(`:${issuer}-provider/`)),
    );
}

function federationCall(issuer: string): string {
  return issuer === "saml" ? "sts:AssumeRoleWithSAML" : "sts:AssumeRoleWithWebIdentity";
}

/** Claims that every token or assertion has. */
function alwaysClaims(caller: ResolvedCaller): string[] {
  if (caller.type !== "federated") return [];
  const claims = caller.protocol === "oidc" ? ["aud", "sub"] : ["aud", "iss", "sub", "sub_type"];
  return claims.map((claim) => `${caller.issuer}:${claim}`);
}
