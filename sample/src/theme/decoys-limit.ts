import { awsPolicyArn, homeRegion, policyArn, roleArn, rootArn, userArn } from "../company.js";
import { allow, trustAws, trustService } from "../document.js";
import type { DecoySpec } from "../lesson.js";

const admin = [awsPolicyArn("AdministratorAccess")];

/** Chains to an administrator that an SCP, a boundary or an explicit Deny ends one hop too early. */
export const limitDecoys: readonly DecoySpec[] = [
  {
    looksLike: "CHAIN-TO-ADMIN",
    account: "prod-web",
    role: {
      name: "perf-lab",
      description: "Load tests, summer 2024",
      trust: [trustAws(rootArn("sandbox"))],
      attach: admin,
      lastUsed: "2024-08-09",
    },
    whyNot:
      "It trusts the whole sandbox, and the SCP sandbox-isolation denies everybody there sts:AssumeRole into production, its administrators included.",
    also: [
      {
        account: "sandbox",
        roles: [
          {
            name: "load-generator",
            trust: [trustService("ec2")],
            inline: { target: [allow("sts:AssumeRole", roleArn("prod-web", "perf-lab"))] },
          },
        ],
      },
    ],
  },
  {
    looksLike: "CHAIN-TO-ADMIN",
    account: "prod-web",
    role: {
      name: "content-import",
      trust: [trustAws(userArn("dev", "contractors/ana.pereira"))],
      attach: admin,
      created: "2026-04-14",
      lastUsed: "never",
    },
    whyNot:
      "Trust and identity policy agree, but the user is tagged employment=contractor, and the SCP contain-contractors denies that tag the way into production.",
    also: [
      {
        account: "dev",
        users: [
          {
            name: "ana.pereira",
            path: "/contractors/",
            inline: { import: [allow("sts:AssumeRole", roleArn("prod-web", "content-import"))] },
            tags: { employment: "contractor", agency: "fernwood" },
            created: "2026-04-13",
          },
        ],
      },
    ],
  },
  {
    looksLike: "CHAIN-TO-ADMIN",
    account: "data-platform",
    role: {
      name: "lake-admin",
      trust: [trustAws(roleArn("dev", "dev-schema-migrator"))],
      attach: admin,
      lastUsed: "never",
    },
    whyNot:
      "The identity policy of dev-schema-migrator allows the hop; its permissions boundary allows sts:AssumeRole only inside dev.",
    also: [
      {
        account: "dev",
        roles: [
          {
            name: "dev-schema-migrator",
            trust: [trustAws(rootArn("dev"))],
            inline: {
              migrate: [
                allow(["dynamodb:*", "glue:*"]),
                allow("sts:AssumeRole", roleArn("data-platform", "lake-admin")),
              ],
            },
            boundary: policyArn("dev", "developer-boundary"),
          },
        ],
      },
    ],
  },
  {
    looksLike: "CHAIN-TO-ADMIN",
    account: "staging",
    role: {
      name: "jenkins-admin",
      trust: [trustAws(userArn("shared-ci", "service/svc-jenkins-deploy"))],
      attach: admin,
      lastUsed: "2023-04-28",
    },
    whyNot:
      "The user's key still works, but the user sits in the group frozen, whose AWSDenyAll outranks its own Allow.",
    also: [
      {
        account: "shared-ci",
        groups: [{ name: "frozen", attach: [awsPolicyArn("AWSDenyAll")] }],
        users: [
          {
            name: "svc-jenkins-deploy",
            path: "/service/",
            groups: ["frozen"],
            inline: {
              deploy: [
                allow("sts:AssumeRole", "*", {
                  condition: { StringEquals: { "aws:RequestedRegion": homeRegion } },
                }),
              ],
            },
            created: "2021-07-01",
          },
        ],
      },
    ],
  },
];
