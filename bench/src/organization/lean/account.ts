import type { AccountSnapshot, ManagedPolicy, PolicyDocument, Role, User } from "@rolepath/snapshot";
import { Random } from "../../random.js";
import { allow, servicePermissions, services, trust } from "../documents.js";
import { accountId, organizationId, PIPELINE, roleArn, TEAM, uniqueId } from "../names.js";
import { type OrganizationOptions, partsOf } from "../options.js";

/** What one generated role is, before it has an ARN. */
interface Sketch {
  readonly name: string;
  readonly path?: string;
  readonly trust: PolicyDocument;
  readonly inline?: PolicyDocument;
  readonly managed?: readonly string[];
}

/** One account with as little in it as roles and hops between them need. */
export function leanAccount(options: OrganizationOptions, account: number): AccountSnapshot {
  const random = new Random(options.seed * 1_000_003 + account);
  const id = accountId(account);
  const roles = Array.from({ length: options.roles }, (_, index) =>
    roleOf(account, index, sketch(options, account, index, random)),
  );
  return {
    id,
    authorizationDetails: {
      UserDetailList: Array.from({ length: options.users }, (_, index) => userOf(account, index)),
      GroupDetailList: [
        {
          Path: "/",
          GroupName: "engineers",
          GroupId: uniqueId("AGPA", account, 0),
          Arn: `arn:aws:iam::${id}:group/engineers`,
          GroupPolicyList: [],
          AttachedManagedPolicies: [{ PolicyName: "assume", PolicyArn: managedArn(account, "assume") }],
        },
      ],
      RoleDetailList: roles,
      Policies: managedPolicies(account),
    },
    listRoles: {
      Roles: roles.map(({ RoleName, Arn }, index) => ({
        RoleName,
        Arn,
        MaxSessionDuration: index % 5 === 0 ? 14_400 : 3_600,
      })),
    },
    identityProviders: {
      SAMLProviderList: [{ Arn: `arn:aws:iam::${id}:saml-provider/AWSSSO_generated_DO_NOT_DELETE` }],
      OpenIDConnectProviderList: [
        {
          Arn: `arn:aws:iam::${id}:oidc-provider/token.actions.githubusercontent.com`,
          Url: "token.actions.githubusercontent.com",
          ClientIDList: ["sts.amazonaws.com"],
        },
      ],
    },
    account: { id, name: `account-${account}` },
  };
}

function sketch(options: OrganizationOptions, account: number, index: number, random: Random): Sketch {
  // Every account has the two roles that others name.
  if (index === 0)
    return { name: PIPELINE, trust: githubTrust(account, "deploy"), managed: ["assume", "deploy"] };
  if (index === 1)
    return {
      name: TEAM,
      trust: trust({ AWS: `arn:aws:iam::${accountId(account)}:root` }),
      managed: ["assume"],
    };
  const kind = random.pick(partsOf(options.shares));
  const name = `${kind}-${index}`;
  switch (kind) {
    case "service":
      return {
        name,
        trust: trust({ Service: random.one(services) }),
        inline: random.one(servicePermissions),
      };
    case "linked":
      return {
        name,
        path: "/aws-service-role/support.amazonaws.com/",
        trust: trust({ Service: "support.amazonaws.com" }),
      };
    case "vendor":
      return {
        name,
        trust: trust({ AWS: "arn:aws:iam::999988887777:root" }, "sts:AssumeRole", {
          StringEquals: { "sts:ExternalId": `external-${account}-${index}` },
        }),
        managed: ["read"],
      };
    case "sso":
      return ssoSketch(account, index, random);
    case "crossAccount":
      return {
        name,
        trust: trust({ AWS: roleArn(random.below(options.accounts), "/", random.one([PIPELINE, TEAM])) }),
        managed: [random.one(["deploy", "read"])],
      };
    case "organization":
      return {
        name,
        trust: trust({ AWS: "*" }, "sts:AssumeRole", {
          StringEquals: { "aws:PrincipalOrgID": organizationId },
          ArnLike: { "aws:PrincipalArn": `arn:aws:iam::*:role/${random.one([PIPELINE, TEAM])}` },
        }),
        managed: ["read"],
      };
    case "chained":
      return {
        name,
        trust: trust({ AWS: roleArn(account, "/", random.one([PIPELINE, TEAM])) }),
        managed: [random.one(["read", "assume", "deploy"])],
      };
    case "federated":
      return { name, trust: githubTrust(account, `service-${index}`), managed: ["deploy"] };
    case "own":
      return { name, trust: ownTrust(account, random), managed: ["read"] };
  }
}

