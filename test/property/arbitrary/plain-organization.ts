import type { Json, PolicyDocument, Role, Snapshot } from "@rolepath/snapshot";
import fc from "fast-check";
import * as build from "../../reference/build.js";
import { HOME, OTHER, userArn } from "./pool.js";

/** Of each account, at most. */
const USER_COUNT_MAX = 4;
const ROLE_COUNT_MAX = 16;

const condition = fc.constantFrom<Json | undefined>(
  undefined,
  undefined,
  { StringEquals: { "sts:ExternalId": "acme-1" } },
  { Bool: { "aws:MultiFactorAuthPresent": "true" } },
  { StringEquals: { "aws:PrincipalAccount": HOME } },
);

function document(statement: { readonly [key: string]: Json }): PolicyDocument {
  return { Version: "2012-10-17", Statement: [statement] };
}

/** Names somebody of an organization that has that many users and roles in each account, now and then a whole account. */
const principal = fc
  .record({
    account: fc.constantFrom(HOME, OTHER),
    kind: fc.constantFrom("role", "role", "role", "role", "role", "role", "user", "root"),
    place: fc.nat({ max: ROLE_COUNT_MAX - 1 }),
  })
  .map(({ account, kind, place }) => {
    if (kind === "root") return `arn:aws:iam::${account}:root`;
    return kind === "user" ? userArn(account, `u${place % USER_COUNT_MAX}`) : roleArn(account, place);
  });

const trust = fc
  .record({ who: fc.uniqueArray(principal, { minLength: 1, maxLength: 3 }), condition })
  .map(({ who, condition: when }) =>
    document({
      Effect: "Allow",
      Principal: { AWS: who },
      Action: "sts:AssumeRole",
      ...(when !== undefined && { Condition: when }),
    }),
  );

const identity = fc.constantFrom("none", "all", "all", "some", "deny").map((kind): PolicyDocument[] =>
  kind === "none"
    ? []
    : [
        document({
          Effect: kind === "deny" ? "Deny" : "Allow",
          Action: "sts:AssumeRole",
          Resource: kind === "some" ? `arn:aws:iam::${HOME}:role/*` : "*",
        }),
      ],
);

// As often all as fewer.
function fewOrAll<T>(one: fc.Arbitrary<T>, least: number, most: number): fc.Arbitrary<T[]> {
  const few = fc.array(one, { minLength: least, maxLength: most, size: "max" });
  const all = fc.array(one, { minLength: most, maxLength: most, size: "max" });
  return fc.oneof({ withCrossShrink: true }, few, all);
}

function account(id: string) {
  const role = fc.tuple(trust, identity);
  return fc
    .record({
      users: fewOrAll(identity, 1, USER_COUNT_MAX),
      roles: fewOrAll(role, 2, ROLE_COUNT_MAX),
    })
    .map(({ users, roles }) =>
      build.account(id, {
        UserDetailList: users.map((policies, index) => build.user(id, `u${index}`, { policies })),
        RoleDetailList: roles.map(
          ([trusted, policies], index): Role => build.role(id, `r${index}`, trusted, { policies }),
        ),
      }),
    );
}

function roleArn(account: string, place: number): string {
  return `arn:aws:iam::${account}:role/r${place}`;
}

/** Two accounts with up to 40 principals whose policies look at nothing that a session carries. */
export const plainOrganization: fc.Arbitrary<Snapshot> = fc
  .tuple(account(HOME), account(OTHER))
  .map((accounts) => build.snapshot(accounts, undefined));
