import type { Snapshot } from "@rolepath/snapshot";
import { parseAddress } from "./address.js";
import { type ResolvedCaller, resolveCaller } from "./caller.js";
import { mayBeIdentified, mayBeNamed } from "./entry.js";
import { type Keys, keysOf, singleValue, valuesOf } from "./keys.js";
import { parseMoment } from "./moment.js";
import { isOpenKey, isSurvivingTag } from "./open-keys.js";
import { organizationIdOf } from "./organization.js";
import type { ConcreteRequest } from "./request.js";
import { staticKeys } from "./static-keys.js";

/** One request under examination. */
interface Examined {
  readonly snapshot: Snapshot;
  readonly request: ConcreteRequest;
  readonly caller: ResolvedCaller;
  readonly keys: Keys;
}

/**
 * Why such a request cannot exist; empty when it can.
 *
 * Static keys may be spelled out when they have their own value (3.4). Open keys have to keep to their value spaces
 * (1.6) and to the links between them (3.4, "Dependencies").
 */
export function validateContext(snapshot: Snapshot, request: ConcreteRequest): string[] {
  const caller = resolveCaller(snapshot, request);
  const examined: Examined = { snapshot, request, caller, keys: keysOf(request.context) };
  return [
    ...staticProblems(examined),
    ...valueProblems(examined.keys),
    ...tagProblems(examined),
    ...networkProblems(examined.keys),
    ...timeProblems(examined),
    ...credentialProblems(examined),
    ...sourceProblems(examined),
    ...claimProblems(examined),
    ...organizationProblems(examined),
    ...strangerProblems(examined),
    ...startProblems(examined),
  ];
}

/** Keys that the snapshot fixes have their value, and no key appears that such a request does not have. */
function staticProblems({ snapshot, request, caller, keys }: Examined): string[] {
  const fixed = staticKeys(snapshot, request, caller);
  return [...keys].flatMap(([name, value]) => {
    const wanted = fixed.get(name);
    if (wanted === undefined) {
      return isOpenKey(name, request, caller) ? [] : [`${name}: such a request does not have this key`];
    }
    if (JSON.stringify(wanted) === JSON.stringify(value)) return [];
    if (wanted !== null && isSurvivingTag(name, caller)) return [];
    return [`${name}: is ${JSON.stringify(wanted)}, not ${JSON.stringify(value)}`];
  });
}

/** Clause 1.6: alphabets and lengths. */
const VALUE_SPACES: Readonly<Record<string, RegExp>> = {
  "sts:externalid": /^[A-Za-z0-9_+=,.@:/-]{2,1224}$/,
  "sts:rolesessionname": /^[A-Za-z0-9_+=,.@-]{2,64}$/,
  "sts:sourceidentity": /^[A-Za-z0-9_+=,.@-]{2,64}$/,
  "aws:sourceidentity": /^[A-Za-z0-9_+=,.@-]{2,64}$/,
  "aws:sourceaccount": /^\d{12}$/,
  "aws:sourceorgid": /^o-[a-z0-9]+$/,
  "aws:requestedregion": /^.+$/,
  "aws:sourcevpc": /^vpc-[0-9a-z]+$/,
  "aws:sourcevpce": /^vpce-[0-9a-z]+$/,
  "aws:vpceaccount": /^\d{12}$/,
  "aws:vpceorgid": /^o-[a-z0-9]+$/,
  "aws:multifactorauthpresent": /^(true|false)$/,
  "aws:multifactorauthage": /^\d+$/,
};

/** Whether a value is one that the key can have. */
export function inValueSpace(name: string, value: string): boolean {
  return VALUE_SPACES[name.toLowerCase()]?.test(value) ?? true;
}

function valueProblems(keys: Keys): string[] {
  const problems = Object.entries(VALUE_SPACES).flatMap(([name, space]) =>
    valuesOf(keys, name)
      .filter((value) => !space.test(value))
      .map((value) => `${name}: ${JSON.stringify(value)} is outside its value space`),
  );
  if (singleValue(keys, "sts:RoleSessionName") === undefined)
    problems.push("sts:rolesessionname: always present");
  return problems;
}

/** Clauses 1.6 and 3.4: request tags, their keys, the transitive ones, and those that the session brings along. */
function tagProblems({ request, keys }: Examined): string[] {
  const prefix = "aws:requesttag/";
  const tags = [...keys].filter(([name]) => name.startsWith(prefix));
  const tagKeys = valuesOf(keys, "aws:TagKeys");
  const passed = tags.map(([name]) => name.slice(prefix.length));
  const listed = tagKeys.map((key) => key.toLowerCase());
  const problems: string[] = [];
  if (tags.length > 50) problems.push("aws:tagkeys: more than 50 tags");
  if ([...passed].sort().join("\n") !== [...listed].sort().join("\n")) {
    problems.push(
      `aws:tagkeys: ${listed.join(", ")} are not the keys of the request tags ${passed.join(", ")}`,
    );
  }
  for (const key of tagKeys) {
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key)) problems.push(`aws:tagkeys: ${key} is no tag key`);
  }
  for (const [name, value] of tags) {
    const valid = typeof value === "string" && /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(value);
    if (!valid) problems.push(`${name}: ${JSON.stringify(value)} is no tag value`);
  }
  for (const key of valuesOf(keys, "sts:TransitiveTagKeys")) {
    if (!listed.includes(key.toLowerCase())) problems.push(`sts:transitivetagkeys: ${key} is not passed`);
  }
  for (const key of Object.keys(request.inheritedTags ?? {})) {
    if (listed.includes(key.toLowerCase()))
      problems.push(`aws:tagkeys: ${key} is inherited and cannot be passed`);
  }
  return problems;
}

