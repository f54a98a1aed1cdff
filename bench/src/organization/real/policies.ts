import type { ManagedPolicy, PolicyDocument } from "@rolepath/snapshot";
import { allow, document } from "../documents.js";
import { accountId, PIPELINE, TEAM, uniqueId } from "../names.js";
import { awsManaged, awsManagedArn } from "./aws-managed/catalog.js";
import { applicationPermissions } from "./permissions.js";
import type { Place } from "./sketch.js";

/** As AWS returns it, with what the analyzer does not need. */
interface ReturnedPolicy extends ManagedPolicy {
  readonly AttachmentCount: number;
  readonly PermissionsBoundaryUsageCount: number;
  readonly IsAttachable: boolean;
  readonly CreateDate: string;
  readonly UpdateDate: string;
}

export function managedArn(account: number, name: string): string {
  return `arn:aws:iam::${accountId(account)}:policy/${name}`;
}

/** Rolled out to every account in the same words. */
const everywhere: Readonly<Record<string, PolicyDocument>> = {
  deploy: allow(["cloudformation:*", "s3:*", "lambda:*", "ecs:*", "ecr:*", "logs:*", "events:*"]),
  "assume-deployment-roles": allow(
    ["sts:AssumeRole", "sts:TagSession"],
    ["arn:aws:iam::*:role/cdk-*", "arn:aws:iam::*:role/*-deploy-target"],
  ),
  "assume-application-roles": allow("sts:AssumeRole", [
    "arn:aws:iam::*:role/*-reader",
    "arn:aws:iam::*:role/*-operator",
  ]),
  "require-mfa": document(
    {
      Effect: "Allow",
      Action: ["iam:ListMFADevices", "iam:EnableMFADevice", "iam:ResyncMFADevice", "iam:ChangePassword"],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
      Resource: ["arn:aws:iam::*:user/*/${aws:username}", "arn:aws:iam::*:mfa/*"],
    },
    {
      Effect: "Deny",
      NotAction: ["iam:ListMFADevices", "iam:EnableMFADevice", "iam:ChangePassword", "sts:GetSessionToken"],
      Resource: "*",
      Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
    },
  ),
};

/** The boundary of what applications make themselves: everything but identities, and roles of the platform. */
function applicationBoundary(account: number): PolicyDocument {
  const platform = [PIPELINE, TEAM, "OrganizationAccountAccessRole", "cdk-*"];
  return document(
    { Sid: "Work", Effect: "Allow", NotAction: ["organizations:*", "account:*"], Resource: "*" },
    {
      Sid: "LeaveThePlatform",
      Effect: "Deny",
      Action: ["iam:*", "sts:AssumeRole"],
      Resource: platform.map((name) => `arn:aws:iam::${accountId(account)}:role/${name}`),
    },
    { Sid: "NoUsers", Effect: "Deny", Action: ["iam:CreateUser", "iam:CreateAccessKey"], Resource: "*" },
  );
}

/** The names of policies that applications of the account share; one for every third role or so. */
export function sharedPolicyNames(applications: readonly string[], roleCount: number): readonly string[] {
  const count = Math.round(roleCount * 0.3);
  return Array.from(
    { length: count },
    (_, index) => `${applications[index % applications.length]}-access-${index}`,
  );
}

/** The account's own policies, with the versions that were before, up to five as IAM keeps them. */
export function customerManaged(
  place: Place,
  attachments: ReadonlyMap<string, number>,
): readonly ManagedPolicy[] {
  const { account, random } = place;
  const fixed = [
    ...Object.entries(everywhere),
    ["application-boundary", applicationBoundary(account)] as const,
  ].map(([name, content]) => ({ name, versions: [content] }));
  const shared = place.shared.map((name) => ({
    name,
    versions: Array.from({ length: random.chance(0.5) ? 1 : 2 + random.below(4) }, () =>
      applicationPermissions(place, name),
    ),
  }));
  return [...fixed, ...shared].map(({ name, versions }, index) =>
    returned({
      name,
      id: uniqueId("ANPA", account, index),
      arn: managedArn(account, name),
      path: "/",
      attachments: attachments.get(name) ?? 0,
      latest: versions.length,
      versions,
    }),
  );
}

/** The policies of AWS that something in the account carries: the default version alone, as AWS returns them. */
export function attachedOfAws(attachments: ReadonlyMap<string, number>): readonly ManagedPolicy[] {
  return Object.entries(awsManaged).flatMap(([name, policy], index) => {
    const count = attachments.get(name);
    if (count === undefined) return [];
    return [
      returned({
        name,
        id: uniqueId("ANPA", 0, 1_000 + index),
        arn: awsManagedArn(name),
        path: policy.path,
        attachments: count,
        latest: policy.version,
        versions: [policy.document],
      }),
    ];
  });
}

function returned(policy: {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly path: string;
  readonly attachments: number;
  readonly latest: number;
  /** The newest first. */
  readonly versions: readonly PolicyDocument[];
}): ReturnedPolicy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: `v${policy.latest}`,
    AttachmentCount: policy.attachments,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: "2024-01-15T09:30:00+00:00",
    UpdateDate: "2026-05-04T14:12:31+00:00",
    PolicyVersionList: policy.versions.map((content, index) => ({
      VersionId: `v${policy.latest - index}`,
      IsDefaultVersion: index === 0,
      CreateDate: "2026-05-04T14:12:31+00:00",
      Document: content,
    })),
  };
}
