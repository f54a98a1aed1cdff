import { byText } from "../../policy/by-text.js";
import { wildcardPattern } from "../../policy/pattern.js";
import type { RolePrincipal, UserPrincipal } from "../../world/entity.js";
import type { World } from "../../world/world.js";
import type { Caller, ForeignCaller } from "../caller/caller.js";
import type { KeySpec } from "../domain/key-spec.js";
import type { KeyKnowledge } from "../domain/knowledge.js";
import { ARN_ALPHABET, NAME_ALPHABET, nameSpec, stringSpec, tagValueSpec } from "../domain/spec.js";
import { prefixedTest } from "../domain/test.js";
import { sessionNameTests } from "./entry-limits.js";
import { ACCOUNT_DIGITS } from "./environment.js";
import { type Known, known, knownSet, missing } from "./known.js";
import { perWorld } from "./once.js";
import { organizationKeys } from "./organization-keys.js";

type Entries = readonly [string, KeyKnowledge][];

/**
 * A key, by its lower-case name, about who calls that does not depend on the request; undefined when it is none of them.
 *
 * Semantics 3.4; IAM User Guide, "AWS global condition context keys".
 *
 * @param partition the role's, for callers of no known one
 */
export function callerKey(
  world: World,
  caller: Caller,
  partition: string,
  id: string,
): KeyKnowledge | undefined {
  switch (caller.kind) {
    case "user":
      return userKey(caller.user, id) ?? awsPrincipal(world, caller.user.account).get(id);
    case "role":
      return (
        roleKey(caller.role, caller.session.name, id) ?? awsPrincipal(world, caller.role.account).get(id)
      );
    case "foreign":
      return foreignKey(caller, id) ?? awsPrincipal(world, caller.account).get(id);
    case "account":
      return accountKeys(world, `${caller.account}:${partition}`).get(id);
    case "anyone":
      return anyoneKeys(world, partition).get(id);
    case "service":
      return serviceKey(caller.name, id);
    case "sso-user":
    case "federated":
      return NOT_SIGNED.get(id);
    case "root":
    case "federation-token":
      return awsPrincipal(world, caller.account).get(id);
  }
}

const PLAIN_PRINCIPAL: Entries = [
  known("aws:PrincipalIsAWSService", "false"),
  missing("aws:PrincipalServiceName"),
  missing("aws:PrincipalServiceNamesList"),
];

// "Present in the request context for all signed API requests": these calls are not signed.
const NOT_SIGNED: Known = new Map([missing("aws:PrincipalIsAWSService")]);

const USER_KEYS: Known = new Map([known("aws:PrincipalType", "User")]);

const ROLE_KEYS: Known = new Map([
  known("aws:PrincipalType", "AssumedRole"),
  missing("aws:username"),
  known("aws:MultiFactorAuthPresent", "false"),
  missing("aws:MultiFactorAuthAge"),
]);

const SERVICE_KEYS: Known = new Map([
  known("aws:PrincipalIsAWSService", "true"),
  missing("aws:PrincipalOrgID"),
  missing("aws:PrincipalOrgPaths"),
  missing("aws:PrincipalArn"),
  missing("aws:username"),
]);

// What all principals of an account have in common is the same at every decision.
const awsPrincipal = perWorld(
  (world, account): Known =>
    new Map([
      ...PLAIN_PRINCIPAL,
      known("aws:PrincipalAccount", account),
      ...organizationKeys(world, account, "aws:Principal"),
    ]),
);

function userKey(user: UserPrincipal, id: string): KeyKnowledge | undefined {
  switch (id) {
    case "aws:principalarn":
      return known("aws:PrincipalArn", user.arn)[1];
    case "aws:userid":
      return known("aws:userid", user.uniqueId)[1];
    case "aws:username":
      return known("aws:username", user.name)[1];
    default:
      return USER_KEYS.get(id);
  }
}

function roleKey(role: RolePrincipal, sessionName: string | null, id: string): KeyKnowledge | undefined {
  switch (id) {
    case "aws:principalarn":
      return known("aws:PrincipalArn", role.arn)[1];
    case "aws:userid":
      return sessionName === null
        ? someUserId(role)
        : known("aws:userid", `${role.uniqueId}:${sessionName}`)[1];
    default:
      return ROLE_KEYS.get(id);
  }
}

function serviceKey(service: string, id: string): KeyKnowledge | undefined {
  switch (id) {
    case "aws:principalservicename":
      return known("aws:PrincipalServiceName", service)[1];
    case "aws:principalservicenameslist":
      return knownSet("aws:PrincipalServiceNamesList", [service])[1];
    default:
      return SERVICE_KEYS.get(id);
  }
}

const userIds = new WeakMap<RolePrincipal, KeyKnowledge>();

