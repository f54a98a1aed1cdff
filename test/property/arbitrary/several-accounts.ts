// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are written like this
import type { AccountSnapshot, Json, Organization, PolicyDocument, Snapshot } from "@rolepath/snapshot";
import fc from "fast-check";
import * as build from "../../reference/build.js";
import { ACCOUNT_CONDITIONS, type OfAccount, UNIT_TWO } from "./account-condition.js";
import {
  boundaryArn,
  COGNITO,
  HOME,
  LINKED_ROLE,
  MANAGEMENT,
  OTHER,
  OUTSIDE,
  oidcArn,
  ROLES,
  roleArn,
  rootArn,
  SSO_ROLE,
  samlArn,
  sessionArn,
  sharedPolicyArn,
  USERS,
  userArn,
} from "./pool.js";

const THIRD = "222233334444";
/** Collected, and no member of the organization. */
const LONER = "666677778888";
const NODES = [build.ROOT_ID, build.UNIT_ID, UNIT_TWO, HOME, OTHER, THIRD, MANAGEMENT];
const [TARGET, CI] = ROLES;

const EXTRA = ["sts:TagSession", "sts:SetSourceIdentity"];
const ACTIONS: readonly Json[] = [
  "sts:*",
  "sts:*",
  ["sts:AssumeRole", ...EXTRA],
  "sts:AssumeRole",
  "sts:AssumeRole",
  EXTRA,
];

const WHOM: readonly OfAccount<Json>[] = [
  () => "*",
  () => ({ AWS: "*" }),
  (id) => ({ AWS: id }),
  (id) => ({ AWS: rootArn(id) }),
  () => ({ AWS: rootArn(HOME) }),
  () => ({ AWS: [HOME, OTHER] }),
  () => ({ AWS: [LONER, rootArn(OUTSIDE)] }),
  (id) => ({ AWS: [rootArn(id), userArn(id, "bob")] }),
  (id) => ({ AWS: [roleArn(id, CI), roleArn(HOME, CI)] }),
  (id) => ({ AWS: sessionArn(id, "ci") }),
  () => ({ AWS: [sessionArn(HOME, "ci"), userArn(OUTSIDE, "vendor")] }),
  (id) => ({ AWS: [roleArn(id, TARGET), roleArn(id, SSO_ROLE)] }),
  (id) => ({ Federated: [samlArn(id), oidcArn(id), COGNITO] }),
  () => ({ Service: ["lambda.amazonaws.com", "pods.eks.amazonaws.com"] }),
];

const RESOURCES: readonly OfAccount<Json>[] = [
  () => "*",
  () => "*",
  (id) => `arn:aws:iam::${id}:role/*`,
  (id) => [roleArn(id, TARGET), roleArn(OTHER, TARGET)],
  () => "arn:aws:iam::*:role/c*",
  () => `arn:aws:iam::${OTHER}:*`,
  () => "arn:aws:iam::${aws:PrincipalAccount}:role/*",
  () => "arn:aws:iam::*:role/${aws:username}*",
  () => "arn:aws:iam::*:role/${aws:PrincipalTag/team, 'Target'}",
  () => "arn:aws:iam::${aws:ResourceAccount}:role/T*",
];

const effect = fc.constantFrom("Allow", "Allow", "Allow", "Deny");
const version = fc.constantFrom("2012-10-17", "2012-10-17", "2012-10-17", "2012-10-17", "2008-10-17");
const condition = fc.option(fc.constantFrom(...ACCOUNT_CONDITIONS), { freq: 2 });

type Statement = OfAccount<{ readonly [key: string]: Json }>;

function when(condition: OfAccount<Json> | null, id: string): { readonly [key: string]: Json } {
  return condition === null ? {} : { Condition: condition(id) };
}

const trustStatement: fc.Arbitrary<Statement> = fc
  .record({
    effect,
    element: fc.constantFrom("Principal", "Principal", "Principal", "NotPrincipal"),
    whom: fc.constantFrom(...WHOM),
    Action: fc.constantFrom(...ACTIONS),
    condition,
  })
  .map(({ effect: Effect, element, whom, Action, condition: asked }) => (id) => ({
    Effect,
    [element]: whom(id),
    Action,
    ...when(asked, id),
  }));

const identityStatement: fc.Arbitrary<Statement> = fc
  .record({
    effect,
    element: fc.constantFrom("Resource", "Resource", "Resource", "NotResource"),
    resource: fc.constantFrom(...RESOURCES),
    Action: fc.constantFrom<Json>(...ACTIONS, "sts:AssumeRoot"),
    condition,
  })
  .map(({ effect: Effect, element, resource, Action, condition: asked }) => (id) => ({
    Effect,
    Action,
    [element]: resource(id),
    ...when(asked, id),
  }));

/** A document that accounts have in common but for their numbers; the last statement lets in, or through, now and then. */
function documentOf(
  statement: fc.Arbitrary<Statement>,
  open: Statement,
): fc.Arbitrary<OfAccount<PolicyDocument>> {
  return fc.tuple(version, fc.array(statement, { minLength: 1, maxLength: 3 }), fc.boolean()).map(
    ([Version, list, opened]) =>
      (id) =>
        build.policy(
          [...list, ...(opened ? [open] : [])].map((one) => one(id)),
          Version,
        ),
  );
}

