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
  /** When the role was last used, `never`, or (absent) not known. */
  readonly lastUsed?: string;
  /** When the role was made; default years ago. */
  readonly created?: string;
  /** MaxSessionDuration of the role, in hours. */
  readonly sessionHours?: number;
  /** What user alice of the member account may do; default nothing. */
  readonly aliceMay?: readonly Statement[];
  /** Statements of an RCP on every account, and of an SCP. */
  readonly rcp?: readonly Statement[];
  readonly scp?: readonly Statement[];
  /** True: the SCP is attached to the management account too. */
  readonly scpOnManagement?: boolean;
  /** False: the snapshot has no organization.json. */
  readonly organization?: boolean;
  /** False: the providers of the accounts were not collected. */
  readonly providers?: boolean;
  /** OIDC providers of every account besides that of GitHub, by issuer, with their audiences; one of GitHub's name replaces it. */
  readonly oidc?: Readonly<Record<string, readonly string[]>>;
  /** Names of SAML providers of every account. */
  readonly saml?: readonly string[];
  /** What kind of policy an example is; default the trust policy of the role. A guardrail stands on the root and all below. */
  readonly example?: "permissions" | "scp" | "rcp";
  /** The units of {@link home} and of {@link member}; default `Work` and `Play`. */
  readonly units?: readonly [string, string];
  /** True: {@link member} is the delegated administrator for IAM. */
  readonly delegated?: boolean;
  /** How many people IAM Identity Center knows, all of them in a group that permission set `Operators` is assigned. */
  readonly people?: number;
  /** More roles, by `account/name`. */
  readonly roles?: Readonly<
    Record<string, { readonly trust: unknown; readonly permissions?: readonly Statement[] }>
  >;
}

const gitHubProvider = { "token.actions.githubusercontent.com": ["sts.amazonaws.com"] };

