// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are written like this
import type { Json, PolicyDocument } from "@rolepath/snapshot";
import fc from "fast-check";
import { conditionBlock } from "./condition.js";
import type { Flavour } from "./condition-keys.js";
import {
  COGNITO,
  DANGLING,
  HOME,
  LINKED_ROLE,
  OTHER,
  OUTSIDE,
  oidcArn,
  ROLES,
  roleArn,
  rootArn,
  SERVICES,
  SSO_ROLE,
  samlArn,
  sessionArn,
  userArn,
} from "./pool.js";

const AWS_PRINCIPALS = [
  "*",
  HOME,
  OTHER,
  rootArn(HOME),
  rootArn(OTHER),
  rootArn(OUTSIDE),
  userArn(HOME, "alice"),
  userArn(OTHER, "bob"),
  ...ROLES.slice(1).map((role) => roleArn(HOME, role)),
  roleArn(OTHER, ROLES[1]),
  roleArn(HOME, SSO_ROLE),
  roleArn(HOME, LINKED_ROLE),
  sessionArn(HOME, "ci"),
  userArn(OUTSIDE, "vendor"),
  DANGLING,
];

const EXTRA_ACTIONS = ["sts:TagSession", "sts:SetSourceIdentity"];
const ACTIONS = [
  "sts:AssumeRole",
  ["sts:AssumeRole", ...EXTRA_ACTIONS],
  ["sts:AssumeRole", "sts:TagSession"],
  "sts:*",
  "STS:assume*",
  "*",
  EXTRA_ACTIONS,
  "s3:*",
];
const RESOURCES: readonly Json[] = [
  "*",
  "*",
  roleArn(HOME, ROLES[0]),
  [roleArn(HOME, ROLES[0]), roleArn(OTHER, ROLES[0])],
  "arn:aws:iam::*:role/T*",
  "arn:aws:iam::*:role/*",
  `arn:aws:iam::${OTHER}:*`,
  "arn:*:iam::????22223333:role/team/app",
  "arn:aws:iam::*:role/${aws:PrincipalTag/team, 'Target'}",
  "arn:aws:iam::*:role/${aws:username}*",
];

const effect = fc.constantFrom("Allow", "Allow", "Allow", "Allow", "Deny");

/** The parts of a statement, without those that are undefined. */
function statement(parts: Readonly<Record<string, Json | undefined>>): Json {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Json;
}

const action = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom<Json>(...ACTIONS).map((value) => ({ Action: value })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Json>("s3:*", EXTRA_ACTIONS).map((value) => ({ NotAction: value })),
  },
);
const resource = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...RESOURCES).map((value) => ({ Resource: value })) },
  { weight: 1, arbitrary: fc.constantFrom(...RESOURCES.slice(2)).map((value) => ({ NotResource: value })) },
);

const iamTrust: fc.Arbitrary<Json> = fc
  .record({
    Effect: effect,
    Principal: fc.oneof(
      { weight: 1, arbitrary: fc.constant<Json>("*") },
      {
        weight: 5,
        arbitrary: fc
          .uniqueArray(fc.constantFrom(...AWS_PRINCIPALS), { minLength: 1, maxLength: 5 })
          .map((AWS): Json => ({ AWS })),
      },
    ),
    action,
    Condition: conditionBlock("iam"),
  })
  .map(({ Effect, Principal, action, Condition }) => statement({ Effect, Principal, ...action, Condition }));

function otherTrust(
  flavour: Flavour,
  principals: readonly Json[],
  actions: readonly Json[],
): fc.Arbitrary<Json> {
  return fc
    .record({
      Effect: effect,
      Principal: fc.constantFrom(...principals),
      Action: fc.constantFrom(...actions),
      Condition: conditionBlock(flavour),
    })
    .map(statement);
}

