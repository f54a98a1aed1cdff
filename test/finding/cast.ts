import { type Analysis, analyze, type Finding } from "@rolepath/analyzer";
import { type PolicyDocument, readSnapshot, type Snapshot } from "@rolepath/snapshot";

// A small organization around one role, with everybody in it whom the examples of the rules speak of.

export const home = "111122223333";
export const member = "444455556666";
export const management = "999988887777";
export const outside = "999999999999";
export const organizationId = "o-exampleorgid";
export const gitHub = `arn:aws:iam::${home}:oidc-provider/token.actions.githubusercontent.com`;

interface Statement {
  readonly [key: string]: unknown;
}

export interface Stage {
  /** Where the role stands; default {@link home}. */
  readonly account?: string;
  /** What the role may do; default: read one bucket. */
  readonly permissions?: readonly Statement[];
  readonly name?: string;
  /** Statements of an RCP on every account, and of an SCP. */
  readonly rcp?: readonly Statement[];
  readonly scp?: readonly Statement[];
  /** False: the snapshot has no organization.json. */
  readonly organization?: boolean;
  /** False: the providers of the accounts were not collected. */
  readonly providers?: boolean;
  /** More roles, by `account/name`. */
  readonly roles?: Readonly<
    Record<string, { readonly trust: unknown; readonly permissions?: readonly Statement[] }>
  >;
}

export const everything: Statement = { Effect: "Allow", Action: "*", Resource: "*" };
const readBucket: Statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::example/*" };

export function trust(...statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements } as PolicyDocument;
}

export function assume(principal: unknown, condition?: unknown): Statement {
  return {
    Effect: "Allow",
    Principal: principal,
    Action: "sts:AssumeRole",
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

function role(
  account: string,
  name: string,
  trustPolicy: unknown,
  permissions: readonly Statement[],
): unknown {
  const slash = name.lastIndexOf("/");
  return {
    Path: slash === -1 ? "/" : `/${name.slice(0, slash + 1)}`,
    RoleName: name.slice(slash + 1),
    RoleId: `AROA${name
      .slice(slash + 1)
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]/g, "")}EXAMPLE`,
    Arn: `arn:aws:iam::${account}:role/${name}`,
    AssumeRolePolicyDocument: trustPolicy,
    RolePolicyList:
      permissions.length === 0 ? [] : [{ PolicyName: "own", PolicyDocument: trust(...permissions) }],
    AttachedManagedPolicies: [],
  };
}

function user(account: string, name: string, permissions: readonly Statement[]): unknown {
  return {
    Path: "/",
    UserName: name,
    UserId: `AIDA${name.toUpperCase()}EXAMPLE`,
    Arn: `arn:aws:iam::${account}:user/${name}`,
    UserPolicyList: [{ PolicyName: "own", PolicyDocument: trust(...permissions) }],
    GroupList: [],
    AttachedManagedPolicies: [],
  };
}

const cast: readonly { readonly account: string; readonly role: unknown }[] = [
  { account: home, role: role(home, "release", trust(assume({ Service: "ec2.amazonaws.com" })), []) },
  {
    account: member,
    role: role(member, "ci", trust(assume({ AWS: `arn:aws:iam::${member}:user/alice` })), [
      { Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" },
    ]),
  },
  {
    account: member,
    role: role(member, "platform-admin", trust(assume({ Service: "ec2.amazonaws.com" })), [everything]),
  },
  { account: member, role: role(member, "etl-export", trust(assume({ Service: "ec2.amazonaws.com" })), []) },
];

/** A snapshot with a role of that trust policy on the given stage. */
export function snapshotWith(trustPolicy: unknown, stage: Stage = {}): Snapshot {
  const account = stage.account ?? home;
  const roles = [
    ...cast,
    { account, role: role(account, stage.name ?? "target", trustPolicy, stage.permissions ?? [readBucket]) },
    ...Object.entries(stage.roles ?? {}).map(([key, spec]) => {
      const [at = home, ...name] = key.split("/");
      return { account: at, role: role(at, name.join("/"), spec.trust, spec.permissions ?? []) };
    }),
  ];
  const accounts = [home, member, management].map((id) => ({
    id,
    authorizationDetails: {
      UserDetailList: id === member ? [user(member, "alice", [])] : [],
      GroupDetailList: [],
      RoleDetailList: roles.filter((entry) => entry.account === id).map((entry) => entry.role),
      Policies: [],
    },
    ...(stage.providers === false
      ? {}
      : {
          identityProviders: {
            SAMLProviderList: [],
            OpenIDConnectProviderList: [
              {
                Arn: `arn:aws:iam::${id}:oidc-provider/token.actions.githubusercontent.com`,
                Url: "token.actions.githubusercontent.com",
                ClientIDList: ["sts.amazonaws.com"],
              },
            ],
          },
        }),
  }));
  const bundle = {
    manifest: { formatVersion: 1, createdAt: "2026-10-15T00:00:00Z", source: "a test" },
    ...(stage.organization === false ? {} : { organization: organization(stage) }),
    accounts,
  };
  const { snapshot, problems } = readSnapshot(new Map([["bundle.json", JSON.stringify(bundle)]]));
  if (snapshot === null) throw new Error(JSON.stringify(problems));
  return snapshot;
}

function organization(stage: Stage): unknown {
  const policy = (id: string, type: string, content: unknown): unknown => ({
    Id: id,
    Name: id,
    Type: type,
    AwsManaged: false,
    Content: content,
    Targets: ["r-root", "ou-work", "ou-play", home, member, management],
  });
  return {
    Organization: { Id: organizationId, MasterAccountId: management, FeatureSet: "ALL" },
    Roots: [{ Id: "r-root", Name: "Root" }],
    OrganizationalUnits: [
      { Id: "ou-work", Name: "Work", ParentId: "r-root" },
      { Id: "ou-play", Name: "Play", ParentId: "r-root" },
    ],
    Accounts: [
      { Id: management, Name: "management", Status: "ACTIVE", ParentId: "r-root" },
      { Id: home, Name: "home", Status: "ACTIVE", ParentId: "ou-work" },
      { Id: member, Name: "member", Status: "ACTIVE", ParentId: "ou-play" },
    ],
    Policies: [
      policy("p-full", "SERVICE_CONTROL_POLICY", trust(everything)),
      ...(stage.scp === undefined ? [] : [policy("p-scp", "SERVICE_CONTROL_POLICY", trust(...stage.scp))]),
      ...(stage.rcp === undefined ? [] : [policy("p-rcp", "RESOURCE_CONTROL_POLICY", trust(...stage.rcp))]),
    ],
  };
}

/** The analysis of {@link snapshotWith}. */
export function stageOf(trustPolicy: unknown, stage: Stage = {}): Analysis {
  return analyze(snapshotWith(trustPolicy, stage));
}

/** The findings about the role, as `SEVERITY RULE`, sorted. */
export function findingsAbout(trustPolicy: unknown, stage: Stage = {}): readonly string[] {
  return about(trustPolicy, stage)
    .map((finding) => `${finding.severity} ${finding.rule}`)
    .sort();
}

/** The findings about the role. */
export function about(trustPolicy: unknown, stage: Stage = {}): readonly Finding[] {
  const arn = `arn:aws:iam::${stage.account ?? home}:role/${stage.name ?? "target"}`;
  return stageOf(trustPolicy, stage)
    .check()
    .findings.filter((finding) => finding.resource === arn);
}
