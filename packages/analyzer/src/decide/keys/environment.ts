import type { World } from "../../world/world.js";
import type { Caller } from "../caller/caller.js";
import type { KeySpec } from "../domain/key-spec.js";
import type { KeyKnowledge } from "../domain/knowledge.js";
import { addressSpec, boolSpec, dateSpec, idSpec, numberSpec, stringSpec } from "../domain/spec.js";
import type { Known } from "./known.js";

// IAM User Guide, "AWS global condition context keys": availability and values of keys that the network, the clock and
// the credential supply.

/** Keys of the network and the clock that any caller may have. */
function environmentSpecs(now: bigint): ReadonlyMap<string, KeySpec> {
  return byId([
    addressSpec("aws:SourceIp"),
    idSpec("aws:SourceVpc", "vpc-"),
    idSpec("aws:SourceVpce", "vpce-"),
    addressSpec("aws:VpcSourceIp", { example: String(0x0a00000an) }),
    stringSpec("aws:VpceAccount", { alphabet: DIGITS, lengthMin: 12, lengthMax: 12 }),
    stringSpec("aws:VpceOrgID", { prefix: "o-" }),
    stringSpec("aws:VpceOrgPaths", { multivalued: true, prefix: "o-" }),
    stringSpec("aws:RequestedRegion", { mayBeAbsent: false, example: "us-east-1" }),
    dateSpec("aws:CurrentTime", now, null, { mayBeAbsent: false }),
    stringSpec("aws:UserAgent", { example: "aws-cli/2.0" }),
    stringSpec("aws:Referer"),
  ]);
}

/** Keys of the credential of an IAM user: access keys, or a session with or without MFA. */
function userSpecs(): ReadonlyMap<string, KeySpec> {
  return byId([
    boolSpec("aws:MultiFactorAuthPresent"),
    numberSpec("aws:MultiFactorAuthAge", { example: "60" }),
    dateSpec("aws:TokenIssueTime", 0n, null),
    stringSpec("aws:SignInSessionArn", { prefix: "arn:" }),
  ]);
}

/** Keys of the credential of a role session. */
function roleSpecs(): ReadonlyMap<string, KeySpec> {
  return byId([
    dateSpec("aws:TokenIssueTime", 0n, null, { mayBeAbsent: false }),
    stringSpec("aws:FederatedProvider"),
    stringSpec("aws:SignInSessionArn", { prefix: "arn:" }),
    stringSpec("identitystore:UserId"),
  ]);
}

/** Keys that a service may send about the resource it works for. IAM User Guide, "The confused deputy problem". */
function serviceSpecs(): ReadonlyMap<string, KeySpec> {
  return byId([
    stringSpec("aws:SourceArn", { prefix: "arn:" }),
    stringSpec("aws:SourceAccount", {
      alphabet: DIGITS,
      lengthMin: 12,
      lengthMax: 12,
      example: "111122223333",
    }),
    stringSpec("aws:SourceOrgID", { prefix: "o-" }),
    stringSpec("aws:SourceOrgPaths", { multivalued: true, prefix: "o-" }),
    stringSpec("aws:PrincipalAccount", { alphabet: DIGITS, lengthMin: 12, lengthMax: 12 }),
    stringSpec("aws:PrincipalType"),
    stringSpec("aws:userid"),
    dateSpec("aws:TokenIssueTime", 0n, null),
  ]);
}

const DIGITS = {
  name: "digits",
  accepts: (char: string) => char >= "0" && char <= "9",
  samples: "1234567890",
};

/** A map of specs by lower-case name. */
function byId(specs: readonly KeySpec[]): ReadonlyMap<string, KeySpec> {
  return new Map(specs.map((spec) => [spec.name.toLowerCase(), spec]));
}

/** Account ids as values of a key. */
export const ACCOUNT_DIGITS = DIGITS;

const USER_KEYS = openKeys(userSpecs());
const ROLE_KEYS = openKeys(roleSpecs());
const SERVICE_KEYS = openKeys(serviceSpecs());

function openKeys(specs: ReadonlyMap<string, KeySpec>): Known {
  return new Map([...specs].map(([id, spec]) => [id, { kind: "open", spec }]));
}

const environments = new WeakMap<World, Known>();

/** A key of the network or the clock, which any caller may have. */
export function environmentKey(world: World, id: string): KeyKnowledge | undefined {
  let table = environments.get(world);
  if (table === undefined) {
    table = openKeys(environmentSpecs(world.now));
    environments.set(world, table);
  }
  return table.get(id);
}

/** A key that depends on the kind of credential, or on the service that calls. */
export function credentialKey(caller: Caller, id: string): KeyKnowledge | undefined {
  switch (caller.kind) {
    case "user":
      return USER_KEYS.get(id);
    case "role":
      return ROLE_KEYS.get(id);
    case "foreign":
      return (caller.form === "user" ? USER_KEYS : ROLE_KEYS).get(id);
    case "account":
    case "anyone":
      return USER_KEYS.get(id) ?? ROLE_KEYS.get(id);
    case "service":
      return SERVICE_KEYS.get(id);
    default:
      return undefined;
  }
}
