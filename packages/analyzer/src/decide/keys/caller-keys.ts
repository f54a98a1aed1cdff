import { wildcardPattern } from "../../policy/pattern.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { World } from "../../world/world.js";
import type { Caller, ForeignCaller } from "../caller.js";
import type { KeySpec } from "../domain/key-spec.js";
import { ARN_ALPHABET, NAME_ALPHABET, nameSpec, stringSpec, tagValueSpec } from "../domain/spec.js";
import { prefixedTest } from "../domain/test.js";
import type { KeyKnowledge } from "../facts.js";
import { sessionNameTests } from "./entry-limits.js";
import { ACCOUNT_DIGITS } from "./environment.js";
import { known, knownSet, missing } from "./known.js";
import { organizationKeys } from "./organization-keys.js";

type Entries = readonly [string, KeyKnowledge][];

/** Keys about who calls that do not depend on the request; `partition` is the role's, for callers of no known one. Semantics 3.4; IAM User Guide, "AWS global condition context keys". */
export function callerKeys(world: World, caller: Caller, partition: string): Entries {
  switch (caller.kind) {
    case "user":
      return [
        ...awsPrincipal(world, caller.user.account),
        known("aws:PrincipalArn", caller.user.arn),
        known("aws:PrincipalType", "User"),
        known("aws:userid", caller.user.uniqueId),
        known("aws:username", caller.user.name),
      ];
    case "role":
      return [
        ...awsPrincipal(world, caller.role.account),
        known("aws:PrincipalArn", caller.role.arn),
        known("aws:PrincipalType", "AssumedRole"),
        userId(caller.role, caller.session.name),
        missing("aws:username"),
        known("aws:MultiFactorAuthPresent", "false"),
        missing("aws:MultiFactorAuthAge"),
      ];
    case "foreign":
      return [...awsPrincipal(world, caller.account), ...foreignKeys(caller)];
    case "account":
      return [...awsPrincipal(world, caller.account), ...unnamedKeys(caller.account, partition)];
    case "anyone":
      return [
        ...plainPrincipal(),
        [
          "aws:principalaccount",
          {
            kind: "open",
            spec: stringSpec("aws:PrincipalAccount", {
              alphabet: ACCOUNT_DIGITS,
              lengthMin: 12,
              lengthMax: 12,
              mayBeAbsent: false,
              kind: "caller",
            }),
          },
        ],
        ...organizationKeys(world, null, "aws:Principal"),
        ...unnamedKeys(null, partition),
      ];
    case "service":
      return [
        known("aws:PrincipalIsAWSService", "true"),
        known("aws:PrincipalServiceName", caller.name),
        knownSet("aws:PrincipalServiceNamesList", [caller.name]),
        missing("aws:PrincipalOrgID"),
        missing("aws:PrincipalOrgPaths"),
        missing("aws:PrincipalArn"),
        missing("aws:username"),
      ];
    case "sso-user":
    case "federated":
      // "Present in the request context for all signed API requests": these calls are not signed.
      return [missing("aws:PrincipalIsAWSService")];
    case "root":
    case "federation-token":
      return awsPrincipal(world, caller.account);
  }
}

function plainPrincipal(): Entries {
  return [
    known("aws:PrincipalIsAWSService", "false"),
    missing("aws:PrincipalServiceName"),
    missing("aws:PrincipalServiceNamesList"),
  ];
}

function awsPrincipal(world: World, account: string): Entries {
  return [
    ...plainPrincipal(),
    known("aws:PrincipalAccount", account),
    ...organizationKeys(world, account, "aws:Principal"),
  ];
}

function userId(role: RolePrincipal, sessionName: string | null): [string, KeyKnowledge] {
  const prefix = `${role.uniqueId}:`;
  if (sessionName !== null) return known("aws:userid", prefix + sessionName);
  return [
    "aws:userid",
    {
      kind: "open",
      spec: nameSpec("aws:userid", {
        prefix,
        mayBeAbsent: false,
        kind: "caller",
        base: sessionNameTests(role).map((test) => prefixedTest(test, prefix)),
        example: `${prefix}rolepath`,
      }),
    },
  ];
}

function foreignKeys(caller: ForeignCaller): Entries {
  const named: Entries =
    caller.form === "user"
      ? [known("aws:PrincipalType", "User"), known("aws:username", caller.name)]
      : [
          known("aws:PrincipalType", "AssumedRole"),
          missing("aws:username"),
          known("aws:MultiFactorAuthPresent", "false"),
          missing("aws:MultiFactorAuthAge"),
        ];
  return [
    ...named,
    foreignArn(caller),
    open(stringSpec("aws:userid", { mayBeAbsent: false, kind: "caller" })),
  ];
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
    open(stringSpec("aws:userid", { mayBeAbsent: false, kind: "caller" })),
    open(stringSpec("aws:username", { alphabet: NAME_ALPHABET, lengthMax: 64, kind: "caller" })),
  ];
}

/** A tag of a principal that nothing is known of. */
export function unknownTag(key: string): KeyKnowledge {
  return { kind: "open", spec: tagValueSpec(key, { kind: "caller" }) };
}

function open(spec: KeySpec): [string, KeyKnowledge] {
  return [spec.name.toLowerCase(), { kind: "open", spec }];
}
