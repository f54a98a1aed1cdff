import { auditRolePolicy } from "../required-policy.js";
import { type AuditRole, auditRoleDescription, splitRoleName } from "./audit-role.js";

/** A Terraform module of the audit role. */
export function terraformModule(role: AuditRole): string {
  const { name, path } = splitRoleName(role.roleName);
  const statements = auditRolePolicy().Statement.flatMap(({ Sid, Effect, Action, Resource }) => [
    "  statement {",
    `    sid    = ${quoted(Sid)}`,
    `    effect = ${quoted(Effect)}`,
    "    actions = [",
    ...Action.map((action) => `      ${quoted(action)},`),
    "    ]",
    `    resources = [${quoted(Resource)}]`,
    "  }",
  ]);
  return `${[
    `# ${auditRoleDescription}. Apply it in every account.`,
    ...variable(
      "trusted_principal_arn",
      "ARN of the role or user that runs rolepath collect",
      role.trustedArn,
    ),
    ...variable("external_id", "What rolepath collect must give as --external-id", role.externalId),
    ...variable("role_name", "Name of the role", name),
    'data "aws_iam_policy_document" "trust" {',
    "  statement {",
    '    actions = ["sts:AssumeRole"]',
    "    principals {",
    '      type        = "AWS"',
    "      identifiers = [var.trusted_principal_arn]",
    "    }",
    "    condition {",
    '      test     = "StringEquals"',
    '      variable = "sts:ExternalId"',
    "      values   = [var.external_id]",
    "    }",
    "  }",
    "}",
    "",
    'data "aws_iam_policy_document" "collect" {',
    ...statements,
    "}",
    "",
    'resource "aws_iam_role" "audit" {',
    "  name                 = var.role_name",
    `  path                 = ${quoted(path)}`,
    `  description          = ${quoted(auditRoleDescription)}`,
    "  max_session_duration = 3600",
    "  assume_role_policy   = data.aws_iam_policy_document.trust.json",
    "}",
    "",
    'resource "aws_iam_role_policy" "collect" {',
    '  name   = "rolepath-collect"',
    "  role   = aws_iam_role.audit.id",
    "  policy = data.aws_iam_policy_document.collect.json",
    "}",
    "",
    'output "role_arn" {',
    "  value = aws_iam_role.audit.arn",
    "}",
  ].join("\n")}\n`;
}

function variable(name: string, description: string, value: string | undefined): string[] {
  return [
    `variable ${quoted(name)} {`,
    "  type        = string",
    `  description = ${quoted(description)}`,
    ...(value === undefined ? [] : [`  default     = ${quoted(value)}`]),
    "}",
    "",
  ];
}

/** An HCL string: JSON's, with the beginnings of a template written out. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, (sign) => sign + sign);
}
