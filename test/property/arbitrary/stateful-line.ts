// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are written like this
import type { Json, Snapshot } from "@rolepath/snapshot";
import fc from "fast-check";
import * as build from "../../reference/build.js";
import type { WalkValues } from "../random-walk.js";
import { HOME, OTHER, samlArn, userArn } from "./pool.js";

/** Who may make the first hop. */
export const LINE_STARTS: readonly string[] = [userArn(HOME, "alice"), samlArn(HOME)];

/** What requests along the line can say, for those who try. */
export const LINE_VALUES: WalkValues = {
  sessionNames: ["build-1", "build-2", "alice", "red", "bob1"],
  sourceIdentities: [null, null, "alice", "bob1", "red"],
  externalIds: [null, "acme-1"],
  tags: [{}, {}, { team: "red" }, { team: "blue" }, { team: "alice" }, { cost: "1" }],
};

const ALL = ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:TagSession", "sts:SetSourceIdentity"];

/** What a hop can ask of the session that calls and of the request, so that hops far apart meet. */
const CONDITIONS: readonly Json[] = [
  { StringEquals: { "sts:ExternalId": "acme-1" } },
  { StringEquals: { "sts:SourceIdentity": "alice" } },
  { StringLike: { "sts:SourceIdentity": "a*" } },
  { StringNotEquals: { "sts:SourceIdentity": "alice" } },
  { StringEquals: { "sts:SourceIdentity": "${aws:username}" } },
  { StringEquals: { "aws:SourceIdentity": "alice" } },
  { StringLikeIfExists: { "aws:SourceIdentity": "bob*" } },
  { Null: { "aws:SourceIdentity": "true" } },
  { StringEquals: { "aws:PrincipalTag/team": "red" } },
  { StringLike: { "aws:PrincipalTag/team": ["r*", "blue"] } },
  { StringNotEquals: { "aws:PrincipalTag/team": "red" } },
  { StringEquals: { "aws:PrincipalTag/team": "${aws:RequestTag/team}" } },
  { StringEquals: { "aws:RequestTag/team": "red" } },
  { StringLike: { "aws:RequestTag/team": "*e" } },
  { Null: { "aws:RequestTag/team": "true" } },
  { StringEquals: { "aws:ResourceTag/team": "blue" } },
  { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } },
  { "ForAllValues:StringEquals": { "aws:TagKeys": ["cost"] } },
  { "ForAnyValue:StringEquals": { "sts:TransitiveTagKeys": ["team"] } },
  { StringLike: { "sts:RoleSessionName": "build-*" } },
  { StringNotLike: { "sts:RoleSessionName": "build-*" } },
  { StringEquals: { "sts:RoleSessionName": "${aws:SourceIdentity}" } },
  { StringEquals: { "sts:RoleSessionName": "${aws:PrincipalTag/team}" } },
  { StringLike: { "aws:userid": "*:build-1" } },
  { StringNotLike: { "aws:userid": "*:b*" } },
];

const condition = fc.constantFrom<Json | undefined>(undefined, ...CONDITIONS);

/** A denial for everyone, of what the line looks at. */
export const lineDeny: fc.Arbitrary<Json> = fc
  .record({
    when: fc.constantFrom(...CONDITIONS),
    Action: fc.constantFrom<Json>(ALL, ALL.slice(2), ALL.slice(3)),
  })
  .map(({ when, Action }) => ({ Effect: "Deny", Principal: "*", Action, Condition: when }));

const statement = fc.record({
  effect: fc.constantFrom("Allow", "Allow", "Allow", "Deny"),
  condition,
  actions: fc.constantFrom<Json>(ALL, ALL, ALL, ALL.slice(0, 3), ALL.slice(2), ALL.slice(3)),
});

const role = fc.record({
  account: fc.constantFrom(HOME, HOME, HOME, OTHER),
  tag: fc.constantFrom(undefined, undefined, "red", "blue"),
  // The first alone lets every earlier one in, or one session of the one before; the others add to it or take away.
  form: fc.constantFrom("named", "named", "session", "root"),
  first: condition,
  others: fc.array(statement, { maxLength: 2 }),
  may: fc.constantFrom<Json>(ALL, ALL, ALL, ["sts:AssumeRole"]),
});

/** Entry i is what role `ri` is like. */
type Line = readonly (typeof role extends fc.Arbitrary<infer T> ? T : never)[];

function arnOf(line: Line, index: number): string {
  return `arn:aws:iam::${line[index]!.account}:role/r${index}`;
}

// The one before, in one of the forms that a trust policy can name it by.
function principalOf(line: Line, index: number): { readonly [key: string]: Json } {
  const { form } = line[index]!;
  if (index === 0) return { AWS: userArn(HOME, "alice"), Federated: samlArn(HOME) };
  const before = line[index - 1]!.account;
  if (form === "session") return { AWS: `arn:aws:sts::${before}:assumed-role/r${index - 1}/build-1` };
  return { AWS: form === "root" ? `arn:aws:iam::${before}:root` : arnOf(line, index - 1) };
}

function snapshotOf(line: Line): Snapshot {
  const allowed = (may: Json) => [build.policy([{ Effect: "Allow", Action: may, Resource: "*" }])];
  const roles = line.map((parts, index) => {
    const Principal = principalOf(line, index);
    const when = (condition: Json | undefined) => (condition === undefined ? {} : { Condition: condition });
    const trust = [
      { Effect: "Allow", Principal, Action: ALL, ...when(parts.first) },
      ...parts.others.map(({ effect, condition, actions }) => ({
        Effect: effect,
        Principal: effect === "Deny" ? "*" : Principal,
        Action: actions,
        ...when(condition),
      })),
    ];
    return {
      account: parts.account,
      role: build.role(parts.account, `r${index}`, build.policy(trust), {
        policies: allowed(parts.may),
        tags: parts.tag === undefined ? {} : { team: parts.tag },
      }),
    };
  });
  return build.snapshot(
    [HOME, OTHER].map((id) =>
      build.account(id, {
        UserDetailList: id === HOME ? [build.user(HOME, "alice", { policies: allowed(ALL) })] : [],
        RoleDetailList: roles.filter(({ account }) => account === id).map(({ role }) => role),
        identityProviders: {
          SAMLProviderList: id === HOME ? [{ Arn: samlArn(HOME) }] : [],
          OpenIDConnectProviderList: [],
        },
      }),
    ),
  );
}

/**
 * A user, a SAML provider and a line of roles, each trusting the one before under conditions on the state of the session:
 * its name, tags and source identity.
 */
export const statefulLine: fc.Arbitrary<Snapshot> = fc
  .array(role, { minLength: 2, maxLength: 4 })
  .map(snapshotOf);
