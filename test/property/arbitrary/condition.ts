// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are written like this
import type { Json } from "@rolepath/snapshot";
import fc from "fast-check";
import { ORGANIZATION_ID, ROOT_ID, UNIT_ID } from "../../reference/build.js";
import { COGNITO, HOME, ISSUER, OTHER, ROLES, roleArn, SESSION, userArn } from "./pool.js";

/** One operator with one key, as it stands in a condition block. */
interface ConditionPart {
  readonly operator: string;
  readonly key: string;
  readonly values: Json;
}

/** Which keys a condition may look at: those of one kind of caller, so that statements are not dead from the start. */
export type Flavour = "iam" | "service" | "saml" | "oidc";

const STRINGS = ["ab", "abc", "ab-c", "xbc"];
const PATTERNS = ["a*", "*c", "ab*", "?b*", "*b*", "*", "ab?", "a*-*c"];
const VARIABLES = [
  "${aws:username}",
  "${aws:PrincipalTag/team}",
  "${aws:PrincipalTag/team, 'ab'}",
  "${sts:RoleSessionName}",
  "${aws:RequestTag/team}",
  "a${*}",
];
const IMPOSSIBLE = ["a b", "a", "a/b", "*"];

interface StringKey {
  readonly key: string;
  readonly values: readonly string[];
  readonly patterns: readonly string[];
}

const text = (key: string): StringKey => ({
  key,
  values: [...STRINGS, ...VARIABLES.slice(0, 5), ...IMPOSSIBLE],
  patterns: [...PATTERNS, ...VARIABLES],
});
const of = (key: string, values: readonly string[], patterns: readonly string[]): StringKey => ({
  key,
  values,
  patterns,
});

const USER_ARN = userArn(HOME, "alice");
const ROLE_ARN = roleArn(HOME, ROLES[1]);

const REQUEST_KEYS: readonly StringKey[] = [
  text("sts:ExternalId"),
  text("sts:RoleSessionName"),
  text("sts:SourceIdentity"),
  text("aws:RequestTag/team"),
  text("aws:RequestTag/env"),
  text("aws:UserAgent"),
  of("aws:RequestedRegion", ["us-east-1", "eu-west-1"], ["eu-*", "*-1"]),
  of("aws:SourceVpce", ["vpce-0a1b2c3d", "vpce-9f8e7d6c"], ["vpce-0*"]),
  of("aws:SourceVpc", ["vpc-0a1b2c3d"], ["vpc-*"]),
];
const STATIC_KEYS: readonly StringKey[] = [
  of("aws:PrincipalAccount", [HOME, OTHER], ["1111*"]),
  of("aws:PrincipalOrgID", [ORGANIZATION_ID, "o-zzzzzzzzzz"], ["o-*"]),
  of("aws:PrincipalType", ["User", "AssumedRole"], ["*Role"]),
  of("aws:username", ["alice", "ab"], ["a*"]),
  of("aws:userid", [`AIDA${HOME}ALICE`, `AROA${HOME}CI:${SESSION}`], [`AROA${HOME}CI:*`, `*:${SESSION}`]),
  of("aws:PrincipalTag/team", [...STRINGS, "${aws:ResourceTag/team}"], PATTERNS),
  of("aws:ResourceTag/team", [...STRINGS, "${aws:PrincipalTag/team}", "${aws:RequestTag/team}"], PATTERNS),
  of("aws:ResourceAccount", [HOME, "${aws:PrincipalAccount}"], ["4*"]),
  of("aws:PrincipalOrganisation", ["x"], ["*"]),
];
const SERVICE_KEYS: readonly StringKey[] = [
  of("aws:SourceAccount", [HOME, OTHER, "${aws:ResourceAccount}"], ["1*"]),
  of("aws:SourceOrgID", [ORGANIZATION_ID], ["o-*"]),
  of("aws:PrincipalServiceName", ["lambda.amazonaws.com"], ["*.amazonaws.com"]),
  of("aws:PrincipalOrgID", [ORGANIZATION_ID], ["o-*"]),
  of("aws:PrincipalTag/x509Subject/CN", STRINGS, PATTERNS),
  text("aws:RequestTag/kubernetes-namespace"),
  text("sts:RoleSessionName"),
];
const SAML_KEYS: readonly StringKey[] = [
  of("saml:aud", ["https://signin.aws.amazon.com/saml", "x"], ["https://*"]),
  of("SAML:sub", STRINGS, PATTERNS),
  of("saml:sub_type", ["persistent", "transient"], ["p*"]),
  text("sts:RoleSessionName"),
  text("sts:SourceIdentity"),
  text("aws:RequestTag/team"),
  of("aws:PrincipalOrgID", [ORGANIZATION_ID], ["o-*"]),
];
const OIDC_KEYS: readonly StringKey[] = [
  of(
    `${ISSUER}:sub`,
    ["repo:acme/app:ref", "repo:acme/lib:ref"],
    ["repo:acme/*", "repo:acme*", "*:ref", "repo:*app*"],
  ),
  of(`${ISSUER}:aud`, ["sts.amazonaws.com", "other"], ["sts*"]),
  of(`${ISSUER}:environment`, ["production"], ["prod*"]),
  of(`${COGNITO}:aud`, ["eu-west-1:pool"], ["eu-*"]),
  text("sts:RoleSessionName"),
  of("aws:PrincipalOrgID", [ORGANIZATION_ID], ["o-*"]),
];
const STRING_KEYS: Readonly<Record<Flavour, readonly StringKey[]>> = {
  iam: [...REQUEST_KEYS, ...REQUEST_KEYS, ...STATIC_KEYS],
  service: SERVICE_KEYS,
  saml: SAML_KEYS,
  oidc: OIDC_KEYS,
};

