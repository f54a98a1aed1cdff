import { conditionKeyId } from "../../policy/condition.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { World } from "../../world/world.js";
import type { Caller } from "../caller/caller.js";
import { isRootTarget } from "../caller/root-task.js";
import type { Facts, KeyKnowledge } from "../domain/knowledge.js";
import { callerKey, unknownTag } from "./caller-keys.js";
import { anyDeliveredKey, deliveredKey, isDelivered } from "./delivered-keys.js";
import { credentialKey, environmentKey } from "./environment.js";
import {
  anySurvivingClaim,
  certificateTag,
  claimKnowledge,
  federatedRequestKnowledge,
  isSurvivingClaim,
  survivingClaim,
} from "./federated-keys.js";
import { type Known, known, knownSet } from "./known.js";
import { requestSpec } from "./request.js";
import { roleAuthorization } from "./role-authorization.js";
import { serviceTagKnowledge } from "./service-tags.js";
import { anySourceIdentity, roleSessionSourceIdentity, roleSessionTag } from "./session-tags.js";
import { targetKey } from "./target-keys.js";

/** Keys pinned by the question: a value, a list, or null for "absent". */
export type Pins = Readonly<Record<string, string | readonly string[] | null>>;

/**
 * What is known of every condition key for one call.
 *
 * Pins come first, then what the hop before settled, then the tables: caller, target, request, claims, environment. A
 * key that AWS does not have, or not on this call, is absent.
 */
export function factsFor(
  world: World,
  caller: Caller,
  target: RolePrincipal,
  pins: Pins = NOTHING_PINNED,
): Facts {
  const fixed = caller.kind === "role" ? caller.session.fixed : null;
  const pinned = pins === NOTHING_PINNED ? null : pinnedKeys(pins);
  // By every spelling that was asked for.
  const asked = new Map<string, KeyKnowledge>();
  const find = (key: string, id: string): KeyKnowledge => {
    const looked =
      fixed?.get(id) ??
      callerKey(world, caller, target.partition, id) ??
      CALL_KEYS.get(id) ??
      lookUp(world, caller, target, key, id);
    // What the snapshot settles cannot be pinned to something else.
    return looked.kind === "open" ? (pinned?.get(id) ?? looked) : looked;
  };
  return (key) => {
    const known = asked.get(key);
    if (known !== undefined) return known;
    const id = conditionKeyId(key);
    const knowledge = asked.get(id) ?? find(key, id);
    asked.set(id, knowledge);
    if (key !== id) asked.set(key, knowledge);
    return knowledge;
  };
}

/** No key is pinned. */
export const NOTHING_PINNED: Pins = {};

function pinnedKeys(pins: Pins): ReadonlyMap<string, KeyKnowledge> {
  return new Map(Object.entries(pins).map(([key, value]) => [conditionKeyId(key), pin(key, value)]));
}

/**
 * What is known of a key that belongs to the calling user or role alone, whatever the role that is asked for; see
 * {@link tellsCallersApart}.
 */
export function callerKnowledge(
  world: World,
  caller: Caller & { readonly kind: "user" | "role" },
  key: string,
): KeyKnowledge {
  const id = conditionKeyId(key);
  const fixed = caller.kind === "role" ? caller.session.fixed.get(id) : undefined;
  const { partition } = caller.kind === "user" ? caller.user : caller.role;
  return (
    fixed ??
    callerKey(world, caller, partition, id) ??
    (id.startsWith("aws:principaltag/") ? principalTag(caller, key) : requestKnowledge(caller, key, id)) ?? {
      kind: "absent",
      name: key,
    }
  );
}

/**
 * Whether a key, by its lower-case name, may differ between two users or two roles of one account.
 *
 * Of every other key the account, the kind of caller and the state of its session tell all that is known.
 */
export function tellsCallersApart(keyId: string): boolean {
  return (
    OWN_KEYS.has(keyId) ||
    keyId.startsWith("aws:principaltag/") ||
    isSurvivingClaim(keyId) ||
    isDelivered(keyId)
  );
}

const OWN_KEYS: ReadonlySet<string> = new Set([
  "aws:principalarn",
  "aws:userid",
  "aws:username",
  "aws:sourceidentity",
]);

/** Whether a key, by its lower-case name, may differ between users or roles of two accounts, and not within one. */
export function tellsAccountsApart(keyId: string): boolean {
  return ACCOUNT_KEYS.has(keyId);
}