const trust = documentOf(trustStatement, (id) => ({
  Effect: "Allow",
  Principal: { AWS: [HOME, id] },
  Action: "sts:*",
}));
const everything: Statement = () => ({ Effect: "Allow", Action: "sts:*", Resource: "*" });
const identity = documentOf(identityStatement, everything);

const guardrail = fc.record({
  rcp: fc.boolean(),
  Targets: fc.subarray(NODES, { minLength: 1, maxLength: 3 }),
  statement: identityStatement,
});

/** Which of the documents somebody has. */
const share = fc.record({
  trust: fc.nat({ max: 2 }),
  policies: fc.constantFrom<readonly number[]>([], [0], [0], [1], [0, 1]),
  attached: fc.constantFrom<OfAccount<readonly string[]>>(
    () => [],
    () => [],
    () => [],
    (id) => [sharedPolicyArn(id)],
    () => ["arn:aws:iam::aws:policy/Missing"],
  ),
  bounded: fc.constantFrom(false, false, true),
  tags: fc.constantFrom<Readonly<Record<string, string>>>({}, {}, { team: "red" }, { Team: "blue" }),
});
const ROLE_PLACES = [...ROLES, SSO_ROLE, LINKED_ROLE];
const people = fc.record({
  users: fc.array(share, { minLength: 1, maxLength: USERS.length }),
  roles: fc.array(share, { minLength: 1, maxLength: ROLE_PLACES.length }),
  audiences: fc.option(fc.constantFrom(["sts.amazonaws.com"], ["other"])),
});

const documents = fc.record({
  trusts: fc.tuple(trust, trust, trust),
  policies: fc.tuple(identity, identity),
  boundary: identity,
});

type Of<T> = T extends fc.Arbitrary<infer Value> ? Value : never;

function account(id: string, { trusts, policies, boundary }: Of<typeof documents>, own: Of<typeof people>) {
  const options = (one: Of<typeof share>) => ({
    policies: one.policies.map((index) => policies[index]!(id)),
    attached: one.attached(id),
    tags: one.tags,
    ...(one.bounded && { boundary: boundaryArn(id) }),
  });
  return build.account(id, {
    UserDetailList: own.users.map((one, index) => build.user(id, USERS[index]!, options(one))),
    RoleDetailList: own.roles.map((one, index) => {
      const { name, path } = ROLE_PLACES[index]!;
      return build.role(id, name, trusts[one.trust]!(id), { ...options(one), path });
    }),
    Policies: [build.managed(boundaryArn(id), boundary(id))],
    identityProviders: {
      SAMLProviderList: own.audiences === null ? [] : [{ Arn: samlArn(id) }],
      OpenIDConnectProviderList:
        own.audiences === null ? [] : [{ Arn: oidcArn(id), ClientIDList: own.audiences }],
    },
  });
}

function organization(
  accounts: readonly AccountSnapshot[],
  guardrails: readonly Of<typeof guardrail>[],
  units: readonly string[],
): Organization {
  const members = accounts.map(({ id }) => id).filter((id) => id !== MANAGEMENT && id !== LONER);
  const plain = build.organization(members, [], NODES);
  return {
    ...plain,
    OrganizationalUnits: [
      ...plain.OrganizationalUnits,
      { Id: UNIT_TWO, Name: "More", ParentId: build.ROOT_ID },
    ],
    Accounts: plain.Accounts.map((one, index) =>
      one.Id === MANAGEMENT ? one : { ...one, ParentId: units[index % units.length]! },
    ),
    Policies: [
      ...plain.Policies,
      ...guardrails.map(({ rcp, Targets, statement }, index) => ({
        Id: `p-${index}`,
        Name: `guard-${index}`,
        Type: rcp ? ("RESOURCE_CONTROL_POLICY" as const) : ("SERVICE_CONTROL_POLICY" as const),
        AwsManaged: false,
        Content: build.policy([
          rcp ? { ...statement(OTHER), Effect: "Deny", Principal: "*" } : statement(OTHER),
          ...(rcp ? [] : [everything(OTHER)]),
        ]),
        Targets,
      })),
    ],
  };
}

/**
 * Two to five accounts that share documents but for their own numbers, mostly with the same people in all of them: what
 * tells callers and roles apart is where they are, what guards them, and what policies ask of that.
 */
export const severalAccounts: fc.Arbitrary<Snapshot> = fc
  .record({
    more: fc.subarray([OTHER, THIRD, MANAGEMENT, LONER], { minLength: 1 }),
    documents,
    people: fc.tuple(people, people),
    alike: fc.constantFrom(true, true, false),
    organized: fc.constantFrom(true, true, true, false),
    guardrails: fc.array(guardrail, { maxLength: 3 }),
    units: fc.array(fc.constantFrom(build.ROOT_ID, build.UNIT_ID, UNIT_TWO), { minLength: 1, maxLength: 3 }),
  })
  .map(({ more, documents: shared, people: [most, others], alike, organized, guardrails, units }) => {
    const accounts = [HOME, ...more].map((id, index) =>
      account(id, shared, alike || index % 2 === 0 ? most : others),
    );
    return build.snapshot(accounts, organized ? organization(accounts, guardrails, units) : undefined);
  });
