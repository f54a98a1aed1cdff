import { accountIds, awsPolicyArn, homeRegion, policyArn, roleArn, userArn } from "../company.js";
import { allow, trustAws, trustService, trustServiceAccount, trustServiceOf } from "../document.js";
import type { Part } from "../part.js";
import { hexDigits } from "../seed.js";

/** The OIDC issuer of the EKS cluster on which Airflow and Spark run. */
export const dataClusterIssuer = `oidc.eks.${homeRegion}.amazonaws.com/id/${hexDigits(32, "eks/data").toUpperCase()}`;

const account = "data-platform";
const cluster = `arn:aws:eks:${homeRegion}:${accountIds[account]}:cluster/data`;
const lake = ["arn:aws:s3:::kestrelmart-lake", "arn:aws:s3:::kestrelmart-lake/*"];

/** The lake: Glue, Redshift and SageMaker, and an EKS cluster whose pods come in by IRSA and by Pod Identity. */
export const dataPlatform: readonly Part[] = [
  {
    account,
    oidc: { [dataClusterIssuer]: ["sts.amazonaws.com"] },
    roles: [
      {
        name: "irsa-airflow",
        description: "Airflow workers; start of every nightly load",
        trust: [trustServiceAccount(account, dataClusterIssuer, "airflow:worker")],
        inline: {
          "reach-the-sources": [
            allow("sts:AssumeRole", [roleArn(account, "lake-ingest"), roleArn("prod-web", "orders-export")], {
              sid: "Sources",
            }),
          ],
        },
        tags: { team: "data" },
      },
      {
        name: "lake-ingest",
        trust: [trustAws([roleArn(account, "irsa-airflow"), roleArn(account, "service-role/glue-etl")])],
        inline: {
          ingest: [
            allow(["s3:GetObject", "s3:PutObject", "s3:ListBucket"], lake),
            allow("sts:AssumeRole", roleArn("prod-payments", "payments-export"), { sid: "Transactions" }),
          ],
        },
        sessionHours: 4,
        tags: { team: "data" },
      },
      {
        name: "lake-reader",
        trust: [
          trustAws(`arn:aws:iam::${accountIds[account]}:root`, {
            condition: { StringEquals: { "aws:PrincipalAccount": accountIds[account] } },
          }),
        ],
        attach: [policyArn(account, "lake-read")],
        sessionHours: 12,
      },
      {
        name: "dashboards",
        description: "Tableau reads the curated zone",
        trust: [
          trustAws(userArn(account, "service/svc-tableau"), {
            condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } },
          }),
        ],
        attach: [policyArn(account, "lake-read")],
      },
      {
        name: "pod-notebooks",
        description: "JupyterHub pods (EKS Pod Identity)",
        trust: [
          trustService("pods.eks", {
            sid: "AllowEksAuthToAssumeRoleForPodIdentity",
            action: ["sts:AssumeRole", "sts:TagSession"],
            condition: {
              StringEquals: {
                "aws:RequestTag/kubernetes-namespace": "notebooks",
                "aws:SourceAccount": accountIds[account],
              },
              ArnEquals: { "aws:RequestTag/eks-cluster-arn": cluster },
            },
          }),
        ],
        inline: { read: [allow(["sts:AssumeRole", "sts:TagSession"], roleArn(account, "lake-reader-pods"))] },
      },
      {
        name: "lake-reader-pods",
        description: "Reads what the pod's own tags allow",
        trust: [
          trustAws(roleArn(account, "pod-notebooks"), { action: ["sts:AssumeRole", "sts:TagSession"] }),
        ],
        inline: {
          "by-namespace": [
            // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
            allow("s3:GetObject", "arn:aws:s3:::kestrelmart-lake/${aws:PrincipalTag/kubernetes-namespace}/*"),
          ],
        },
      },
      {
        name: "spark-jobs",
        trust: [trustService(["elasticmapreduce", "emr-containers"])],
        attach: [policyArn(account, "lake-read")],
        lastUsed: "2025-04-18",
      },
      {
        name: "glue-etl",
        path: "/service-role/",
        trust: [trustServiceOf(account, "glue")],
        attach: [awsPolicyArn("service-role/AWSGlueServiceRole")],
        inline: { lake: [allow("s3:*", lake), allow("sts:AssumeRole", roleArn(account, "lake-ingest"))] },
      },
      {
        name: "glue-crawler",
        path: "/service-role/",
        trust: [trustServiceOf(account, "glue")],
        attach: [awsPolicyArn("service-role/AWSGlueServiceRole"), policyArn(account, "lake-read")],
      },
      {
        name: "redshift-spectrum",
        trust: [trustService("redshift")],
        attach: [policyArn(account, "lake-read")],
      },
      {
        name: "clickstream-firehose",
        trust: [
          trustService("firehose", {
            condition: { StringEquals: { "sts:ExternalId": accountIds[account] } },
          }),
        ],
        inline: {
          deliver: [
            allow(
              ["s3:PutObject", "s3:AbortMultipartUpload"],
              "arn:aws:s3:::kestrelmart-lake-landing/clicks/*",
            ),
          ],
        },
      },
      {
        name: "model-training",
        path: "/service-role/",
        trust: [trustService("sagemaker")],
        attach: [awsPolicyArn("AmazonSageMakerFullAccess")],
        sessionHours: 12,
      },
      {
        name: "recipes-assistant",
        path: "/service-role/",
        trust: [
          trustService("bedrock", {
            condition: { StringEquals: { "aws:SourceAccount": accountIds[account] } },
          }),
        ],
        attach: [awsPolicyArn("AmazonBedrockLimitedAccess")],
      },
      {
        name: "eks-data-cluster",
        trust: [trustService("eks", { action: ["sts:AssumeRole", "sts:TagSession"] })],
        attach: [awsPolicyArn("AmazonEKSClusterPolicy")],
      },
      {
        name: "eks-data-node",
        trust: [trustService("ec2")],
        attach: [awsPolicyArn("AmazonEKSWorkerNodePolicy"), awsPolicyArn("AmazonEKS_CNI_Policy")],
      },
    ],
    users: [
      {
        name: "svc-tableau",
        path: "/service/",
        inline: { dashboards: [allow("sts:AssumeRole", roleArn(account, "dashboards"))] },
        created: "2022-03-30",
      },
    ],
    policies: [
      {
        name: "lake-read",
        versions: [
          [allow(["s3:Get*", "s3:List*"])],
          [
            allow(["s3:GetObject", "s3:ListBucket"], lake, { sid: "Objects" }),
            allow(["glue:GetTable", "glue:GetPartitions", "lakeformation:GetDataAccess"], "*", {
              sid: "Catalog",
            }),
          ],
          // Tried for one day in 2025, when a job wanted to write; rolled back.
          [allow(["s3:*", "glue:*"], "*", { sid: "Temporary" })],
        ],
        defaultVersion: 2,
      },
    ],
  },
];
