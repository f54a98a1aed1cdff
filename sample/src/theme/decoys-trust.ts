import { roleIdOf } from "../assemble.js";
import {
  accountIds,
  awsPolicyArn,
  organizationId,
  orgPath,
  outsideAccounts,
  policyArn,
  roleArn,
  rootArn,
} from "../company.js";
import { allow, deny, trustAnyone, trustAws, trustService, turnAway } from "../document.js";
import type { DecoySpec } from "../lesson.js";

/** Wildcards that something does bind. */
const boundWildcards: readonly DecoySpec[] = [
  {
    looksLike: "TRUST-PUBLIC",
    account: "data-platform",
    role: {
      name: "clickstream-tap",
      trust: [
        trustAws("*", {
          condition: { ArnEquals: { "aws:PrincipalArn": roleArn("prod-web", "app/storefront-task") } },
        }),
      ],
      inline: { put: [allow("firehose:PutRecord")] },
    },
    whyNot:
      "aws:PrincipalArn names one role of prod-web. The team wrote it this way so that a new role of that name works at once.",
  },
  {
    looksLike: "TRUST-PUBLIC",
    account: "staging",
    role: {
      name: "perf-results",
      trust: [trustAws("*", { condition: { StringEquals: { "aws:PrincipalAccount": accountIds.dev } } })],
      attach: [awsPolicyArn("CloudWatchReadOnlyAccess")],
    },
    whyNot: "aws:PrincipalAccount binds it to dev; it is account trust in other words.",
  },
  {
    looksLike: "TRUST-PUBLIC",
    account: "dev",
    role: {
      name: "incident-4711-share",
      trust: [trustAnyone({ condition: { DateLessThan: { "aws:CurrentTime": "2025-02-01T00:00:00Z" } } })],
      attach: [awsPolicyArn("CloudWatchReadOnlyAccess")],
      created: "2025-01-21",
      lastUsed: "2025-01-24",
    },
    whyNot:
      "The door closed on 1 February 2025: no request made today meets the date. Worth tidying up, but open to nobody.",
  },
  {
    looksLike: "TRUST-ORG-WIDE",
    account: "security-audit",
    role: {
      name: "forensics-collector",
      trust: [
        trustAws("*", {
          action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
          condition: {
            StringEquals: { "aws:PrincipalOrgID": organizationId },
            ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/incident-responder" },
          },
        }),
      ],
      inline: { evidence: [allow("s3:PutObject", "arn:aws:s3:::kestrelmart-forensics/*")] },
    },
    whyNot:
      "The organization id stands beside aws:PrincipalArn: of the whole organization only the roles named incident-responder get in.",
  },
  {
    looksLike: "TRUST-ORG-WIDE",
    account: "log-archive",
    role: {
      name: "config-history",
      trust: [
        trustAws("*", {
          condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": `${orgPath("Security")}*` } },
        }),
      ],
      inline: { read: [allow("s3:GetObject", "arn:aws:s3:::kestrelmart-config/*")] },
    },
    whyNot: "The path ends at the Security OU: two accounts, not the organization.",
  },
];

