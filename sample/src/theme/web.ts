import { accountIds, awsPolicyArn, cognitoPoolId, homeRegion, policyArn, roleArn } from "../company.js";
import {
  allow,
  cognitoTests,
  trustAws,
  trustCognito,
  trustService,
  trustServiceAccount,
} from "../document.js";
import type { Part } from "../part.js";
import { hexDigits } from "../seed.js";

/** The OIDC issuer of the EKS cluster of the storefront. */
const webClusterIssuer = `oidc.eks.${homeRegion}.amazonaws.com/id/${hexDigits(32, "eks/storefront").toUpperCase()}`;

const account = "prod-web";
const log = awsPolicyArn("service-role/AWSLambdaBasicExecutionRole");

/** The web shop: containers, functions at the edge, an EKS cluster, sign-in through Cognito. */
export const web: readonly Part[] = [
  {
    account,
    oidc: { [webClusterIssuer]: ["sts.amazonaws.com"] },
    roles: [
      {
        name: "storefront-task",
        path: "/app/",
        trust: [
          trustService("ecs-tasks", {
            condition: {
              ArnLike: { "aws:SourceArn": `arn:aws:ecs:${homeRegion}:${accountIds[account]}:*` },
              StringEquals: { "aws:SourceAccount": accountIds[account] },
            },
          }),
        ],
        attach: [policyArn(account, "storefront-runtime")],
        inline: {
          neighbours: [
            allow("sts:AssumeRole", roleArn("prod-payments", "checkout-bridge"), { sid: "Checkout" }),
            allow("sts:AssumeRole", roleArn("data-platform", "clickstream-tap"), { sid: "Clicks" }),
          ],
        },
        tags: { team: "storefront", service: "storefront" },
      },
      {
        name: "storefront-exec",
        path: "/app/",
        trust: [trustService("ecs-tasks")],
        attach: [awsPolicyArn("service-role/AmazonECSTaskExecutionRolePolicy")],
        inline: {
          secrets: [
            allow(
              "secretsmanager:GetSecretValue",
              `arn:aws:secretsmanager:${homeRegion}:${accountIds[account]}:secret:storefront/*`,
            ),
          ],
        },
      },
      {
        name: "cart-api",
        path: "/app/",
        trust: [trustService("lambda")],
        attach: [log],
        inline: { cart: [allow("dynamodb:*", "arn:aws:dynamodb:*:*:table/cart*")] },
      },
      {
        name: "edge-rewrite",
        path: "/app/",
        trust: [trustService(["lambda", "edgelambda"])],
        attach: [log],
      },
      {
        name: "image-resizer",
        path: "/app/",
        trust: [trustService("lambda")],
        attach: [log, awsPolicyArn("AmazonS3ReadOnlyAccess")],
      },
      {
        name: "search-indexer",
        path: "/app/",
        trust: [trustService("lambda")],
        attach: [awsPolicyArn("service-role/AWSLambdaVPCAccessExecutionRole")],
      },
      {
        name: "storefront-codedeploy",
        trust: [trustService("codedeploy")],
        attach: [awsPolicyArn("AWSCodeDeployRoleForECS")],
      },
      {
        name: "apigw-logs",
        trust: [trustService("apigateway")],
        attach: [awsPolicyArn("service-role/AmazonAPIGatewayPushToCloudWatchLogs")],
      },
      {
        name: "media-replication",
        path: "/service-role/",
        trust: [
          trustService("s3", { condition: { StringEquals: { "aws:SourceAccount": accountIds[account] } } }),
        ],
        inline: {
          replicate: [
            allow(
              ["s3:GetReplicationConfiguration", "s3:ListBucket", "s3:ReplicateObject"],
              "arn:aws:s3:::kestrelmart-media*",
            ),
          ],
        },
      },
      {
        name: "bastion",
        trust: [trustService("ec2")],
        attach: [awsPolicyArn("AmazonSSMManagedInstanceCore")],
      },
      {
        name: "shop-customer",
        description: "Signed-in customers of the app",
        trust: [trustCognito(cognitoTests("authenticated"))],
        inline: {
          "own-prefix": [
            allow(
              ["s3:GetObject", "s3:PutObject"],
              // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
              "arn:aws:s3:::kestrelmart-uploads/${cognito-identity.amazonaws.com:sub}/*",
            ),
          ],
        },
        tags: { pool: cognitoPoolId },
      },
      {
        name: "eks-storefront-cluster",
        trust: [trustService("eks", { action: ["sts:AssumeRole", "sts:TagSession"] })],
        attach: [awsPolicyArn("AmazonEKSClusterPolicy")],
      },
      {
        name: "eks-storefront-node",
        trust: [trustService("ec2")],
        attach: [
          awsPolicyArn("AmazonEC2ContainerRegistryReadOnly"),
          awsPolicyArn("AmazonEKSWorkerNodePolicy"),
          awsPolicyArn("AmazonEKS_CNI_Policy"),
          awsPolicyArn("AmazonSSMManagedInstanceCore"),
        ],
      },
      {
        name: "irsa-external-dns",
        description: "external-dns in the cluster; the zones live in the network account",
        trust: [trustServiceAccount(account, webClusterIssuer, "kube-system:external-dns")],
        inline: { zones: [allow("sts:AssumeRole", roleArn("network", "dns-manager"))] },
        tags: { "dns-zone": "shop" },
      },
      {
        name: "irsa-load-balancer",
        trust: [trustServiceAccount(account, webClusterIssuer, "kube-system:aws-load-balancer-controller")],
        inline: {
          elb: [
            allow(["elasticloadbalancing:*", "ec2:AuthorizeSecurityGroupIngress", "ec2:DescribeSubnets"]),
          ],
        },
      },
      {
        name: "orders-export",
        description: "Nightly order export, read by the lake",
        trust: [trustAws(roleArn("data-platform", "irsa-airflow"))],
        inline: {
          read: [
            allow(
              ["dynamodb:ExportTableToPointInTime", "s3:GetObject"],
              ["arn:aws:dynamodb:*:*:table/orders", "arn:aws:s3:::kestrelmart-orders/*"],
            ),
          ],
        },
      },
    ],
    users: [
      {
        name: "svc-ses-smtp",
        path: "/service/",
        inline: { AmazonSesSendingAccess: [allow("ses:SendRawEmail")] },
        created: "2020-01-20",
      },
    ],
    policies: [
      {
        name: "storefront-runtime",
        versions: [
          [allow(["dynamodb:*", "s3:*", "sqs:*"])],
          [
            allow(
              ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
              "arn:aws:dynamodb:*:*:table/shop-*",
              { sid: "Tables" },
            ),
            allow("s3:GetObject", "arn:aws:s3:::kestrelmart-media/*", { sid: "Media" }),
            allow("sqs:SendMessage", "arn:aws:sqs:*:*:orders", { sid: "Orders" }),
          ],
        ],
      },
    ],
  },
];