const ACCOUNT_KEYS: ReadonlySet<string> = new Set([
  "aws:principalaccount",
  "aws:principalorgid",
  "aws:principalorgpaths",
]);

/** Whether a key, by its lower-case name, is one of the role that is asked for. */
export function tellsTargetsApart(keyId: string): boolean {
  return TARGET_KEYS.has(keyId) || /^(?:aws|iam):resourcetag\//.test(keyId);
}

const TARGET_KEYS: ReadonlySet<string> = new Set([
  "aws:resourceaccount",
  "aws:resourceorgid",
  "aws:resourceorgpaths",
]);

/** What is known of a key of the role that is asked for, where no session brought tags along. */
export function targetKnowledge(world: World, target: RolePrincipal, key: string): KeyKnowledge {
  return targetKey(world, target, key, conditionKeyId(key)) ?? { kind: "absent", name: key };
}

const CALL_KEYS: Known = new Map([known("aws:SecureTransport", "true"), known("aws:ViaAWSService", "false")]);

function pin(key: string, value: string | readonly string[] | null): KeyKnowledge {
  if (value === null || value.length === 0) return { kind: "absent", name: key };
  return typeof value === "string" ? known(key, value)[1] : knownSet(key, value)[1];
}

function lookUp(world: World, caller: Caller, target: RolePrincipal, key: string, id: string): KeyKnowledge {
  const ofTarget = targetKey(world, target, key, id);
  if (ofTarget !== undefined) return ofTarget;
  if (id.startsWith("aws:principaltag/")) return principalTag(caller, key);
  const authorized = caller.kind === "federated" ? roleAuthorization(caller, target.arn, id) : null;
  if (authorized !== null) return authorized;
  const root = rootKnowledge(target, key, id);
  if (root !== null) return root;
  const own = requestKnowledge(caller, key, id);
  if (own !== null) return own;
  const open = environmentKey(world, id) ?? credentialKey(caller, id);
  return open ?? { kind: "absent", name: key };
}

function principalTag(caller: Caller, key: string): KeyKnowledge {
  const name = key.slice("aws:PrincipalTag/".length);
  switch (caller.kind) {
    case "user": {
      const tag = caller.user.tags.get(name.toLowerCase());
      return tag === undefined ? { kind: "absent", name: key } : known(key, tag.Value)[1];
    }
    case "role":
      return caller.session.complete ? ownTag(caller.role, key, name) : roleSessionTag(caller.role, key);
    case "foreign":
    case "account":
    case "anyone":
      return unknownTag(key);
    case "service":
      return caller.name === "rolesanywhere.amazonaws.com" && /^x509(subject|issuer|san)\//i.test(name)
        ? certificateTag(key)
        : { kind: "absent", name: key };
    default:
      return { kind: "absent", name: key };
  }
}

function carriedKnowledge(key: string, id: string): KeyKnowledge | null {
  return id === "aws:sourceidentity" ? anySourceIdentity() : (anySurvivingClaim(key) ?? anyDeliveredKey(id));
}

function ownTag(role: RolePrincipal, key: string, name: string): KeyKnowledge {
  const tag = role.tags.get(name.toLowerCase());
  return tag === undefined ? { kind: "absent", name: key } : known(key, tag.Value)[1];
}

// The task policy is a parameter of AssumeRoot alone, which has none of the others.
function rootKnowledge(target: RolePrincipal, key: string, id: string): KeyKnowledge | null {
  const spec = requestSpec(key);
  if (spec === null) return null;
  return isRootTarget(target) === (id === "sts:taskpolicyarn") ? null : { kind: "absent", name: key };
}

function requestKnowledge(caller: Caller, key: string, id: string): KeyKnowledge | null {
  switch (caller.kind) {
    case "federated":
      return federatedRequestKnowledge(caller, key) ?? claimKnowledge(caller, key);
    case "service":
      return serviceTagKnowledge(caller.name, key, id);
    case "foreign":
    case "account":
    case "anyone": {
      // The session of some role that was not collected may carry whatever sessions carry.
      const carried = caller.kind === "foreign" && caller.form === "user" ? null : carriedKnowledge(key, id);
      if (carried !== null) return carried;
      break;
    }
    case "role": {
      if (id === "aws:sourceidentity") return roleSessionSourceIdentity(caller.role);
      const carried = survivingClaim(caller.role, key) ?? deliveredKey(caller.role, id);
      if (carried !== null) return carried;
      break;
    }
    default:
      break;
  }
  const spec = requestSpec(key);
  return spec === null ? null : { kind: "open", spec };
}