/** Vendors and former friends. */
const outsiders: readonly DecoySpec[] = [
  {
    looksLike: "TRUST-VENDOR-NO-EXTID",
    account: "data-platform",
    role: {
      name: "NightjarScanner",
      trust: [
        trustAws(`arn:aws:iam::${outsideAccounts.Nightjar}:root`, { sid: "Nightjar" }),
        turnAway(
          { StringNotEquals: { "sts:ExternalId": "nj-5c1f0e9a-7b42-4d0a-8f3e-2a9d6b1c4e77" } },
          { sid: "NotWithoutOurExternalId" },
        ),
      ],
      attach: [awsPolicyArn("SecurityAudit")],
      tags: { vendor: "nightjar" },
    },
    whyNot:
      "The external id is in a Deny. StringNotEquals is also true when the caller sends none, so nobody enters without the right one.",
  },
  {
    looksLike: "TRUST-VENDOR-NO-EXTID",
    account: "dev",
    role: {
      name: "quillbase-trial",
      trust: [
        trustAws(`arn:aws:iam::${outsideAccounts.Quillbase}:root`, {
          condition: { StringEquals: { "sts:ExternalId": "*" } },
        }),
      ],
      attach: [awsPolicyArn("AmazonS3ReadOnlyAccess")],
      lastUsed: "never",
    },
    whyNot:
      "Under StringEquals the star is a character, and an external id cannot hold one. The trial never worked; nobody can become this role.",
  },
  {
    looksLike: "TRUST-CROSS-ORG",
    account: "prod-payments",
    role: {
      name: "greengage-settle",
      trust: [trustAws(`arn:aws:iam::${outsideAccounts.Greengage}:root`)],
      inline: { files: [allow("s3:GetObject", "arn:aws:s3:::kestrelmart-settlement/greengage/*")] },
      boundary: policyArn("prod-payments", "pci-boundary"),
      lastUsed: "2025-03-03",
    },
    whyNot:
      "The RCP org-perimeter on prod-payments turns away every caller from outside the organization that is not on its list, and Greengage is not.",
  },
];

/** Names of things that are gone, or seem to be. */
const names: readonly DecoySpec[] = [
  {
    looksLike: "TRUST-DANGLING",
    account: "log-archive",
    role: {
      name: "trail-auditor",
      trust: [
        trustAws(rootArn("security-audit"), {
          action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
          condition: { StringLike: { "aws:userid": `${roleIdOf("security-audit", "siem-query")}:*` } },
        }),
      ],
      inline: { read: [allow("s3:GetObject", "arn:aws:s3:::kestrelmart-trail/*"), deny("s3:Delete*")] },
    },
    whyNot:
      "The AROA id stands in a condition, not in Principal, and it is the id of a living role: siem-query.",
  },
  {
    looksLike: "TRUST-DANGLING",
    account: "shared-ci",
    role: {
      name: "artifact-mirror",
      trust: [
        trustAws(rootArn("shared-ci"), {
          condition: { ArnEquals: { "aws:PrincipalArn": roleArn("shared-ci", "jenkins-agent") } },
        }),
      ],
      inline: { mirror: [allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::kestrelmart-artifacts/*")] },
      lastUsed: "2023-05-02",
    },
    whyNot:
      "jenkins-agent is gone, but its ARN is text in a condition: no dead principal is trusted. (A new role of that name would match.)",
  },
  {
    looksLike: "MGMT-TARGET",
    account: "management",
    role: {
      name: "org-audit-legacy",
      trust: [
        trustAws([rootArn("management"), rootArn("security-audit")]),
        turnAway(
          { StringNotEquals: { "aws:PrincipalAccount": accountIds.management } },
          { sid: "SecurityMovedOut2023" },
        ),
      ],
      attach: [awsPolicyArn("SecurityAudit")],
      created: "2020-02-12",
      lastUsed: "2023-04-19",
    },
    whyNot:
      "security-audit is still in the Allow, and the Deny below turns away every account but the management account itself.",
  },
];

/** Services that serve no stranger. */
const deputies: readonly DecoySpec[] = [
  {
    looksLike: "SVC-DEPUTY",
    account: "backup",
    role: {
      name: "backup-reporting",
      trust: [
        trustService(["lambda", "states"]),
        turnAway(
          { StringNotEquals: { "aws:SourceAccount": accountIds.backup } },
          { sid: "OnlyForThisAccount", principal: { Service: "states.amazonaws.com" } },
        ),
      ],
      inline: { report: [allow(["backup:List*", "backup:Describe*", "s3:PutObject"])] },
      lastUsed: "2026-03-12",
    },
    whyNot:
      "The Allow does not test the source account of Step Functions, the Deny does. Lambda never needs it.",
  },
];

export const trustDecoys: readonly DecoySpec[] = [...boundWildcards, ...outsiders, ...names, ...deputies];
