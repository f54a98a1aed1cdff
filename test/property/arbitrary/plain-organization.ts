import type { Json, PolicyDocument, Role, Snapshot } from "@rolepath/snapshot";
import fc from "fast-check";
import * as build from "../../reference/build.js";
import { HOME, OTHER, userArn } from "./pool.js";

const USERS = ["u0", "u1", "u2", "u3"];
const ROLES = ["r0", "r1", "r2", "r3"];

const principals = [HOME, OTHER].flatMap((id) => [
  ...USERS.slice(0, 2).map((name) => userArn(id, name)),
  ...ROLES.map((name) => `arn:aws:iam::${id}:role/${name}`),
]);
const named = [...principals, `arn:aws:iam::${HOME}:root`, `arn:aws:iam::${OTHER}:root`];

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

const trust = fc
  .record({ who: fc.uniqueArray(fc.constantFrom(...named), { minLength: 1, maxLength: 2 }), condition })
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

function account(id: string) {
  const role = fc.tuple(trust, identity);
  return fc
    .record({
      users: fc.array(identity, { minLength: 1, maxLength: 2 }),
      roles: fc.array(role, { minLength: 2, maxLength: ROLES.length }),
    })
    .map(({ users, roles }) =>
      build.account(id, {
        UserDetailList: users.map((policies, index) => build.user(id, USERS[index]!, { policies })),
        RoleDetailList: roles.map(
          ([trusted, policies], index): Role => build.role(id, ROLES[index]!, trusted, { policies }),
        ),
      }),
    );
}

/** Two accounts with up to 12 principals whose policies look at nothing that a session carries. */
export const plainOrganization: fc.Arbitrary<Snapshot> = fc
  .tuple(account(HOME), account(OTHER))
  .map((accounts) => build.snapshot(accounts, undefined));