/** Clause 3.4: a request comes from an address or through a VPC endpoint. */
function networkProblems(keys: Keys): string[] {
  const problems: string[] = [];
  const behindEndpoint = [
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:VpcSourceIp",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
  ];
  const endpointKeys = behindEndpoint.filter((name) => valuesOf(keys, name).length > 0);
  if (endpointKeys.length > 0 && keys.has("aws:sourceip")) {
    problems.push(`aws:sourceip: missing through a VPC endpoint (${endpointKeys.join(", ")})`);
  }
  if (keys.has("aws:vpceorgid") && !keys.has("aws:sourcevpce")) {
    problems.push("aws:vpceorgid: only with aws:SourceVpce");
  }
  for (const name of ["aws:SourceIp", "aws:VpcSourceIp"]) {
    const value = singleValue(keys, name);
    if (value !== undefined && parseAddress(value) === null) problems.push(`${name}: ${value} is no address`);
  }
  return problems;
}

/** Clause 3.4: now is not before the collection, and both clocks show the same. */
function timeProblems({ snapshot, keys }: Examined): string[] {
  const now = parseMoment(singleValue(keys, "aws:CurrentTime") ?? "");
  const epoch = parseMoment(singleValue(keys, "aws:EpochTime") ?? "");
  const collected = parseMoment(snapshot.manifest.createdAt) ?? 0;
  if (now === null || epoch === null) return ["aws:currenttime, aws:epochtime: always present, as dates"];
  const problems: string[] = [];
  if (now < collected) problems.push("aws:currenttime: before the collection of the snapshot");
  if (Math.floor(now) !== Math.floor(epoch)) problems.push("aws:epochtime: differs from aws:CurrentTime");
  const issued = singleValue(keys, "aws:TokenIssueTime");
  if (issued !== undefined) {
    const moment = parseMoment(issued);
    if (moment === null) problems.push("aws:tokenissuetime: no date");
    else if (moment > now) problems.push("aws:tokenissuetime: after aws:CurrentTime");
  }
  return problems;
}

/** Clauses 1.7 and 3.4: MFA is for users; its age exists exactly with it; sessions have an issue time. */
function credentialProblems({ caller, keys }: Examined): string[] {
  const problems: string[] = [];
  const present = singleValue(keys, "aws:MultiFactorAuthPresent") === "true";
  if (present !== keys.has("aws:multifactorauthage")) {
    problems.push("aws:multifactorauthage: exists exactly when aws:MultiFactorAuthPresent is true");
  }
  if (caller.type === "session" && !keys.has("aws:tokenissuetime")) {
    problems.push("aws:tokenissuetime: role sessions always have it");
  }
  const inherited = singleValue(keys, "aws:SourceIdentity");
  if (inherited !== undefined && singleValue(keys, "sts:SourceIdentity") !== inherited) {
    problems.push("sts:sourceidentity: the source identity of the calling session cannot be changed");
  }
  return problems;
}

/** Clause 3.4: what a service says about the resource it acts for. */
function sourceProblems({ keys }: Examined): string[] {
  return keys.has("aws:sourceorgid") && !keys.has("aws:sourceaccount")
    ? ["aws:sourceorgid: only with aws:SourceAccount"]
    : [];
}

/** Clauses 2.2 and 2.4: every token has an audience and a subject, every assertion a recipient. */
function claimProblems({ caller, keys }: Examined): string[] {
  if (caller.type !== "federated") return [];
  return (caller.protocol === "oidc" ? ["aud", "sub"] : ["aud"])
    .filter((claim) => valuesOf(keys, `${caller.issuer}:${claim}`).length === 0)
    .map((claim) => `${caller.issuer}:${claim}: always present`);
}

/** A role as the caller is some session of it: its trust policy let the name and the source identity in. */
function startProblems({ request, caller, keys }: Examined): string[] {
  if (request.caller.kind !== "principal" || request.caller.arn.includes(":assumed-role/")) return [];
  if (caller.type !== "session" || caller.role === undefined) return [];
  const name = singleValue(keys, "aws:userid")?.split(":")[1];
  const identity = singleValue(keys, "aws:SourceIdentity");
  return [
    ...(name === undefined || mayBeNamed(caller.role, name)
      ? []
      : [`aws:userid: no session of the role is named ${name}`]),
    ...(identity === undefined || mayBeIdentified(caller.role, identity)
      ? []
      : [`aws:sourceidentity: no session of the role has ${identity}`]),
  ];
}

/** Anyone is a principal of an account that the snapshot does not know. */
function strangerProblems({ snapshot, request, caller }: Examined): string[] {
  if (request.caller.kind !== "anyone" || !("account" in caller)) return [];
  const known = [
    ...snapshot.accounts.map((account) => account.id),
    ...(snapshot.organization?.Accounts ?? []).map((account) => account.Id),
  ];
  return known.includes(caller.account)
    ? [
        `aws:principalarn: account ${caller.account} is in the snapshot, so its principals are not just anyone`,
      ]
    : [];
}

/** An account that is not in the organization may be in another one, never in this one. */
function organizationProblems({ snapshot, caller, keys }: Examined): string[] {
  const own = snapshot.organization?.Organization.Id;
  if (own === undefined || !("account" in caller) || organizationIdOf(snapshot, caller.account) === own)
    return [];
  const foreign = [singleValue(keys, "aws:PrincipalOrgID"), ...valuesOf(keys, "aws:PrincipalOrgPaths")];
  return foreign.some((value) => value === own || value?.startsWith(`${own}/`))
    ? ["aws:principalorgid: the account is not in the organization"]
    : [];
}
