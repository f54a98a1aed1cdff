import { type AccountName, awsPolicyArn, outsideAccounts, policyArn } from "../company.js";
import { allow, trustAws } from "../document.js";
import type { Part } from "../part.js";

const scanned: readonly AccountName[] = ["prod-payments", "prod-web", "network"];

/** Vendors as they should be: an external id that the vendor chose, a role of their own, no write access. */
export const vendors: readonly Part[] = [
  ...scanned.map(
    (account): Part => ({
      account,
      roles: [
        {
          name: "NightjarScanner",
          description: "Nightjar posture scan, contract KM-2023-118",
          trust: [
            trustAws(`arn:aws:iam::${outsideAccounts.Nightjar}:role/nightjar-collector`, {
              condition: { StringEquals: { "sts:ExternalId": "nj-5c1f0e9a-7b42-4d0a-8f3e-2a9d6b1c4e77" } },
            }),
          ],
          attach: [awsPolicyArn("SecurityAudit"), awsPolicyArn("job-function/ViewOnlyAccess")],
          sessionHours: 2,
          tags: { vendor: "nightjar", "data-class": "metadata" },
        },
      ],
    }),
  ),
  {
    account: "prod-web",
    roles: [
      {
        name: "TapirMetrics",
        trust: [
          trustAws(`arn:aws:iam::${outsideAccounts.Tapir}:root`, {
            condition: { StringEquals: { "sts:ExternalId": "tm.8d2b7f64a1" } },
          }),
        ],
        attach: [awsPolicyArn("CloudWatchReadOnlyAccess")],
        tags: { vendor: "tapir" },
      },
    ],
  },
  {
    account: "data-platform",
    roles: [
      {
        name: "quillbase-ingest",
        description: "Quillbase writes shop exports into the landing bucket",
        trust: [
          trustAws(`arn:aws:iam::${outsideAccounts.Quillbase}:role/prod-loader`, {
            sid: "QuillbaseLoader",
            condition: {
              StringEquals: { "sts:ExternalId": "qb_kestrelmart_01HQX4T9W2" },
              IpAddress: { "aws:SourceIp": ["198.51.100.0/26", "203.0.113.64/27"] },
            },
          }),
        ],
        attach: [policyArn("data-platform", "landing-write")],
        tags: { vendor: "quillbase" },
      },
    ],
    policies: [
      {
        name: "landing-write",
        versions: [
          [
            allow(
              ["s3:PutObject", "s3:AbortMultipartUpload"],
              "arn:aws:s3:::kestrelmart-lake-landing/quillbase/*",
            ),
            allow("s3:ListBucket", "arn:aws:s3:::kestrelmart-lake-landing", {
              condition: { StringLike: { "s3:prefix": "quillbase/*" } },
            }),
          ],
        ],
      },
    ],
  },
  {
    account: "prod-payments",
    roles: [
      {
        name: "pci-evidence",
        description: "Ashgrove Assurance reads configuration during the yearly assessment",
        trust: [
          trustAws(`arn:aws:iam::${outsideAccounts.Ashgrove}:root`, {
            condition: {
              StringEquals: { "sts:ExternalId": "ashgrove-2f6c9b0d84e1" },
              DateLessThan: { "aws:CurrentTime": "2026-12-15T00:00:00Z" },
            },
          }),
        ],
        attach: [awsPolicyArn("SecurityAudit")],
        lastUsed: "2026-10-06",
        tags: { vendor: "ashgrove" },
      },
    ],
  },
];
