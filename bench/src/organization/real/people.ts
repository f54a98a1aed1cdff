import type { Group, User } from "@rolepath/snapshot";
import { Random } from "../../random.js";
import { allow } from "../documents.js";
import { accountId, uniqueId } from "../names.js";
import { awsManagedArn } from "./aws-managed/catalog.js";
import { identityCenterTrust } from "./entry.js";
import { applicationPermissions } from "./permissions.js";
import { managedArn } from "./policies.js";
import { teamTags } from "./service.js";
import type { Place, Sketch } from "./sketch.js";
import { HEX, pascal } from "./words.js";

/** Permission sets that organizations assign nearly everywhere. */
const sets: readonly (readonly [name: string, policy: string])[] = [
  ["AdministratorAccess", "AdministratorAccess"],
  ["PowerUserAccess", "PowerUserAccess"],
  ["ReadOnlyAccess", "ReadOnlyAccess"],
  ["ViewOnly", "ViewOnlyAccess"],
  ["Billing", "Billing"],
  ["SecurityAudit", "SecurityAudit"],
];

/** The role of the permission set of a number: the usual ones first, then one for the developers of each application. */
export function identityCenterSketch(place: Place, number: number): Sketch {
  const { random, applications } = place;
  const usual = sets[number];
  const application = applications[number % applications.length] ?? "app";
  const set = usual?.[0] ?? `${pascal(application)}Developer${number}`;
  return {
    name: `AWSReservedSSO_${set}_${random.text(HEX, 16)}`,
    path: "/aws-reserved/sso.amazonaws.com/eu-west-1/",
    ...(usual === undefined ? { description: `Developers of ${application}` } : {}),
    trust: identityCenterTrust(place),
    aws: [usual?.[1] ?? "ViewOnlyAccess"],
    ...(usual === undefined
      ? {
          inline: {
            AwsSSOInlinePolicy: allow("sts:AssumeRole", `arn:aws:iam::*:role/${application}-*`),
          },
        }
      : {}),
    maxSessionSeconds: 43_200,
  };
}

const groups: Readonly<
  Record<string, { readonly aws: readonly string[]; readonly managed: readonly string[] }>
> = {
  administrators: { aws: ["AdministratorAccess"], managed: ["require-mfa"] },
  engineers: { aws: ["ReadOnlyAccess"], managed: ["require-mfa", "assume-application-roles"] },
  finance: { aws: ["Billing"], managed: ["require-mfa"] },
};

/** The groups of an account. */
export function groupsOf(account: number): readonly Group[] {
  return Object.entries(groups).map(([name, { aws, managed }], index) => ({
    Path: "/",
    GroupName: name,
    GroupId: uniqueId("AGPA", account, index),
    Arn: `arn:aws:iam::${accountId(account)}:group/${name}`,
    CreateDate: "2022-02-01T08:00:00+00:00",
    GroupPolicyList: [],
    AttachedManagedPolicies: [
      ...aws.map((policy) => ({ PolicyName: policy, PolicyArn: awsManagedArn(policy) })),
      ...managed.map((policy) => ({ PolicyName: policy, PolicyArn: managedArn(account, policy) })),
    ],
  }));
}

/** A user: half are people in groups, half are programs with a policy of their own. */
export function userOf(place: Place, index: number): User {
  const { account, options } = place;
  // Of its own numbers, so that more users do not change the roles.
  const random = new Random(options.seed * 7_919 + account * 10_007 + index);
  const own: Place = { ...place, random };
  const application = random.one(place.applications);
  const person = random.chance(0.5);
  const name = person ? `person-${index}` : `svc-${application}-${index}`;
  const path = person ? "/people/" : "/";
  return {
    Path: path,
    UserName: name,
    UserId: uniqueId("AIDA", account, index),
    Arn: `arn:aws:iam::${accountId(account)}:user${path}${name}`,
    CreateDate: "2023-06-01T08:00:00+00:00",
    UserPolicyList: person
      ? []
      : [{ PolicyName: "program", PolicyDocument: applicationPermissions(own, `${application}-${index}`) }],
    GroupList: person ? [random.pick({ engineers: 80, administrators: 10, finance: 10 })] : [],
    AttachedManagedPolicies: [],
    ...(random.chance(0.1)
      ? {
          PermissionsBoundary: {
            PermissionsBoundaryType: "Policy",
            PermissionsBoundaryArn: managedArn(account, "application-boundary"),
          },
        }
      : {}),
    Tags: person ? [] : teamTags(own, application),
  };
}
