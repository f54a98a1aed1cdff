import type { Json, PolicyDocument, Role, Snapshot, User } from "@rolepath/snapshot";
import fc from "fast-check";
import * as build from "../../reference/build.js";
import { boundaryArn, HOME, OTHER, ROLES, roleArn, rootArn, USERS, userArn } from "./pool.js";
import {
  boundaryPolicy,
  identityPolicy,
  resourceControlPolicy,
  serviceControlPolicy,
  trustPolicy,
} from "./statement.js";

const USER_NAMES = [...USERS, "carol", "dave"];
const ROLE_PLACES = [...ROLES, ...["ci-2", "ci-3", "app-2"].map((name) => ({ name, path: "/" }))];

const tags = fc.constantFrom<Readonly<Record<string, string>>>({}, {}, {}, { team: "ab" }, { Team: "abc" });

const condition = fc.constantFrom<Json>(
  {},
  {},
  { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::*:user/*o*` } },
  { StringNotLike: { "aws:PrincipalArn": ["*/ci*", "*/alice"] } },
  { StringEquals: { "aws:PrincipalTag/team": "ab" } },
  { StringLikeIfExists: { "aws:username": "?????" } },
  { StringLike: { "aws:userid": "*CI*" } },
  { StringEquals: { "aws:PrincipalType": "User" } },
  { StringNotEquals: { "aws:SourceIdentity": "ab" } },
);

/** A trust policy that lets in whole accounts and speaks of some of their principals besides. */
function pickyTrust(id: string): fc.Arbitrary<PolicyDocument> {
  const named = fc.constantFrom(userArn(id, USER_NAMES[1]!), roleArn(id, ROLE_PLACES[0]!));
  const statement = fc
    .record({
      effect: fc.constantFrom("Allow", "Deny"),
      whom: fc.oneof(named, fc.constantFrom(rootArn(HOME), rootArn(OTHER))),
      element: fc.constantFrom("Principal", "Principal", "Principal", "NotPrincipal"),
      condition,
    })
    .map(({ effect, whom, element, condition: when }) => ({
      Effect: effect,
      // An Allow for everyone but one is for everyone on the internet as well.
      [effect === "Deny" ? element : "Principal"]: { AWS: whom },
      Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
      Condition: when,
    }));
  const open = { Effect: "Allow", Principal: { AWS: rootArn(id) }, Action: ["sts:*"] };
  return fc.array(statement, { maxLength: 2 }).map((statements) => build.policy([open, ...statements]));
}

/** What lets its holder assume roles: all, by a name that it bears, or one and another under conditions of their own. */
const plainGrant: fc.Arbitrary<PolicyDocument> = fc
  .array(
    fc
      .tuple(
        fc.constantFrom(
          "*",
          "*",
          `arn:aws:iam::*:role/\${aws:PrincipalTag/team}*`,
          "arn:aws:iam::*:role/c*",
          ...ROLES.map((role) => roleArn(HOME, role)),
        ),
        condition,
      )
      .map(([Resource, Condition]) => ({ Effect: "Allow", Action: "sts:*", Resource, Condition })),
    { minLength: 1, maxLength: 3 },
  )
  .map((statements) => build.policy(statements));

function trustOf(id: string): fc.Arbitrary<PolicyDocument> {
  return fc.oneof({ weight: 3, arbitrary: pickyTrust(id) }, { weight: 1, arbitrary: trustPolicy });
}

const identity = fc.oneof({ weight: 2, arbitrary: plainGrant }, { weight: 1, arbitrary: identityPolicy });
const boundaryOf = fc.oneof(
  fc.constant(build.policy([{ Effect: "Allow", Action: "s3:*", Resource: "*" }])),
  boundaryPolicy,
);

/** Which of the account's few documents a principal has. */
const share = fc.record({
  identity: fc.constantFrom<readonly number[]>([], [0], [0], [0], [1], [0, 1], [1, 0]),
  bounded: fc.constantFrom(false, false, false, true),
  tags,
});

function account(id: string) {
  return fc
    .record({
      identity: fc.tuple(identity, identity),
      trust: fc.tuple(trustOf(id), trustOf(id), trustOf(id)),
      boundary: boundaryOf,
      users: fc.array(share, { minLength: 2, maxLength: USER_NAMES.length }),
      roles: fc.array(fc.tuple(share, fc.nat({ max: 2 })), { minLength: 3, maxLength: ROLE_PLACES.length }),
    })
    .map(({ identity: grants, trust: trusts, boundary, users, roles }) => {
      const options = (own: (typeof users)[number]) => ({
        policies: own.identity.map((index): PolicyDocument => grants[index]!),
        tags: own.tags,
        ...(own.bounded && { boundary: boundaryArn(id) }),
      });
      return build.account(id, {
        UserDetailList: users.map((own, index): User => build.user(id, USER_NAMES[index]!, options(own))),
        RoleDetailList: roles.map(([own, trusted], index): Role => {
          const { name, path } = ROLE_PLACES[index]!;
          return build.role(id, name, trusts[trusted]!, { ...options(own), path });
        }),
        Policies: [build.managed(boundaryArn(id), boundary)],
      });
    });
}

const guardrails = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant("scp" as const), at: fc.constant(HOME), document: serviceControlPolicy }),
    fc.record({ type: fc.constant("rcp" as const), at: fc.constant(OTHER), document: resourceControlPolicy }),
  ),
  { maxLength: 2 },
);

/** Two accounts in which many principals hold the same documents: what tells them apart is names, tags and boundaries. */
export const crowd: fc.Arbitrary<Snapshot> = fc
  .tuple(account(HOME), account(OTHER), fc.option(guardrails))
  .map(([home, other, policies]) =>
    build.snapshot(
      [home, other],
      policies === null
        ? undefined
        : build.organization([HOME, OTHER], policies, [build.ROOT_ID, build.UNIT_ID, HOME, OTHER]),
    ),
  );
