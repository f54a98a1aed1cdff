import { auditRolePolicy } from "../required-policy.js";
import { type AuditRole, auditRoleDescription, splitRoleName } from "./audit-role.js";

/** A CloudFormation template of the audit role, for a StackSet over the organization. */
export function cloudFormationTemplate(role: AuditRole): string {
  const { name, path } = splitRoleName(role.roleName);
  const statements = auditRolePolicy().Statement.flatMap(({ Sid, Effect, Action, Resource }) => [
    `              - Sid: ${quoted(Sid)}`,
    `                Effect: ${Effect}`,
    "                Action:",
    ...Action.map((action) => `                  - ${quoted(action)}`),
    `                Resource: ${quoted(Resource)}`,
  ]);
  return `${[
    'AWSTemplateFormatVersion: "2010-09-09"',
    `Description: ${quoted(`${auditRoleDescription}. Deploy it to every account as a StackSet, and to the management account as a stack.`)}`,
    "Parameters:",
    "  TrustedPrincipalArn:",
    "    Type: String",
    '    Description: "ARN of the role or user that runs rolepath collect"',
    ...defaultOf(role.trustedArn),
    "  ExternalId:",
    "    Type: String",
    '    Description: "What rolepath collect must give as --external-id"',
    ...defaultOf(role.externalId),
    "    MinLength: 2",
    "    MaxLength: 1224",
    "  RoleName:",
    "    Type: String",
    `    Default: ${quoted(name)}`,
    "Resources:",
    "  AuditRole:",
    "    Type: AWS::IAM::Role",
    "    Properties:",
    "      RoleName: !Ref RoleName",
    `      Path: ${quoted(path)}`,
    `      Description: ${quoted(auditRoleDescription)}`,
    "      MaxSessionDuration: 3600",
    "      AssumeRolePolicyDocument:",
    '        Version: "2012-10-17"',
    "        Statement:",
    "          - Effect: Allow",
    "            Principal:",
    "              AWS: !Ref TrustedPrincipalArn",
    "            Action: sts:AssumeRole",
    "            Condition:",
    "              StringEquals:",
    "                sts:ExternalId: !Ref ExternalId",
    "      Policies:",
    "        - PolicyName: rolepath-collect",
    "          PolicyDocument:",
    '            Version: "2012-10-17"',
    "            Statement:",
    ...statements,
    "Outputs:",
    "  RoleArn:",
    "    Value: !GetAtt AuditRole.Arn",
  ].join("\n")}\n`;
}

function defaultOf(value: string | undefined): string[] {
  return value === undefined ? [] : [`    Default: ${quoted(value)}`];
}

/** A YAML string: JSON's strings are among them. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