function ssoSketch(account: number, index: number, random: Random): Sketch {
  const set = random.one(["ReadOnly", "PowerUser", "Billing"]);
  return {
    name: `AWSReservedSSO_${set}_${String(index).padStart(16, "0")}`,
    path: "/aws-reserved/sso.amazonaws.com/eu-west-1/",
    trust: trust(
      { Federated: `arn:aws:iam::${accountId(account)}:saml-provider/AWSSSO_generated_DO_NOT_DELETE` },
      ["sts:AssumeRoleWithSAML", "sts:TagSession"],
      { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
    ),
    managed: [set === "PowerUser" ? "deploy" : "read"],
  };
}

function githubTrust(account: number, repository: string): PolicyDocument {
  const issuer = "token.actions.githubusercontent.com";
  return trust(
    { Federated: `arn:aws:iam::${accountId(account)}:oidc-provider/${issuer}` },
    "sts:AssumeRoleWithWebIdentity",
    {
      StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com" },
      StringLike: { [`${issuer}:sub`]: `repo:generated/${repository}:*` },
    },
  );
}

function ownTrust(account: number, random: Random): PolicyDocument {
  const own = { AWS: `arn:aws:iam::${accountId(account)}:root` };
  return random.below(2) === 0
    ? trust(own)
    : trust(own, "sts:AssumeRole", { Bool: { "aws:MultiFactorAuthPresent": "true" } });
}

function roleOf(
  account: number,
  index: number,
  { name, path = "/", trust: trusts, inline, managed }: Sketch,
): Role {
  return {
    Path: path,
    RoleName: name,
    RoleId: uniqueId("AROA", account, index),
    Arn: roleArn(account, path, name),
    CreateDate: "2025-03-01T08:00:00+00:00",
    AssumeRolePolicyDocument: trusts,
    InstanceProfileList: [],
    RolePolicyList: inline === undefined ? [] : [{ PolicyName: "inline", PolicyDocument: inline }],
    AttachedManagedPolicies: (managed ?? []).map((policy) => ({
      PolicyName: policy,
      PolicyArn: managedArn(account, policy),
    })),
    Tags: [{ Key: "team", Value: `team-${index % 12}` }],
    RoleLastUsed: { LastUsedDate: "2026-09-30T10:00:00+00:00", Region: "eu-west-1" },
  };
}

function userOf(account: number, index: number): User {
  const name = `user-${index}`;
  return {
    Path: "/",
    UserName: name,
    UserId: uniqueId("AIDA", account, index),
    Arn: `arn:aws:iam::${accountId(account)}:user/${name}`,
    CreateDate: "2024-06-01T08:00:00+00:00",
    UserPolicyList: [],
    GroupList: ["engineers"],
    AttachedManagedPolicies: [],
    Tags: [],
  };
}

function managedArn(account: number, name: string): string {
  return `arn:aws:iam::${accountId(account)}:policy/${name}`;
}

// The same documents in every account, as a StackSet rolls them out.
function managedPolicies(account: number): readonly ManagedPolicy[] {
  const documents: Readonly<Record<string, PolicyDocument>> = {
    read: allow(["s3:Get*", "s3:List*", "ec2:Describe*", "iam:Get*", "iam:List*"]),
    deploy: allow(["cloudformation:*", "s3:*", "lambda:*", "ecs:*"]),
    assume: allow("sts:AssumeRole", [
      "arn:aws:iam::*:role/chained-*",
      "arn:aws:iam::*:role/crossAccount-*",
      "arn:aws:iam::*:role/own-*",
      "arn:aws:iam::*:role/organization-*",
    ]),
  };
  return Object.entries(documents).map(([name, content], index) => ({
    PolicyName: name,
    PolicyId: uniqueId("ANPA", account, index),
    Arn: managedArn(account, name),
    Path: "/",
    DefaultVersionId: "v1",
    PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: content }],
  }));
}
