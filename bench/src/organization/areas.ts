import type { OrganizationPolicy, PolicyDocument } from "@rolepath/snapshot";
import { deny } from "./documents.js";
import { organizationId } from "./names.js";

/** The units below the root, which hold those of the accounts; each with SCPs of its own, as landing zones have it. */
export const areas: readonly string[] = ["platform", "sandbox", "production", "development", "staging"];

/** `ou-…` of an area. */
export function areaId(area: string): string {
  return `ou-gen1-area${area.slice(0, 4)}`;
}

/** The area of a unit. */
export function areaOf(unit: number): string {
  return areas[unit % areas.length] ?? "sandbox";
}

const protectedRoles = ["OrganizationAccountAccessRole", "stacksets-exec-*", "cdk-*", "pipeline"].map(
  (name) => `arn:aws:iam::*:role/${name}`,
);

const policies: Readonly<
  Record<string, { readonly on: readonly string[]; readonly content: PolicyDocument }>
> = {
  "leave-platform-roles-alone": {
    on: areas.filter((area) => area !== "platform"),
    content: deny(
      ["iam:AttachRolePolicy", "iam:DeleteRole*", "iam:PutRole*", "iam:Update*"],
      protectedRoles,
      {
        ArnNotLike: { "aws:PrincipalArn": protectedRoles },
      },
    ),
  },
  "no-users": { on: ["production"], content: deny(["iam:CreateUser", "iam:CreateAccessKey"]) },
  "stay-inside": {
    on: ["production"],
    content: deny("sts:AssumeRole", "*", {
      StringNotEqualsIfExists: { "aws:ResourceOrgID": organizationId },
    }),
  },
  "stay-in-the-account": {
    on: ["sandbox"],
    content: deny("sts:AssumeRole", "*", {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
      StringNotEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" },
    }),
  },
  "keep-it-cheap": { on: ["sandbox"], content: deny(["sagemaker:*", "redshift:*", "ec2:Purchase*"]) },
};

/** The SCPs of the areas. */
export const areaPolicies: readonly OrganizationPolicy[] = Object.entries(policies).map(
  ([name, { on, content }], index) => ({
    Id: `p-area000${index}`,
    Name: name,
    Type: "SERVICE_CONTROL_POLICY",
    AwsManaged: false,
    Content: content,
    Targets: on.map(areaId),
  }),
);
