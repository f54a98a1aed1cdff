// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are written like this
import type { Json } from "@rolepath/snapshot";
import fc from "fast-check";
import { type Flavour, MULTIVALUED, STRING_KEYS } from "./condition-keys.js";
import { HOME, ROLES, roleArn, userArn } from "./pool.js";

/** One operator with one key, as it stands in a condition block. */
interface ConditionPart {
  readonly operator: string;
  readonly key: string;
  readonly values: Json;
}

const USER_ARN = userArn(HOME, "alice");
const ROLE_ARN = roleArn(HOME, ROLES[1]);

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
  part(["Bool", "BoolIfExists"], "aws:ViaAWSService", oneOf("true", false)),
  part(["IpAddress", "NotIpAddress"], "aws:VpcSourceIp", oneOf("10.99.0.0/16", "10.0.0.0/8")),
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
