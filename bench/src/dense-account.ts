import type { Json, ManagedPolicy, PolicyDocument, Role, Snapshot, User } from "@rolepath/snapshot";
import { Random } from "./random.js";

/** What a dense account is made of. Shares are parts of their sum. */
export interface DenseAccount {
  readonly roleCount: number;
  readonly userCount: number;
  /** Whom the roles trust. */
  readonly trust: Readonly<Record<"account" | "roles" | "everyone" | "service", number>>;
  /** What principals may assume: everything, the roles of some team, a few roles by name, nothing. */
  readonly grant: Readonly<Record<"all" | "team" | "named" | "nothing", number>>;
  /** Of 100 roles, so many test a tag of whoever calls, which sessions can then carry along. */
  readonly taggedPercent: number;
  readonly seed: number;
}

const ACCOUNT = "111122223333";
const TEAM_COUNT = 16;
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;

/** The shape that figures are given for, with as many roles. */
export function denseAccount(roleCount: number): DenseAccount {
  return {
    roleCount,
    userCount: Math.ceil(roleCount / 10),
    trust: { account: 50, roles: 25, everyone: 10, service: 15 },
    grant: { all: 15, team: 35, named: 20, nothing: 30 },
    taggedPercent: 0,
    seed: 20261122,
  };
}

/**
 * One account in which most principals can become most roles: what makes reach dear is how many can become how many.
 *
 * The same bytes for the same description.
 */
export function generateDenseAccount(account: DenseAccount): Snapshot {
  const random = new Random(account.seed);
  const names = Array.from(
    { length: account.roleCount },
    (_, index) => `team-${index % TEAM_COUNT}-${index}`,
  );
  const roles = names.map((name): Role => {
    const own = granted(account, random, names);
    return {
      Path: "/",
      RoleName: name,
      RoleId: `AROA${name.toUpperCase().replaceAll("-", "")}EXAMPLE`,
      Arn: arnOf(name),
      AssumeRolePolicyDocument: trusted(account, random, names),
      InstanceProfileList: [],
      Tags: [{ Key: "team", Value: teamOf(name) }],
      RolePolicyList: own.inline,
      AttachedManagedPolicies: own.attached,
    };
  });
  const users = Array.from({ length: account.userCount }, (_, index): User => {
    const own = granted(account, random, names);
    return {
      Path: "/",
      UserName: `user-${index}`,
      UserId: `AIDAUSER${index}EXAMPLE`,
      Arn: `arn:aws:iam::${ACCOUNT}:user/user-${index}`,
      GroupList: [],
      Tags: [],
      UserPolicyList: own.inline,
      AttachedManagedPolicies: own.attached,
    };
  });
  return {
    manifest: { formatVersion: 1, createdAt: "2026-11-22T00:00:00Z", source: "bench" },
    accounts: [
      {
        id: ACCOUNT,
        authorizationDetails: {
          UserDetailList: users,
          GroupDetailList: [],
          RoleDetailList: roles,
          Policies: managedPolicies(),
        },
      },
    ],
    problems: [],
  };
}

function trusted(account: DenseAccount, random: Random, names: readonly string[]): PolicyDocument {
  const tagged = random.below(100) < account.taggedPercent;
  const tag: Json = tagged
    ? { StringEquals: { "aws:PrincipalTag/team": `team-${random.below(TEAM_COUNT)}` } }
    : {};
  switch (random.pick(account.trust)) {
    case "account":
      return trust({ AWS: ROOT }, tag);
    case "roles":
      return trust({ AWS: someRoles(random, names, 3).map(arnOf) }, tag);
    case "everyone":
      return trust("*", {
        StringEquals: {
          "aws:PrincipalAccount": ACCOUNT,
          ...(tagged && { "aws:PrincipalTag/team": "team-1" }),
        },
        StringLike: { "aws:PrincipalArn": arnOf(`team-${random.below(TEAM_COUNT)}-*`) },
      });
    case "service":
      return trust({ Service: random.below(2) === 0 ? "ec2.amazonaws.com" : "lambda.amazonaws.com" }, {});
  }
}

/** What a principal may do: policies of its own, and managed ones by name. */
interface Granted {
  readonly inline: Role["RolePolicyList"];
  readonly attached: Role["AttachedManagedPolicies"];
}

function granted(account: DenseAccount, random: Random, names: readonly string[]): Granted {
  switch (random.pick(account.grant)) {
    case "all":
      return { inline: [], attached: [attachment("all")] };
    case "team":
      return { inline: [], attached: [attachment(`team-${random.below(TEAM_COUNT)}`)] };
    case "named": {
      const PolicyDocument = allow(someRoles(random, names, 3).map(arnOf));
      return { inline: [{ PolicyName: "named", PolicyDocument }], attached: [] };
    }
    case "nothing":
      return { inline: [], attached: [] };
  }
}

function managedPolicies(): readonly ManagedPolicy[] {
  const teams = Array.from({ length: TEAM_COUNT }, (_, index) => `team-${index}`);
  return ["all", ...teams].map((name): ManagedPolicy => {
    const Document = allow(name === "all" ? "*" : arnOf(`${name}-*`));
    return {
      Arn: policyArn(name),
      PolicyName: `assume-${name}`,
      DefaultVersionId: "v1",
      PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document }],
    };
  });
}

function attachment(name: string): Granted["attached"][number] {
  return { PolicyName: `assume-${name}`, PolicyArn: policyArn(name) };
}

function policyArn(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:policy/assume-${name}`;
}

function someRoles(random: Random, names: readonly string[], countMax: number): readonly string[] {
  const count = 1 + random.below(countMax);
  return [...new Set(Array.from({ length: count }, () => names[random.below(names.length)]!))];
}

function trust(Principal: Json, Condition: Json): PolicyDocument {
  const Action = ["sts:AssumeRole", "sts:TagSession"];
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal, Action, Condition }] };
}

function allow(Resource: Json): PolicyDocument {
  const Action = ["sts:AssumeRole", "sts:TagSession"];
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] };
}

function arnOf(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/${name}`;
}

function teamOf(name: string): string {
  return name.slice(0, name.lastIndexOf("-"));
}