// Values that were found for a key stay with what it is, so that is made once.
function someUserId(role: RolePrincipal): KeyKnowledge {
  let knowledge = userIds.get(role);
  if (knowledge === undefined) {
    const prefix = `${role.uniqueId}:`;
    const spec = nameSpec("aws:userid", {
      prefix,
      mayBeAbsent: false,
      kind: "caller",
      base: sessionNameTests(role).map((test) => prefixedTest(test, prefix)),
      example: `${prefix}rolepath`,
    });
    knowledge = { kind: "open", spec };
    userIds.set(role, knowledge);
  }
  return knowledge;
}

const ANY_USER_ID = open(stringSpec("aws:userid", { mayBeAbsent: false, kind: "caller" }));

function foreignKey(caller: ForeignCaller, id: string): KeyKnowledge | undefined {
  if (id === "aws:userid") return ANY_USER_ID[1];
  if (id === "aws:principalarn") return foreignArn(caller)[1];
  if (caller.form !== "user") return ROLE_KEYS.get(id);
  return id === "aws:username" ? known("aws:username", caller.name)[1] : USER_KEYS.get(id);
}

// A session ARN of an account that was not collected does not tell the path of the role.
function foreignArn(caller: ForeignCaller): [string, KeyKnowledge] {
  if (caller.form !== "session") return known("aws:PrincipalArn", caller.arn);
  const prefix = `arn:${caller.partition}:iam::${caller.account}:role/`;
  const patterns = [
    wildcardPattern([{ text: `${prefix}${caller.name}`, wild: false }]),
    wildcardPattern([
      { text: prefix, wild: false },
      { text: "*", wild: true },
      { text: `/${caller.name}`, wild: false },
    ]),
  ];
  return open(
    stringSpec("aws:PrincipalArn", {
      mayBeAbsent: false,
      base: [{ kind: "match", patterns, not: false }],
      example: `${prefix}${caller.name}`,
      kind: "caller",
    }),
  );
}

// Of whole accounts and anyone as well: values that were found for their keys stay with the keys.
const accountKeys = perWorld((world, accountAndPartition): Known => {
  const [account = "", partition = ""] = accountAndPartition.split(":");
  return new Map([...awsPrincipal(world, account), ...unnamedKeys(account, partition)]);
});

const anyoneKeys = perWorld(
  (world, partition): Known =>
    new Map([
      ...PLAIN_PRINCIPAL,
      ANY_ACCOUNT,
      ...organizationKeys(world, null, "aws:Principal"),
      ...unnamedKeys(null, partition),
    ]),
);

const ANY_ACCOUNT = open(
  stringSpec("aws:PrincipalAccount", {
    alphabet: ACCOUNT_DIGITS,
    lengthMin: 12,
    lengthMax: 12,
    mayBeAbsent: false,
    kind: "caller",
  }),
);

// Any user or role that somebody could create, in the partition of the role.
function unnamedKeys(account: string | null, partition: string): Entries {
  const prefix = account === null ? `arn:${partition}:iam::` : `arn:${partition}:iam::${account}:`;
  const patterns = ["user", "role"].map((kind) =>
    wildcardPattern([
      { text: prefix, wild: false },
      { text: `${account === null ? "????????????:" : ""}${kind}/?*`, wild: true },
    ]),
  );
  const example = account === null ? null : `${prefix}role/any`;
  const owner = account === null ? `${prefix}????????????:` : prefix;
  // Names and paths hold no colon here, and no part of a path is empty.
  const malformed = [`${owner}*:*`, `${prefix}*//*`, `${prefix}*/`].map((text) =>
    wildcardPattern([{ text, wild: true }]),
  );
  return [
    open(
      stringSpec("aws:PrincipalArn", {
        mayBeAbsent: false,
        prefix,
        alphabet: ARN_ALPHABET,
        base: [
          { kind: "match", patterns, not: false },
          { kind: "match", patterns: malformed, not: true },
        ],
        kind: "caller",
        example,
      }),
    ),
    open(
      stringSpec("aws:PrincipalType", {
        finite: ["AssumedRole", "User"],
        mayBeAbsent: false,
        kind: "caller",
      }),
    ),
    ANY_USER_ID,
    open(stringSpec("aws:username", { alphabet: NAME_ALPHABET, lengthMax: 64, kind: "caller" })),
  ];
}

/** A tag of a principal that nothing is known of. */
export const unknownTag = byText(
  (key): KeyKnowledge => ({ kind: "open", spec: tagValueSpec(key, { kind: "caller" }) }),
);

function open(spec: KeySpec): [string, KeyKnowledge] {
  return [spec.name.toLowerCase(), { kind: "open", spec }];
}
