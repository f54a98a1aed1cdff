import type {
  AccountSnapshot,
  AttachedPolicy,
  Group,
  InlinePolicy,
  ManagedPolicy,
  PolicyDocument,
  Role,
  Tag,
  User,
} from "@rolepath/snapshot";
import { awsManagedPolicies } from "./aws-managed.js";
import { type AccountName, accountIds, accounts, homeRegion } from "./company.js";
import { document, type Statement } from "./document.js";
import type { GroupSpec, Part, PolicySpec, RoleSpec, UserSpec } from "./part.js";
import { hexDigits, momentBetween, uniqueId } from "./seed.js";

const lastQuarter = "2026-10-01";
const collectedOn = "2026-10-31";

/** One account of the snapshot, in AWS's shapes, from everything the themes put into it. Sorted by name. */
export function assembleAccount(name: AccountName, parts: readonly Part[]): AccountSnapshot {
  const own = parts.filter((part) => part.account === name);
  const since = accounts.find((account) => account.name === name)!.since;
  const roles = byName(own.flatMap((part) => part.roles ?? []));
  const users = byName(own.flatMap((part) => part.users ?? []));
  const groups = byName(own.flatMap((part) => part.groups ?? []));
  const policies = byName(own.flatMap((part) => part.policies ?? []));
  const attached = [...roles, ...users, ...groups].flatMap((entity) => entity.attach ?? []);
  const boundaries = [...roles, ...users].flatMap((entity) => entity.boundary ?? []);
  const arn = (kind: string, path: string, entity: string) =>
    `arn:aws:iam::${accountIds[name]}:${kind}${path}${entity}`;

  return {
    id: accountIds[name],
    authorizationDetails: {
      UserDetailList: users.map((user) =>
        buildUser(user, name, arn("user", user.path ?? "/", user.name), since),
      ),
      GroupDetailList: groups.map((group) => buildGroup(group, name, arn("group", "/", group.name), since)),
      RoleDetailList: roles.map((role) =>
        buildRole(role, name, arn("role", role.path ?? "/", role.name), since),
      ),
      Policies: [
        ...policies.map((policy) =>
          buildPolicy(policy, name, arn("policy", policy.path ?? "/", policy.name), since, attached),
        ),
        ...awsPoliciesInUse([...attached, ...boundaries], attached),
      ],
    },
    listRoles: {
      Roles: roles.map((role) => ({
        RoleName: role.name,
        Arn: arn("role", role.path ?? "/", role.name),
        MaxSessionDuration: (role.sessionHours ?? 1) * 3600,
      })),
    },
    identityProviders: {
      SAMLProviderList: own
        .flatMap((part) => part.saml ?? [])
        .sort()
        .map((provider) => ({
          Arn: arn("saml-provider", "/", provider),
          ValidUntil: "2031-01-01T00:00:00+00:00",
          CreateDate: momentBetween(since, "2023-06-30", `${name}/saml/${provider}`),
        })),
      OpenIDConnectProviderList: own
        .flatMap((part) => Object.entries(part.oidc ?? {}))
        .map(([url, audiences]) => ({
          Arn: arn("oidc-provider", "/", url),
          Url: url,
          ClientIDList: audiences,
          ThumbprintList: [hexDigits(40, `thumbprint/${url}`)],
        })),
    },
    account: {
      id: accountIds[name],
      name,
      alias: `kestrelmart-${name}`,
      tags: [{ Key: "owner", Value: accounts.find((account) => account.name === name)!.owner }],
    },
  };
}

function buildRole(spec: RoleSpec, account: AccountName, arn: string, since: string): Role {
  const id = `${account}/role/${spec.path ?? "/"}${spec.name}`;
  const lastUsed = spec.lastUsed ?? momentBetween(lastQuarter, collectedOn, `${id}/used`).slice(0, 10);
  return {
    Path: spec.path ?? "/",
    RoleName: spec.name,
    RoleId: roleIdOf(account, spec.name, spec.path),
    Arn: arn,
    CreateDate: moment(spec.created, since, id),
    ...(spec.description === undefined ? {} : { Description: spec.description }),
    AssumeRolePolicyDocument: isStatements(spec.trust) ? document(...spec.trust) : spec.trust,
    InstanceProfileList: trustsEc2(spec)
      ? [{ InstanceProfileName: spec.name, Arn: arn.replace(":role/", ":instance-profile/") }]
      : [],
    RolePolicyList: inlinePolicies(spec.inline),
    AttachedManagedPolicies: attachedPolicies(spec.attach),
    ...boundaryOf(spec.boundary),
    Tags: tagList(spec.tags),
    RoleLastUsed:
      lastUsed === "never" ? {} : { LastUsedDate: `${lastUsed}T09:00:00+00:00`, Region: homeRegion },
  };
}