const maybe = (share: number) => fc.nat({ max: 99 }).map((draw) => draw < share);

/** Text operators: exact, folded and like, with IfExists, and rarely with a set operator on a single-valued key. */
function stringCondition(flavour: Flavour): fc.Arbitrary<ConditionPart> {
  return fc
    .record({
      key: fc.constantFrom(...STRING_KEYS[flavour]),
      negated: maybe(30),
      form: fc.constantFrom("Equals", "Equals", "Like", "Like", "EqualsIgnoreCase"),
      ifExists: maybe(20),
      set: fc.constantFrom("", "", "", "", "", "", "", "", "ForAllValues:", "ForAnyValue:"),
      picks: fc.array(fc.nat({ max: 99 }), { minLength: 1, maxLength: 2 }),
    })
    .map(({ key, negated, form, ifExists, set, picks }) => {
      const pool = form === "Like" ? [...key.patterns, ...key.values] : key.values;
      const name =
        form === "EqualsIgnoreCase" && negated
          ? "StringNotEqualsIgnoreCase"
          : `String${negated ? "Not" : ""}${form}`;
      const values = picks.map((pick) => pool[pick % pool.length]!);
      return {
        operator: `${set}${name}${ifExists ? "IfExists" : ""}`,
        key: key.key,
        values: form === "EqualsIgnoreCase" ? values.map(shout) : values,
      };
    });
}

/** Upper case, but not inside a variable, whose key would still be the same. */
function shout(value: string): string {
  return value.includes("${") ? value : value.toUpperCase();
}

const MULTIVALUED: Readonly<Record<Flavour, readonly StringKey[]>> = {
  iam: [
    of("aws:TagKeys", ["team", "env", "cost"], ["t*", "*e*"]),
    of(
      "aws:PrincipalOrgPaths",
      [`${ORGANIZATION_ID}/${ROOT_ID}/${UNIT_ID}/`],
      [`${ORGANIZATION_ID}/*`, `*/${UNIT_ID}/ou-*`],
    ),
    of("sts:TransitiveTagKeys", ["team"], ["*"]),
  ],
  service: [of("aws:TagKeys", ["team", "kubernetes-namespace"], ["kubernetes-*"])],
  saml: [of("saml:edupersonaffiliation", ["staff", "student"], ["st*"]), of("aws:TagKeys", ["team"], ["t*"])],
  oidc: [of(`${COGNITO}:amr`, ["authenticated", "unauthenticated"], ["*authenticated"])],
};

function setCondition(flavour: Flavour): fc.Arbitrary<ConditionPart> {
  return fc
    .record({
      key: fc.constantFrom(...MULTIVALUED[flavour]),
      set: fc.constantFrom("ForAllValues:", "ForAnyValue:"),
      base: fc.constantFrom("StringEquals", "StringLike", "StringNotEquals", "StringNotLike"),
      ifExists: maybe(5),
      picks: fc.array(fc.nat({ max: 99 }), { minLength: 1, maxLength: 2 }),
    })
    .map(({ key, set, base, ifExists, picks }) => {
      const pool = base.endsWith("Like") ? [...key.patterns, ...key.values] : key.values;
      const values = picks.map((pick) => pool[pick % pool.length]!);
      return { operator: `${set}${base}${ifExists ? "IfExists" : ""}`, key: key.key, values };
    });
}

const oneOf = (...values: readonly Json[]) => fc.constantFrom(...values);
const part = (
  operators: readonly string[],
  key: string,
  values: fc.Arbitrary<Json>,
): fc.Arbitrary<ConditionPart> =>
  fc.record({ operator: fc.constantFrom(...operators), key: fc.constant(key), values });

