// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are written like this
import type { Json } from "@rolepath/snapshot";
import { ORGANIZATION_ID, ROOT_ID, UNIT_ID } from "../../reference/build.js";
import { COGNITO, HOME, ISSUER, OTHER, OUTSIDE } from "./pool.js";

/** Text of a policy of an account: documents that say the same of several accounts may name the own one. */
export type OfAccount<T> = (id: string) => T;

/** A unit beside that of `build.organization`. */
export const UNIT_TWO = "ou-ab12-22222222";

const SAME: readonly Json[] = [
  { StringEquals: { "aws:PrincipalAccount": HOME } },
  { StringEquals: { "aws:PrincipalAccount": [HOME, OTHER, OUTSIDE] } },
  { StringEquals: { "aws:PrincipalAccount": "${aws:ResourceAccount}" } },
  { StringNotEquals: { "aws:PrincipalAccount": "${aws:ResourceAccount}" } },
  { StringNotEqualsIfExists: { "aws:ResourceAccount": ["${aws:PrincipalAccount}"] } },
  { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/ci" } },
  { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${HOME}:*` } },
  { StringLike: { "aws:PrincipalArn": "arn:aws:iam::${aws:ResourceAccount}:role/*" } },
  { StringEquals: { "aws:PrincipalArn": "arn:aws:iam::${aws:PrincipalAccount}:user/${aws:username}" } },
  { StringEquals: { "aws:PrincipalOrgID": ORGANIZATION_ID } },
  { StringNotEquals: { "aws:PrincipalOrgID": ORGANIZATION_ID } },
  { StringEquals: { "aws:PrincipalOrgID": "${aws:ResourceOrgID}" } },
  { StringEquals: { "aws:ResourceOrgID": "${aws:PrincipalOrgID, 'none'}" } },
  { Null: { "aws:PrincipalOrgID": "true" } },
  { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": `${ORGANIZATION_ID}/${ROOT_ID}/${UNIT_ID}/*` } },
  { "ForAllValues:StringNotLike": { "aws:PrincipalOrgPaths": `*/${UNIT_TWO}/*` } },
  { "ForAnyValue:StringEquals": { "aws:ResourceOrgPaths": `${ORGANIZATION_ID}/${ROOT_ID}/${UNIT_ID}/` } },
  { StringEquals: { "aws:ResourceAccount": HOME } },
  { StringLike: { "sts:ExternalId": "${aws:ResourceAccount}-*" } },
  { StringEquals: { "sts:ExternalId": "${aws:PrincipalAccount}" } },
  { StringEquals: { "sts:ExternalId": "${aws:ResourceTag/team, 'none'}" } },
  { StringEquals: { "sts:ExternalId": "acme" } },
  { StringEquals: { "aws:ResourceTag/team": "red" } },
  { StringEquals: { "iam:ResourceTag/Team": "blue" } },
  { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } },
  { Null: { "aws:ResourceTag/team": "false" } },
  { StringEquals: { "aws:PrincipalTag/team": "red" } },
  { StringNotEquals: { "aws:PrincipalTag/team": "${iam:ResourceTag/team}" } },
  { StringEquals: { "aws:RequestTag/team": "${aws:PrincipalTag/team}" } },
  { "ForAnyValue:StringEquals": { "sts:TransitiveTagKeys": ["team"] } },
  { StringEquals: { "sts:RoleSessionName": "${aws:username}" } },
  { StringEquals: { "sts:RoleSessionName": "build" } },
  { StringEquals: { "sts:SourceIdentity": "${aws:username}" } },
  { StringNotEquals: { "aws:SourceIdentity": "alice" } },
  { StringLike: { "aws:userid": "*:build*" } },
  { StringLike: { "aws:username": "a*" } },
  { StringEquals: { "aws:PrincipalType": "User" } },
  { Bool: { "aws:MultiFactorAuthPresent": "true" } },
  { StringEquals: { "aws:SourceAccount": "${aws:ResourceAccount}" } },
  { StringEquals: { [`${ISSUER}:aud`]: "sts.amazonaws.com" } },
  { StringEquals: { "saml:sub": "ab" } },
  { StringEquals: { [`${COGNITO}:aud`]: "eu-west-1:${aws:ResourceAccount}" } },
];

const OWN: readonly OfAccount<Json>[] = [
  (id) => ({ StringEquals: { "aws:PrincipalAccount": id } }),
  (id) => ({ StringNotEquals: { "aws:ResourceAccount": id } }),
  (id) => ({ ArnEquals: { "aws:PrincipalArn": [`arn:aws:iam::${id}:role/ci`] } }),
  (id) => ({ ArnNotLike: { "aws:PrincipalArn": `arn:aws:iam::${id}:user/*` } }),
  (id) => ({ StringLike: { "aws:userid": `AROA${id}CI:*` } }),
];

/** Conditions that may tell accounts, callers or roles apart. */
export const ACCOUNT_CONDITIONS: readonly OfAccount<Json>[] = [
  ...SAME.map(
    (condition): OfAccount<Json> =>
      () =>
        condition,
  ),
  ...OWN,
];