const serviceTrust = otherTrust(
  "service",
  SERVICES.map((name) => ({ Service: [name] })),
  ["sts:AssumeRole", ["sts:AssumeRole", ...EXTRA_ACTIONS], ["sts:AssumeRole", "sts:TagSession"]],
);
const samlTrust = otherTrust(
  "saml",
  [{ Federated: samlArn(HOME) }, { Federated: samlArn(OTHER) }],
  [
    "sts:AssumeRoleWithSAML",
    ["sts:AssumeRoleWithSAML", "sts:TagSession"],
    ["sts:AssumeRoleWithSAML", ...EXTRA_ACTIONS],
    EXTRA_ACTIONS,
  ],
);
const oidcTrust = otherTrust(
  "oidc",
  [{ Federated: oidcArn(HOME) }, { Federated: oidcArn(OTHER) }, { Federated: [COGNITO, oidcArn(HOME)] }],
  ["sts:AssumeRoleWithWebIdentity", ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"], "sts:Assume*"],
);

const CURRENT = "2012-10-17";

/** A document; now and then of the old version, whose variables are plain text, or with one statement instead of a list. */
function documentOf(
  statements: fc.Arbitrary<readonly Json[]>,
  version: fc.Arbitrary<string> = fc.constantFrom(CURRENT, CURRENT, CURRENT, CURRENT, CURRENT, "2008-10-17"),
): fc.Arbitrary<PolicyDocument> {
  return fc.tuple(version, statements, fc.boolean()).map(([Version, list, bare]) => ({
    Version,
    Statement: bare && list.length === 1 ? list[0]! : list,
  }));
}

export const trustPolicy: fc.Arbitrary<PolicyDocument> = documentOf(
  fc.array(
    fc.oneof(
      { weight: 6, arbitrary: iamTrust },
      { weight: 1, arbitrary: serviceTrust },
      { weight: 1, arbitrary: samlTrust },
      { weight: 1, arbitrary: oidcTrust },
    ),
    { minLength: 1, maxLength: 3 },
  ),
);

const identityStatement: fc.Arbitrary<Json> = fc
  .record({ Effect: effect, action, resource, Condition: conditionBlock("iam") })
  .map(({ Effect, action, resource, Condition }) => statement({ Effect, ...action, ...resource, Condition }));

const everything: Json = { Effect: "Allow", Action: "sts:*", Resource: "*" };

/** Often with a grant of everything in it, so that the other layers get to decide. */
export const identityPolicy = documentOf(
  fc
    .tuple(fc.array(identityStatement, { minLength: 1, maxLength: 2 }), fc.boolean())
    .map(([statements, granted]) => (granted ? [...statements, everything] : statements)),
);

/** Mostly open, so that boundaries and SCPs do not deny everything. */
const mostlyOpen = fc
  .tuple(identityStatement, fc.boolean())
  .map(([one, open]): readonly Json[] => (open ? [one, everything] : [one]));

export const boundaryPolicy: fc.Arbitrary<PolicyDocument> = documentOf(mostlyOpen);

/** Organizations takes no other version. */
export const serviceControlPolicy: fc.Arbitrary<PolicyDocument> = documentOf(
  mostlyOpen,
  fc.constant(CURRENT),
);

/** Customer RCPs only deny, for everyone (1.5). */
export const resourceControlPolicy: fc.Arbitrary<PolicyDocument> = documentOf(
  fc
    .record({
      action: fc.constantFrom<Json>(
        "sts:*",
        "sts:AssumeRole",
        EXTRA_ACTIONS,
        "sts:AssumeRoleWithWebIdentity",
      ),
      resource,
      Condition: fc.oneof(conditionBlock("iam"), conditionBlock("service"), conditionBlock("oidc")),
    })
    .map(({ action: Action, resource, Condition }): readonly Json[] => [
      statement({ Effect: "Deny", Principal: "*", Action, ...resource, Condition }),
    ]),
  fc.constant(CURRENT),
);

/** The trust of a service-linked role cannot be edited (2.6). */
export const linkedTrust: PolicyDocument = {
  Version: CURRENT,
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
