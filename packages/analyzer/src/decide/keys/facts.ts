import { conditionKeyId } from "../../policy/condition.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { World } from "../../world/world.js";
import type { Caller } from "../caller.js";
import type { Facts, KeyKnowledge } from "../facts.js";
import { isRootTarget } from "../root-task.js";
import { callerKeys, unknownTag } from "./caller-keys.js";
import { environmentSpecs, roleSpecs, serviceSpecs, userSpecs } from "./environment.js";
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
import { serviceTagKnowledge } from "./service-tags.js";
import { anySourceIdentity, roleSessionSourceIdentity, roleSessionTag } from "./session-tags.js";
import { targetKeys, targetTag } from "./target-keys.js";

/** Keys pinned by the question: a value, a list, or null for "absent". */
export type Pins = Readonly<Record<string, string | readonly string[] | null>>;

/**
 * What is known of every condition key for one call.
 *
 * Pins come first, then what the hop before settled, then the tables: caller, target, request, claims, environment. A
 * key that AWS does not have, or not on this call, is absent.
 */
export function factsFor(world: World, caller: Caller, target: RolePrincipal, pins: Pins = {}): Facts {
  const own = callerTable(world, caller, target.partition);
  const targets = targetTable(world, target);
  const specs = specTables(world, caller);
  const pinned = new Map(Object.entries(pins).map(([key, value]) => [conditionKeyId(key), pin(key, value)]));
  const fixed = caller.kind === "role" ? caller.session.fixed : null;
  const cache = new Map<string, KeyKnowledge>();
  return (key) => {
    const id = conditionKeyId(key);
    const cached = cache.get(id);
    if (cached !== undefined) return cached;
    const looked =
      fixed?.get(id) ??
      own.get(id) ??
      targets.get(id) ??
      CALL_KEYS.get(id) ??
      lookUp(caller, target, key, id, specs);
    // What the snapshot settles cannot be pinned to something else.
    const result = looked.kind === "open" ? (pinned.get(id) ?? looked) : looked;
    cache.set(id, result);
    return result;
  };
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
    callerTable(world, caller, partition).get(id) ??
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
  return OWN_KEYS.has(keyId) || keyId.startsWith("aws:principaltag/") || isSurvivingClaim(keyId);
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
  const known = targetTable(world, target).get(conditionKeyId(key)) ?? targetTag(target, key);
  return known ?? { kind: "absent", name: key };
}

const CALL_KEYS: Known = new Map([known("aws:SecureTransport", "true"), known("aws:ViaAWSService", "false")]);

// Users, roles and targets are asked about many times; what is known of them stays the same.
const callerTables = new WeakMap<object, Known>();
const unnamedTables = new WeakMap<World, Map<string, Known>>();
const targetTables = new WeakMap<RolePrincipal, Known>();

function callerTable(world: World, caller: Caller, partition: string): Known {
  const owner =
    caller.kind === "user"
      ? caller.user
      : caller.kind === "role" && caller.session.name === null
        ? caller.role
        : null;
  if (owner === null) return unnamedTable(world, caller, partition);
  let table = callerTables.get(owner);
  if (table === undefined) {
    table = new Map(callerKeys(world, caller, partition));
    callerTables.set(owner, table);
  }
  return table;
}

// Of whole accounts and anyone as well: values that were found for their keys stay with the keys.
function unnamedTable(world: World, caller: Caller, partition: string): Known {
  if (caller.kind !== "anyone" && caller.kind !== "account")
    return new Map(callerKeys(world, caller, partition));
  let tables = unnamedTables.get(world);
  if (tables === undefined) {
    tables = new Map();
    unnamedTables.set(world, tables);
  }
  const key = `${caller.kind === "account" ? caller.account : "anyone"} ${partition}`;
  let table = tables.get(key);
  if (table === undefined) {
    table = new Map(callerKeys(world, caller, partition));
    tables.set(key, table);
  }
  return table;
}

function targetTable(world: World, target: RolePrincipal): Known {
  let table = targetTables.get(target);
  if (table === undefined) {
    table = new Map(targetKeys(world, target));
    targetTables.set(target, table);
  }
  return table;
}

function pin(key: string, value: string | readonly string[] | null): KeyKnowledge {
  if (value === null) return { kind: "absent", name: key };
  return typeof value === "string" ? known(key, value)[1] : knownSet(key, value)[1];
}

type SpecTable = ReturnType<typeof userSpecs>;

const USER_SPECS = userSpecs();
const ROLE_SPECS = roleSpecs();
const SERVICE_SPECS = serviceSpecs();

const environments = new WeakMap<World, SpecTable>();

function environmentOf(world: World): SpecTable {
  let table = environments.get(world);
  if (table === undefined) {
    table = environmentSpecs(world.now);
    environments.set(world, table);
  }
  return table;
}

function specTables(world: World, caller: Caller): readonly SpecTable[] {
  const environment = environmentOf(world);
  switch (caller.kind) {
    case "user":
      return [environment, USER_SPECS];
    case "role":
      return [environment, ROLE_SPECS];
    case "foreign":
      return [environment, caller.form === "user" ? USER_SPECS : ROLE_SPECS];
    case "account":
    case "anyone":
      return [environment, USER_SPECS, ROLE_SPECS];
    case "service":
      return [environment, SERVICE_SPECS];
    default:
      return [environment];
  }
}

function lookUp(
  caller: Caller,
  target: RolePrincipal,
  key: string,
  id: string,
  specs: readonly SpecTable[],
): KeyKnowledge {
  const tag = targetTag(target, key);
  if (tag !== null) return tag;
  if (id.startsWith("aws:principaltag/")) return principalTag(caller, key);
  const root = rootKnowledge(target, key, id);
  if (root !== null) return root;
  const own = requestKnowledge(caller, key, id);
  if (own !== null) return own;
  for (const table of specs) {
    const spec = table.get(id);
    if (spec !== undefined) return { kind: "open", spec };
  }
  return { kind: "absent", name: key };
}

function principalTag(caller: Caller, key: string): KeyKnowledge {
  const name = key.slice("aws:PrincipalTag/".length);
  switch (caller.kind) {
    case "user": {
      const tag = caller.user.tags.get(name.toLowerCase());
      return tag === undefined ? { kind: "absent", name: key } : known(key, tag.value)[1];
    }
    case "role":
      return caller.session.complete
        ? ownTag(caller.role, key, name)
        : roleSessionTag(caller.role, key, name);
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
  return id === "aws:sourceidentity" ? anySourceIdentity() : anySurvivingClaim(key);
}

function ownTag(role: RolePrincipal, key: string, name: string): KeyKnowledge {
  const tag = role.tags.get(name.toLowerCase());
  return tag === undefined ? { kind: "absent", name: key } : known(key, tag.value)[1];
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
      const claim = survivingClaim(caller.role, key);
      if (claim !== null) return claim;
      break;
    }
    default:
      break;
  }
  const spec = requestSpec(key);
  return spec === null ? null : { kind: "open", spec };
}