function buildUser(spec: UserSpec, account: AccountName, arn: string, since: string): User {
  const id = `${account}/user/${spec.name}`;
  return {
    Path: spec.path ?? "/",
    UserName: spec.name,
    UserId: uniqueId("AIDA", id),
    Arn: arn,
    CreateDate: moment(spec.created, since, id),
    UserPolicyList: inlinePolicies(spec.inline),
    GroupList: spec.groups ?? [],
    AttachedManagedPolicies: attachedPolicies(spec.attach),
    ...boundaryOf(spec.boundary),
    Tags: tagList(spec.tags),
  };
}

function buildGroup(spec: GroupSpec, account: AccountName, arn: string, since: string): Group {
  const id = `${account}/group/${spec.name}`;
  return {
    Path: "/",
    GroupName: spec.name,
    GroupId: uniqueId("AGPA", id),
    Arn: arn,
    CreateDate: moment(undefined, since, id),
    GroupPolicyList: inlinePolicies(spec.inline),
    AttachedManagedPolicies: attachedPolicies(spec.attach),
  };
}

function buildPolicy(
  spec: PolicySpec,
  account: AccountName,
  arn: string,
  since: string,
  attached: readonly string[],
): ManagedPolicy {
  const id = `${account}/policy/${spec.name}`;
  const standing = spec.defaultVersion ?? spec.versions.length;
  return {
    PolicyName: spec.name,
    PolicyId: uniqueId("ANPA", id),
    Arn: arn,
    Path: spec.path ?? "/",
    DefaultVersionId: `v${standing}`,
    AttachmentCount: attached.filter((other) => other === arn).length,
    PolicyVersionList: spec.versions.map((statements, index) => ({
      VersionId: `v${index + 1}`,
      IsDefaultVersion: index + 1 === standing,
      Document: document(...statements),
      CreateDate: moment(
        undefined,
        index === 0 ? since : `202${3 + Math.min(index, 2)}-01-10`,
        `${id}/v${index + 1}`,
      ),
    })),
  };
}

function awsPoliciesInUse(used: readonly string[], attached: readonly string[]): ManagedPolicy[] {
  const prefix = "arn:aws:iam::aws:policy/";
  const names = [...new Set(used.filter((arn) => arn.startsWith(prefix)))].sort();
  return names.map((arn) => {
    const fullName = arn.slice(prefix.length);
    const statements = awsManagedPolicies[fullName];
    if (statements === undefined) throw new Error(`no document for the AWS managed policy \`${fullName}\``);
    const nameStart = fullName.lastIndexOf("/") + 1;
    return {
      PolicyName: fullName.slice(nameStart),
      PolicyId: uniqueId("ANPA", `aws/policy/${fullName}`),
      Arn: arn,
      Path: `/${fullName.slice(0, nameStart)}`,
      DefaultVersionId: "v1",
      AttachmentCount: attached.filter((other) => other === arn).length,
      PolicyVersionList: [
        {
          VersionId: "v1",
          IsDefaultVersion: true,
          Document: document(...statements),
          CreateDate: "2019-01-01T00:00:00+00:00",
        },
      ],
    };
  });
}

/** The unique id that a role gets, for the policies that name it by id. */
export const roleIdOf = (account: AccountName, name: string, path = "/"): string =>
  uniqueId("AROA", `${account}/role/${path}${name}`);

const moment = (day: string | undefined, since: string, id: string): string =>
  day === undefined ? momentBetween(since, "2026-06-30", id) : `${day}T10:00:00+00:00`;

const isStatements = (trust: readonly Statement[] | PolicyDocument): trust is readonly Statement[] =>
  Array.isArray(trust);

const trustsEc2 = (spec: RoleSpec): boolean => JSON.stringify(spec.trust).includes('"ec2.amazonaws.com"');

const inlinePolicies = (inline: RoleSpec["inline"] = {}): InlinePolicy[] =>
  Object.entries(inline).map(([PolicyName, statements]) => ({
    PolicyName,
    PolicyDocument: document(...statements),
  }));

const attachedPolicies = (arns: readonly string[] = []): AttachedPolicy[] =>
  arns.map((arn) => ({ PolicyName: arn.slice(arn.lastIndexOf("/") + 1), PolicyArn: arn }));

const boundaryOf = (arn: string | undefined): Pick<Role, "PermissionsBoundary"> =>
  arn === undefined
    ? {}
    : { PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: arn } };

const tagList = (tags: Readonly<Record<string, string>> = {}): Tag[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

function byName<T extends { readonly name: string }>(entities: readonly T[]): T[] {
  return [...entities].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
