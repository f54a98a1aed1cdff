import { allow, deny, trust } from "../documents.js";
import { accountId, PIPELINE, roleArn, TEAM } from "../names.js";
import { githubTrust } from "./entry.js";
import type { Place, Sketch } from "./sketch.js";
import { regions } from "./words.js";

const STACK_SETS = {
  path: "/aws-service-role/stacksets.cloudformation.amazonaws.com/",
  name: "AWSServiceRoleForCloudFormationStackSetsOrgAdmin",
};

/** What every account of an organization holds before anybody has built anything in it, the two best known roles first. */
export function landingZone(place: Place): readonly Sketch[] {
  const own = { AWS: `arn:aws:iam::${accountId(place.account)}:root` };
  const management = { AWS: `arn:aws:iam::${accountId(0)}:root` };
  return [
    {
      name: PIPELINE,
      description: "Deploys what the repository of this account holds",
      trust: githubTrust(place, "deploy"),
      managed: ["deploy", "assume-deployment-roles"],
      maxSessionSeconds: 7_200,
    },
    { name: TEAM, trust: trust(own), managed: ["assume-application-roles"], aws: ["ReadOnlyAccess"] },
    { name: "OrganizationAccountAccessRole", trust: trust(management), aws: ["AdministratorAccess"] },
    {
      name: "stacksets-exec-7f3a9c2d41b86e05a1d4",
      trust: trust({ AWS: roleArn(0, STACK_SETS.path, STACK_SETS.name) }),
      aws: ["AdministratorAccess"],
    },
    {
      name: "AWSCloudFormationStackSetExecutionRole",
      description: "Lets StackSets of the management account work here",
      trust: trust(management),
      aws: ["AdministratorAccess"],
    },
    {
      name: "security-audit",
      trust: trust({ AWS: `arn:aws:iam::${accountId(1 % place.options.accounts)}:root` }, "sts:AssumeRole", {
        ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*" },
      }),
      aws: ["SecurityAudit", "ViewOnlyAccess"],
    },
    ...(place.account === 0
      ? [{ ...STACK_SETS, trust: trust({ Service: "stacksets.cloudformation.amazonaws.com" }) }]
      : []),
    ...regions.slice(0, 1 + place.random.below(2)).flatMap((region) => cdkBootstrap(place, region)),
  ];
}

/** The five roles of `cdk bootstrap` in one region: two for files and images, look-ups, deployment, and what acts for it. */
function cdkBootstrap({ account, options }: Place, region: string): readonly Sketch[] {
  const id = accountId(account);
  // The account with the pipelines is trusted besides the own one.
  const accounts = [...new Set([id, accountId(2 % options.accounts)])];
  const trusted = trust({ AWS: accounts.map((one) => `arn:aws:iam::${one}:root`) });
  const named = (kind: string) => `cdk-hnb659fds-${kind}-${id}-${region}`;
  const bucket = `arn:aws:s3:::cdk-hnb659fds-assets-${id}-${region}`;
  const tags = (kind: string) => [{ Key: "aws-cdk:bootstrap-role", Value: kind }];
  return [
    {
      name: named("file-publishing-role"),
      trust: trusted,
      tags: tags("file-publishing"),
      inline: {
        [named("file-publishing-role-default-policy")]: allow(
          ["s3:GetObject*", "s3:GetBucket*", "s3:List*", "s3:DeleteObject*", "s3:PutObject*", "s3:Abort*"],
          [bucket, `${bucket}/*`],
        ),
      },
    },
    {
      name: named("image-publishing-role"),
      trust: trusted,
      tags: tags("image-publishing"),
      inline: {
        [named("image-publishing-role-default-policy")]: allow(
          ["ecr:PutImage", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload"],
          `arn:aws:ecr:${region}:${id}:repository/cdk-hnb659fds-container-assets-${id}-${region}`,
        ),
      },
    },
    {
      name: named("lookup-role"),
      trust: trusted,
      tags: tags("lookup"),
      aws: ["ReadOnlyAccess"],
      inline: { LookupRolePolicy: deny("kms:Decrypt") },
    },
    {
      name: named("deploy-role"),
      trust: trusted,
      tags: tags("deploy"),
      inline: {
        default: allow(
          ["cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet", "cloudformation:Describe*"],
          "*",
        ),
        pass: allow("iam:PassRole", `arn:aws:iam::${id}:role/${named("cfn-exec-role")}`),
      },
    },
    {
      name: named("cfn-exec-role"),
      trust: trust({ Service: "cloudformation.amazonaws.com" }),
      tags: tags("cfn-exec"),
      aws: ["AdministratorAccess"],
    },
  ];
}
