import type { AccountSnapshot, AttachedPolicy, InstanceProfile, Role } from "@rolepath/snapshot";
import { Random } from "../../random.js";
import { accountId, roleArn, uniqueId } from "../names.js";
import type { OrganizationOptions } from "../options.js";
import { awsManagedArn } from "./aws-managed/catalog.js";
import { clusterIssuer } from "./entry.js";
import { groupsOf, userOf } from "./people.js";
import { attachedOfAws, customerManaged, managedArn, sharedPolicyNames } from "./policies.js";
import type { Place, Sketch } from "./sketch.js";
import { sketches } from "./sketches.js";
import { applicationNames, stages } from "./words.js";

/** One account with about what the accounts of large organizations hold. */
export function realAccount(options: OrganizationOptions, account: number): AccountSnapshot {
  const random = new Random(options.seed * 1_000_003 + account);
  const applications = random.some(applicationNames, 3 + random.below(6));
  const stage = random.one(stages);
  const shared = sharedPolicyNames(applications, options.roles);
  const place: Place = { options, account, random, applications, stage, shared };
  const made = sketches(place);
  const roles = made.map((sketch, index) => roleOf(account, index, sketch));
  const users = Array.from({ length: options.users }, (_, index) => userOf(place, index));
  const groups = options.users === 0 ? [] : groupsOf(account);
  const attachments = countAttachments([...roles, ...users, ...groups]);
  const id = accountId(account);
  return {
    id,
    authorizationDetails: {
      UserDetailList: users,
      GroupDetailList: groups,
      RoleDetailList: roles,
      Policies: [...customerManaged(place, attachments), ...attachedOfAws(attachments)],
    },
    listRoles: {
      Roles: roles.map(({ AssumeRolePolicyDocument, RoleLastUsed, Tags, ...rest }, index) => ({
        RoleName: rest.RoleName,
        Path: rest.Path,
        RoleId: rest.RoleId,
        Arn: rest.Arn,
        CreateDate: rest.CreateDate,
        AssumeRolePolicyDocument,
        MaxSessionDuration: made[index]?.maxSessionSeconds ?? 3_600,
      })),
    },
    identityProviders: {
      SAMLProviderList: [
        {
          Arn: `arn:aws:iam::${id}:saml-provider/AWSSSO_generated_DO_NOT_DELETE`,
          ValidUntil: "2125-01-01T00:00:00+00:00",
          CreateDate: "2024-01-15T09:30:00+00:00",
        },
      ],
      OpenIDConnectProviderList: ["token.actions.githubusercontent.com", clusterIssuer(account)].map(
        (issuer) => ({
          Arn: `arn:aws:iam::${id}:oidc-provider/${issuer}`,
          Url: issuer,
          ClientIDList: ["sts.amazonaws.com"],
          ThumbprintList: ["6938fd4d98bab03faadb97b34396831e3780aea1"],
        }),
      ),
    },
    account: { id, name: `${applications[0]}-${stage}-${account}` },
  };
}

/** A role as AWS returns it; an instance profile holds the role once more. */
function roleOf(account: number, index: number, sketch: Sketch): Role {
  const { name, path = "/" } = sketch;
  const attached: readonly AttachedPolicy[] = [
    ...(sketch.aws ?? []).map((policy) => ({ PolicyName: policy, PolicyArn: awsManagedArn(policy) })),
    ...(sketch.managed ?? []).map((policy) => ({
      PolicyName: policy,
      PolicyArn: managedArn(account, policy),
    })),
  ];
  const core = {
    Path: path,
    RoleName: name,
    RoleId: uniqueId("AROA", account, index),
    Arn: roleArn(account, path, name),
    CreateDate: "2025-03-01T08:00:00+00:00",
    AssumeRolePolicyDocument: sketch.trust,
  };
  return {
    ...core,
    ...(sketch.description === undefined ? {} : { Description: sketch.description }),
    InstanceProfileList: sketch.instanceProfile ? [profileOf(account, index, core)] : [],
    RolePolicyList: Object.entries(sketch.inline ?? {}).map(([PolicyName, PolicyDocument]) => ({
      PolicyName,
      PolicyDocument,
    })),
    AttachedManagedPolicies: attached,
    ...(sketch.boundary === undefined
      ? {}
      : {
          PermissionsBoundary: {
            PermissionsBoundaryType: "Policy",
            PermissionsBoundaryArn: managedArn(account, sketch.boundary),
          },
        }),
    Tags: sketch.tags ?? [],
    RoleLastUsed: index % 4 === 3 ? {} : { LastUsedDate: "2026-09-30T10:00:00+00:00", Region: "eu-west-1" },
  };
}

function profileOf(
  account: number,
  index: number,
  role: { readonly RoleName: string; readonly Path: string },
): InstanceProfile & { readonly Roles: readonly object[] } {
  return {
    InstanceProfileName: role.RoleName,
    Arn: `arn:aws:iam::${accountId(account)}:instance-profile${role.Path}${role.RoleName}`,
    ...{ Path: role.Path, InstanceProfileId: uniqueId("AIPA", account, index) },
    Roles: [role],
  };
}

/** How many users, groups and roles carry each policy, by name. */
function countAttachments(
  holders: readonly { readonly AttachedManagedPolicies: readonly AttachedPolicy[] }[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { AttachedManagedPolicies } of holders)
    for (const { PolicyName = "" } of AttachedManagedPolicies)
      counts.set(PolicyName, (counts.get(PolicyName) ?? 0) + 1);
  return counts;
}
