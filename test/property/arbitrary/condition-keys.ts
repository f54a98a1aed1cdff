// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are written like this
import { ORGANIZATION_ID, ROOT_ID, UNIT_ID } from "../../reference/build.js";
import { COGNITO, HOME, ISSUER, OTHER, SESSION } from "./pool.js";

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

/** A key, with values that a policy tests and patterns over them. */
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
  of("aws:ResourceOrgID", [ORGANIZATION_ID, "${aws:PrincipalOrgID}"], ["o-*"]),
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
/** Keys with one text as value, by who they can say something about. */
export const STRING_KEYS: Readonly<Record<Flavour, readonly StringKey[]>> = {
  iam: [...REQUEST_KEYS, ...REQUEST_KEYS, ...STATIC_KEYS],
  service: SERVICE_KEYS,
  saml: SAML_KEYS,
  oidc: OIDC_KEYS,
};

/** Keys with a set of texts as value. */
export const MULTIVALUED: Readonly<Record<Flavour, readonly StringKey[]>> = {
  iam: [
    of("aws:TagKeys", ["team", "env", "cost"], ["t*", "*e*"]),
    of(
      "aws:PrincipalOrgPaths",
      [`${ORGANIZATION_ID}/${ROOT_ID}/${UNIT_ID}/`],
      [`${ORGANIZATION_ID}/*`, `*/${UNIT_ID}/ou-*`],
    ),
    of("sts:TransitiveTagKeys", ["team"], ["*"]),
    of("aws:ResourceOrgPaths", [`${ORGANIZATION_ID}/${ROOT_ID}/${UNIT_ID}/`], [`${ORGANIZATION_ID}/*`]),
  ],
  service: [
    of("aws:TagKeys", ["team", "kubernetes-namespace"], ["kubernetes-*"]),
    of("aws:PrincipalServiceNamesList", ["lambda.amazonaws.com"], ["*.amazonaws.com"]),
  ],
  saml: [of("saml:edupersonaffiliation", ["staff", "student"], ["st*"]), of("aws:TagKeys", ["team"], ["t*"])],
  oidc: [of(`${COGNITO}:amr`, ["authenticated", "unauthenticated"], ["*authenticated"])],
};
