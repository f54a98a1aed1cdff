import type { Json, PolicyDocument } from "@rolepath/snapshot";
import { document } from "../documents.js";
import type { Place } from "./sketch.js";
import { regions, resourceArn } from "./words.js";

type Statement = { readonly [key: string]: Json };

/** What each kind of use of a resource is written as, by applications that name their own. */
const uses: readonly ((place: Place, region: string, name: string) => Statement)[] = [
  (place, region, name) =>
    statement(
      [
        "dynamodb:GetItem",
        "dynamodb:BatchGetItem",
        "dynamodb:Query",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
        "dynamodb:ConditionCheckItem",
      ],
      both(resourceArn(place, "dynamodb", region, `table/${name}`), "/index/*"),
    ),
  ({ stage }, region, name) =>
    statement(
      ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"],
      both(`arn:aws:s3:::generated-${name}-${stage}-${region}`, "/*"),
    ),
  (place, region, name) =>
    statement(
      ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility"],
      [resourceArn(place, "sqs", region, name), resourceArn(place, "sqs", region, `${name}-dlq`)],
    ),
  (place, region, name) => statement(["sns:Publish"], resourceArn(place, "sns", region, name)),
  (place, region, name) =>
    statement(
      ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
      resourceArn(place, "secretsmanager", region, `secret:${name}/*`),
    ),
  (place, region, name) =>
    statement(
      ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
      resourceArn(place, "ssm", region, `parameter/${name}/*`),
    ),
  (place, region, name) => ({
    ...statement(["kms:Decrypt", "kms:GenerateDataKey"], resourceArn(place, "kms", region, "key/*")),
    Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": `alias/${name}` } },
  }),
  (place, region, name) =>
    statement(
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      resourceArn(place, "logs", region, `log-group:/aws/${name}:*`),
    ),
  (place, region, name) =>
    statement(
      ["lambda:InvokeFunction"],
      both(resourceArn(place, "lambda", region, `function:${name}`), ":*"),
    ),
  (place, region, name) =>
    statement(["states:StartExecution"], resourceArn(place, "states", region, `stateMachine:${name}`)),
  (place, region, name) =>
    statement(["events:PutEvents"], resourceArn(place, "events", region, `event-bus/${name}`)),
  () => statement(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*"),
  () => statement(["cloudwatch:PutMetricData"], "*"),
];

/** What one application may do with what it calls `name`: one to six uses, each of resources of its own. */
export function applicationPermissions(place: Place, name: string): PolicyDocument {
  const region = place.random.one(regions);
  return document(
    ...place.random
      .some(uses, 1 + place.random.below(6))
      .map((use, index) => ({ Sid: `Use${index}`, ...use(place, region, name) })),
  );
}

function statement(actions: readonly string[], resource: Json): Statement {
  return { Effect: "Allow", Action: actions.length === 1 ? (actions[0] ?? "") : actions, Resource: resource };
}

function both(resource: string, inside: string): Json {
  return [resource, resource + inside];
}
