import type { RequestContext } from "../../answer.js";
import type { Call } from "../caller/call.js";
import { newBudget } from "../domain/budget.js";
import { findState, type KeyState, UNCONSTRAINED } from "../domain/constraint.js";
import { formatAddress } from "../domain/ip.js";
import type { KeySpec } from "../domain/key-spec.js";
import type { Clause } from "../formula/clause.js";
import { transitiveTags } from "../keys/service-tags.js";

/** Keys that a request always has; a witness names them even where no policy asks. */
const ALWAYS: readonly string[] = [
  "sts:RoleSessionName",
  "sts:SourceIdentity",
  "aws:CurrentTime",
  "aws:RequestedRegion",
  "aws:TokenIssueTime",
  "aws:userid",
  "aws:PrincipalArn",
  "aws:PrincipalAccount",
  "aws:PrincipalType",
];

/**
 * A concrete request context in which the clause holds: every open key that is present, with a value.
 *
 * Static keys (the caller's ARN, account, tags, …) are not repeated; they follow from the snapshot.
 */
export function witnessOf(call: Call, clause: Clause): RequestContext {
  const context = new Map<string, string | readonly string[]>();
  const put = (spec: KeySpec, state: KeyState): void => {
    if (state.kind === "absent") return;
    const values = state.values.map((value) => show(spec, value));
    context.set(spec.name, spec.multivalued ? values : (values[0] ?? ""));
  };
  for (const [keyId, state] of clause.states) {
    const knowledge = call.facts(keyId);
    if (knowledge.kind === "open") put(knowledge.spec, state);
  }
  const fill = (key: string): void => {
    const knowledge = call.facts(key);
    if (knowledge.kind !== "open" || clause.states.has(key.toLowerCase())) return;
    const state = findState(knowledge.spec, UNCONSTRAINED, "present", newBudget());
    if (state !== null && state !== "limit") put(knowledge.spec, state);
  };
  for (const key of ALWAYS) {
    const knowledge = call.facts(key);
    if (knowledge.kind === "open" && !knowledge.spec.mayBeAbsent) fill(key);
  }
  for (const key of claimedAlways(call)) fill(key);
  for (const [key, value] of givenKeys(call)) context.set(key, value);
  fillNetwork(call, clause, fill);
  fillUnnamed(call, clause, context);
  if (context.has("aws:TokenIssueTime") && !clause.states.has("aws:tokenissuetime"))
    context.set("aws:TokenIssueTime", String(context.get("aws:CurrentTime")));
  if (context.has("aws:CurrentTime"))
    context.set("aws:EpochTime", String(Date.parse(String(context.get("aws:CurrentTime"))) / 1000));
  return Object.fromEntries([...context].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

// A principal that nobody has named is a user with a name or a role session with what those have.
function fillUnnamed(call: Call, clause: Clause, context: Map<string, string | readonly string[]>): void {
  if (call.caller.kind !== "account" && call.caller.kind !== "anyone") return;
  const arn = String(context.get("aws:PrincipalArn") ?? "");
  const put = (key: string, value: string): void => {
    if (!clause.states.has(key.toLowerCase())) context.set(key, value);
  };
  if (arn.includes(":user/")) {
    put("aws:PrincipalType", "User");
    put("aws:username", arn.slice(arn.lastIndexOf("/") + 1));
  } else {
    put("aws:PrincipalType", "AssumedRole");
    put("aws:MultiFactorAuthPresent", "false");
    put("aws:TokenIssueTime", String(context.get("aws:CurrentTime")));
  }
}

// A request comes from an address or through a VPC endpoint, which then has all its keys.
function fillNetwork(call: Call, clause: Clause, fill: (key: string) => void): void {
  if (call.caller.kind === "service") return;
  const endpoint = ["aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip"].some(
    (id) => clause.states.get(id)?.kind === "value",
  );
  if (endpoint) for (const key of ["aws:SourceVpc", "aws:SourceVpce", "aws:VpcSourceIp"]) fill(key);
  else fill("aws:SourceIp");
}

function claimedAlways(call: Call): readonly string[] {
  if (call.caller.kind === "service")
    return transitiveTags(call.caller.name).map((tag) => `aws:RequestTag/${tag}`);
  if (call.caller.kind !== "federated") return [];
  return call.caller.type === "saml"
    ? ["saml:aud", "saml:iss", "saml:sub", "saml:sub_type"]
    : [`${call.caller.issuer}:aud`, `${call.caller.issuer}:sub`];
}

// What the question itself fixes: claims, session tags, source identity, pinned keys; and the tags that a service always sends.
function givenKeys(call: Call): readonly (readonly [string, string | readonly string[]])[] {
  const { caller } = call;
  const keys = [...call.pinnedKeys];
  if (caller.kind === "service")
    keys.push(...(call.facts("aws:TagKeys").kind === "known" ? ["aws:TagKeys"] : []));
  if (caller.kind === "federated") {
    const prefix = caller.type === "saml" ? "" : `${caller.issuer}:`;
    for (const claim of Object.keys(caller.token.claims ?? {}))
      keys.push(caller.type === "saml" && !/^saml:/i.test(claim) ? `saml:${claim}` : prefix + claim);
    for (const tag of Object.keys(caller.token.sessionTags ?? {})) keys.push(`aws:RequestTag/${tag}`);
    keys.push("aws:TagKeys", "sts:SourceIdentity");
  }
  return keys.flatMap((key): readonly (readonly [string, string | readonly string[]])[] => {
    const knowledge = call.facts(key);
    if (knowledge.kind !== "known") return [];
    return [[key, knowledge.multivalued ? knowledge.values : (knowledge.values[0] ?? "")]];
  });
}

function show(spec: KeySpec, value: string): string {
  switch (spec.type) {
    case "date":
      return new Date(Number(value) * 1000).toISOString().replace(".000Z", "Z");
    case "ip":
      return formatAddress(BigInt(value));
    default:
      return value;
  }
}
