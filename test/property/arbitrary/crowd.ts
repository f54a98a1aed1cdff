import type { PolicyDocument, Role, Snapshot, User } from "@rolepath/snapshot";
import fc from "fast-check";
import * as build from "../../reference/build.js";
import { boundaryArn, HOME, OTHER, ROLES, USERS } from "./pool.js";
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

/** Which of the account's few documents a principal has. */
const share = fc.record({
  identity: fc.constantFrom<readonly number[]>([], [0], [0], [1], [0, 1], [1, 0]),
  bounded: fc.constantFrom(false, false, false, true),
  tags,
});

function account(id: string) {
  return fc
    .record({
      identity: fc.tuple(identityPolicy, identityPolicy),
      trust: fc.tuple(trustPolicy, trustPolicy, trustPolicy),
      boundary: boundaryPolicy,
      users: fc.array(share, { minLength: 2, maxLength: USER_NAMES.length }),
      roles: fc.array(fc.tuple(share, fc.nat({ max: 2 })), { minLength: 3, maxLength: ROLE_PLACES.length }),
    })
    .map(({ identity, trust, boundary, users, roles }) => {
      const options = (own: (typeof users)[number]) => ({
        policies: own.identity.map((index): PolicyDocument => identity[index]!),
        tags: own.tags,
        ...(own.bounded && { boundary: boundaryArn(id) }),
      });
      return build.account(id, {
        UserDetailList: users.map((own, index): User => build.user(id, USER_NAMES[index]!, options(own))),
        RoleDetailList: roles.map(([own, trusted], index): Role => {
          const { name, path } = ROLE_PLACES[index]!;
          return build.role(id, name, trust[trusted]!, { ...options(own), path });
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