const TIMES = ["2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "2028-01-01", "1861920000"];
const DATES = ["DateLessThan", "DateGreaterThan", "DateLessThanEquals", "DateGreaterThanEquals"];
const BLOCKS = ["10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "0.0.0.0/0", "2001:db8::/32", "203.0.113.0/24"];

const environment: fc.Arbitrary<ConditionPart> = fc.oneof(
  part(
    ["IpAddress", "NotIpAddress", "IpAddressIfExists", "NotIpAddressIfExists"],
    "aws:SourceIp",
    fc.uniqueArray(oneOf(...BLOCKS), { minLength: 1, maxLength: 2 }),
  ),
  part([...DATES, "DateLessThanIfExists"], "aws:CurrentTime", oneOf(...TIMES)),
  part(
    ["NumericLessThan", "NumericGreaterThanEquals", ...DATES],
    "aws:EpochTime",
    oneOf("1830297600", 1861920000),
  ),
  part(["Bool", "BoolIfExists"], "aws:SecureTransport", oneOf("true", false)),
);
const credentials: fc.Arbitrary<ConditionPart> = fc.oneof(
  part(["Bool", "BoolIfExists"], "aws:MultiFactorAuthPresent", oneOf("true", true, "false")),
  part(
    ["NumericLessThan", "NumericGreaterThan", "NumericLessThanIfExists", "NumericEquals", "NumericNotEquals"],
    "aws:MultiFactorAuthAge",
    oneOf("3600", 900, "0"),
  ),
  part(DATES, "aws:TokenIssueTime", oneOf(...TIMES.slice(0, 2))),
);
const arns: fc.Arbitrary<ConditionPart> = part(
  ["ArnEquals", "ArnLike", "ArnNotLike", "ArnNotEquals", "StringLike", "StringNotEquals", "ArnLikeIfExists"],
  "aws:PrincipalArn",
  oneOf(
    USER_ARN,
    ROLE_ARN,
    `arn:aws:iam::*:role/*`,
    `arn:aws:iam::${HOME}:*`,
    "arn:aws:iam::*:user/${aws:username}",
  ),
);
const serviceFlags: fc.Arbitrary<ConditionPart> = fc.oneof(
  part(["Bool", "BoolIfExists"], "aws:PrincipalIsAWSService", oneOf("true", "false")),
  part(
    ["ArnLike", "ArnNotLike", "ArnEquals"],
    "aws:SourceArn",
    oneOf(`arn:aws:lambda:*:${HOME}:function:*`, "arn:aws:s3:::bucket"),
  ),
);

function nullCondition(flavour: Flavour): fc.Arbitrary<ConditionPart> {
  const keys = [...STRING_KEYS[flavour], ...MULTIVALUED[flavour]].map((candidate) => candidate.key);
  const extra =
    flavour === "iam"
      ? ["aws:MultiFactorAuthAge", "aws:SourceIp", "aws:SourceVpce", "aws:TokenIssueTime"]
      : [];
  return fc.record({
    operator: fc.constant("Null"),
    key: fc.constantFrom(...keys, ...extra),
    values: oneOf("true", "false", true, false),
  });
}

function anyCondition(flavour: Flavour): fc.Arbitrary<ConditionPart> {
  const common = [
    { weight: 6, arbitrary: stringCondition(flavour) },
    { weight: 2, arbitrary: setCondition(flavour) },
    { weight: 2, arbitrary: nullCondition(flavour) },
    { weight: 2, arbitrary: environment },
  ];
  if (flavour === "iam") {
    return fc.oneof(
      ...common,
      { weight: 2, arbitrary: credentials },
      { weight: 2, arbitrary: arns },
      { weight: 1, arbitrary: serviceFlags },
    );
  }
  return flavour === "service"
    ? fc.oneof(...common, { weight: 3, arbitrary: serviceFlags })
    : fc.oneof(...common);
}

/** A condition block of up to three parts; key names in any letter case. */
export function conditionBlock(flavour: Flavour): fc.Arbitrary<Json | undefined> {
  const cased = fc
    .tuple(anyCondition(flavour), fc.constantFrom("", "", "", "lower", "upper"))
    .map(([entry, letters]) => ({ ...entry, key: recase(entry.key, letters) }));
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant(undefined) },
    { weight: 5, arbitrary: fc.array(cased, { minLength: 1, maxLength: 1 }).map(blockOf) },
    { weight: 3, arbitrary: fc.array(cased, { minLength: 2, maxLength: 3 }).map(blockOf) },
  );
}

function recase(key: string, letters: string): string {
  return letters === "lower" ? key.toLowerCase() : letters === "upper" ? key.toUpperCase() : key;
}

/** Parts of one operator share its object; a later part for the same key replaces an earlier one. */
function blockOf(parts: readonly ConditionPart[]): Json {
  const block: Record<string, Record<string, Json>> = {};
  for (const { operator, key, values } of parts) {
    const same = Object.keys(block[operator] ?? {}).find((name) => name.toLowerCase() === key.toLowerCase());
    block[operator] = { ...block[operator], [same ?? key]: values };
  }
  return block;
}
