import { BUILT_IN_PROVIDERS, type IamCaller, type ResolvedCaller } from "./caller.js";
import { readPolicy } from "./document.js";
import { actionMatches } from "./match.js";
import type { ConcreteRequest } from "./request.js";

// Clause 3.4: keys that a request may have and that the snapshot does not fix, in lower case.
const EVERY_REQUEST = [
  "aws:currenttime",
  "aws:epochtime",
  "aws:requestedregion",
  "aws:useragent",
  "aws:referer",
  "aws:sourceip",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:vpcsourceip",
  "aws:vpceaccount",
  "aws:vpceorgid",
  "aws:vpceorgpaths",
  "sts:rolesessionname",
  "sts:sourceidentity",
  "aws:tagkeys",
  "sts:transitivetagkeys",
];
const ASSUME_ROLE_ONLY = ["sts:externalid", "sts:requestcontextproviders"];
const USER_ONLY = ["aws:tokenissuetime", "aws:multifactorauthpresent", "aws:multifactorauthage"];
const SERVICE_ONLY = ["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths"];
// AWS gives no value of these for services; they are neither relied on nor refused.
const UNDOCUMENTED_FOR_SERVICES = ["aws:principalaccount", "aws:principaltype", "aws:userid"];
const SESSION_ONLY = [
  "aws:tokenissuetime",
  "aws:federatedprovider",
  "aws:ec2instancesourcevpc",
  "aws:ec2instancesourceprivateipv4",
];
// Clause 1.7: claims that survive into chained calls.
const SURVIVING_CLAIMS = [
  "saml:namequalifier",
  "saml:sub",
  "saml:sub_type",
  ...BUILT_IN_PROVIDERS.flatMap((provider) =>
    ["aud", "sub", "amr", "id"].map((claim) => `${provider}:${claim}`),
  ),
];

/** Whether the request can have the key with a value that the snapshot does not say. The name is in lower case. */
export function isOpenKey(name: string, request: ConcreteRequest, caller: ResolvedCaller): boolean {
  if (EVERY_REQUEST.includes(name) || name.startsWith("aws:requesttag/")) return true;
  if (request.action === "sts:AssumeRole") {
    if (ASSUME_ROLE_ONLY.includes(name) || name.startsWith("sts:requestcontext/")) return true;
  }
  switch (caller.type) {
    case "user":
      return USER_ONLY.includes(name) || (caller.user === undefined && isUnknownOfOutsider(name));
    case "session":
      return (
        SESSION_ONLY.includes(name) ||
        isSurvivingClaim(name) ||
        isSurvivingTag(name, caller) ||
        (name === "aws:sourceidentity" && ownTrustAllows(caller, "sts:SetSourceIdentity")) ||
        (caller.role === undefined && isUnknownOfOutsider(name))
      );
    case "service":
      return (
        SERVICE_ONLY.includes(name) ||
        UNDOCUMENTED_FOR_SERVICES.includes(name) ||
        // Clause 2.8: certificate fields come as principal tags.
        (caller.name === "rolesanywhere.amazonaws.com" && name.startsWith("aws:principaltag/x509"))
      );
    case "federated":
      return name.startsWith(`${caller.issuer.toLowerCase()}:`);
    default:
      return false;
  }
}

/** Whether a claim of the first call goes on with the session. The name is in lower case. */
export function isSurvivingClaim(name: string): boolean {
  return SURVIVING_CLAIMS.includes(name);
}

/** Of a principal whose account was not collected only the ARN is known; it may be in an organization of its own. */
function isUnknownOfOutsider(name: string): boolean {
  return /^aws:(userid|principaltag\/.*|principalorgid|principalorgpaths)$/.test(name);
}

/** Clause 3.4: tags of a role session are open when its own trust policy lets someone pass session tags. */
export function isSurvivingTag(name: string, caller: ResolvedCaller): boolean {
  return (
    name.startsWith("aws:principaltag/") &&
    caller.type === "session" &&
    ownTrustAllows(caller, "sts:TagSession")
  );
}

/** Of a role that was not collected anything can be true. */
function ownTrustAllows(caller: IamCaller, action: string): boolean {
  if (caller.role === undefined) return true;
  return readPolicy(caller.role.AssumeRolePolicyDocument).statements.some(
    (statement) => statement.effect === "Allow" && actionMatches(statement, action),
  );
}