export const everything: Statement = { Effect: "Allow", Action: "*", Resource: "*" };
/** Permissions that hang on the tag of the session. */
export const readOwnTeam: Statement = {
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::example/*",
  Condition: { StringEquals: { "aws:PrincipalTag/team": "payments" } },
};
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
  more: object = {},
): unknown {
  const slash = name.lastIndexOf("/");
  return {
    CreateDate: "2024-02-01T00:00:00Z",
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
    ...more,
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

function targetOf(account: string, trustPolicy: unknown, stage: Stage): unknown {
  const { lastUsed, name = "target", permissions = [readBucket] } = stage;
  return role(account, name, trustPolicy, permissions, {
    ...(stage.created === undefined ? {} : { CreateDate: stage.created }),
    ...(lastUsed === undefined
      ? {}
      : { RoleLastUsed: lastUsed === "never" ? {} : { LastUsedDate: lastUsed, Region: "eu-west-1" } }),
  });
}

/** A snapshot with a role of that trust policy on the given stage. */
export function snapshotWith(policy: unknown, given: Stage = {}): Snapshot {
  const { trustPolicy, stage } = placed(policy, given);
  const account = stage.account ?? home;
  const roles = [
    ...cast,
    { account, role: targetOf(account, trustPolicy, stage) },
    ...Object.entries(stage.roles ?? {}).map(([key, spec]) => {
      const [at = home, ...name] = key.split("/");
      return { account: at, role: role(at, name.join("/"), spec.trust, spec.permissions ?? []) };
    }),
  ];
  const accounts = [home, member, management].map((id) => ({
    id,
    ...(stage.sessionHours === undefined || id !== account
      ? {}
      : {
          listRoles: {
            Roles: [
              {
                Arn: `arn:aws:iam::${account}:role/${stage.name ?? "target"}`,
                MaxSessionDuration: stage.sessionHours * 3600,
              },
            ],
          },
        }),
    authorizationDetails: {
      UserDetailList: id === member ? [user(member, "alice", stage.aliceMay ?? [])] : [],
      GroupDetailList: [],
      RoleDetailList: roles.filter((entry) => entry.account === id).map((entry) => entry.role),
      Policies: [],
    },
    ...(stage.providers === false
      ? {}
      : {
          identityProviders: {
            SAMLProviderList: (stage.saml ?? []).map((name) => ({
              Arn: `arn:aws:iam::${id}:saml-provider/${name}`,
            })),
            OpenIDConnectProviderList: Object.entries({ ...gitHubProvider, ...stage.oidc }).map(
              ([issuer, audiences]) => ({
                Arn: `arn:aws:iam::${id}:oidc-provider/${issuer}`,
                Url: issuer,
                ClientIDList: audiences,
              }),
            ),
          },
        }),
  }));
  const bundle = {
    manifest: { formatVersion: 1, createdAt: "2026-10-15T00:00:00Z", source: "a test" },
    ...(stage.organization === false ? {} : { organization: organization(stage) }),
    ...(stage.people === undefined ? {} : { identityCenter: identityCenter(account, stage.people) }),
    accounts,
  };
  const { snapshot, problems } = readSnapshot(new Map([["bundle.json", JSON.stringify(bundle)]]));
  if (snapshot === null) throw new Error(JSON.stringify(problems));
  return snapshot;
}

// An example that is no trust policy goes where it belongs; the role is then one of a service.
function placed(policy: unknown, stage: Stage): { readonly trustPolicy: unknown; readonly stage: Stage } {
  const { example } = stage;
  if (example === undefined) return { trustPolicy: policy, stage };
  const { Statement } = policy as { readonly Statement: readonly Statement[] };
  return {
    trustPolicy: trust(assume({ Service: "ec2.amazonaws.com" })),
    stage: { ...stage, [example]: Statement },
  };
}

function identityCenter(account: string, people: number): unknown {
  const set = "arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-2222222222222222";
  const ids = Array.from({ length: people }, (_, index) => `u-${index}`);
  return {
    Instance: { InstanceArn: "arn:aws:sso:::instance/ssoins-1111111111111111" },
    PermissionSets: [{ PermissionSetArn: set, Name: "Operators" }],
    AccountAssignments: [
      { AccountId: account, PermissionSetArn: set, PrincipalType: "GROUP", PrincipalId: "g-1" },
    ],
    Users: ids.map((id) => ({ UserId: id, UserName: `person-${id}` })),
    Groups: [{ GroupId: "g-1", DisplayName: "Everybody" }],
    GroupMemberships: ids.map((id) => ({ GroupId: "g-1", UserId: id })),
  };
}

/** The id of the guardrail of a stage. */
const guardrailId = (kind: "scp" | "rcp"): string => `p-${kind}`;

function organization(stage: Stage): unknown {
  const everywhere = ["r-root", "ou-work", "ou-play", home, member];
  const policy = (id: string, type: string, content: unknown, more: readonly string[] = []): unknown => ({
    Id: id,
    Name: id,
    Type: type,
    AwsManaged: false,
    Content: content,
    Targets: [...everywhere, ...more],
  });
  const [work, play] = stage.units ?? ["Work", "Play"];
  return {
    Organization: { Id: organizationId, MasterAccountId: management, FeatureSet: "ALL" },
    ...(stage.delegated === true
      ? { DelegatedAdministrators: [{ Id: member, Services: ["iam.amazonaws.com"] }] }
      : {}),
    Roots: [{ Id: "r-root", Name: "Root" }],
    OrganizationalUnits: [
      { Id: "ou-work", Name: work, ParentId: "r-root" },
      { Id: "ou-play", Name: play, ParentId: "r-root" },
    ],
    Accounts: [
      { Id: management, Name: "management", Status: "ACTIVE", ParentId: "r-root" },
      { Id: home, Name: "home", Status: "ACTIVE", ParentId: "ou-work" },
      { Id: member, Name: "member", Status: "ACTIVE", ParentId: "ou-play" },
    ],
    Policies: [
      policy("p-full", "SERVICE_CONTROL_POLICY", trust(everything), [management]),
      ...(stage.scp === undefined
        ? []
        : [
            policy(
              guardrailId("scp"),
              "SERVICE_CONTROL_POLICY",
              trust(...stage.scp),
              stage.scpOnManagement === true ? [management] : [],
            ),
          ]),
      ...(stage.rcp === undefined
        ? []
        : [policy(guardrailId("rcp"), "RESOURCE_CONTROL_POLICY", trust(...stage.rcp))]),
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
  const { example } = stage;
  const arn =
    example === "scp" || example === "rcp"
      ? guardrailId(example)
      : `arn:aws:iam::${stage.account ?? home}:role/${stage.name ?? "target"}`;
  return stageOf(trustPolicy, stage)
    .check()
    .findings.filter((finding) => finding.resource === arn);
}
