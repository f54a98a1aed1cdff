import type { Json, PolicyDocument } from "@rolepath/snapshot";

type Fields = { readonly [key: string]: Json };

/** A policy document of these statements. */
export function document(...statements: readonly Fields[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/** A trust policy that lets one kind of principal in. */
export function trust(principal: Json, action: Json = "sts:AssumeRole", condition?: Json): PolicyDocument {
  return document({
    Effect: "Allow",
    Principal: principal,
    Action: action,
    ...(condition === undefined ? {} : { Condition: condition }),
  });
}

/** A permission policy of one Allow. */
export function allow(action: Json, resource: Json = "*", condition?: Json): PolicyDocument {
  return document({
    Effect: "Allow",
    Action: action,
    Resource: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  });
}

/** A permission policy of one Deny. */
export function deny(action: Json, resource: Json = "*", condition?: Json): PolicyDocument {
  return document({
    Effect: "Deny",
    Action: action,
    Resource: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  });
}

/** What roles of services may do, as teams write it: a few actions on a few resources. */
export const servicePermissions: readonly PolicyDocument[] = [
  allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::data-*/*"),
  allow(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"]),
  allow(["logs:CreateLogStream", "logs:PutLogEvents"]),
  allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:SendMessage"]),
  allow(["ssm:GetParameter", "kms:Decrypt"]),
];

export const services: readonly string[] = [
  "lambda.amazonaws.com",
  "ec2.amazonaws.com",
  "ecs-tasks.amazonaws.com",
  "states.amazonaws.com",
  "events.amazonaws.com",
  "codebuild.amazonaws.com",
];

/** SCPs that nearly every organization has. AWS Organizations User Guide, "Example SCPs". */
export const guardrails: readonly { readonly name: string; readonly content: PolicyDocument }[] = [
  { name: "FullAWSAccess", content: allow("*") },
  {
    name: "stay-in-the-organization",
    content: document({ Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" }),
  },
  {
    name: "no-root",
    content: document({
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } },
    }),
  },
  {
    name: "regions",
    content: document({
      Effect: "Deny",
      NotAction: ["iam:*", "sts:*", "organizations:*"],
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] } },
    }),
  },
];

/** An RCP against strangers. AWS Organizations User Guide, "Example RCPs". */
export function perimeter(organization: string): PolicyDocument {
  return document({
    Effect: "Deny",
    Principal: "*",
    Action: "sts:AssumeRole",
    Resource: "*",
    Condition: {
      StringNotEqualsIfExists: { "aws:PrincipalOrgID": organization },
      BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    },
  });
}
