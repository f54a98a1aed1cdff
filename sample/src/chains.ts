import { accountIds, gitHubHost, roleArn, userArn } from "./company.js";
import { dataClusterIssuer } from "./theme/data-platform.js";

/** A way from a principal to a role that shows a newcomer what Rolepath is for. */
export interface ShowcaseChain {
  readonly title: string;
  /** From the first principal to the last role. */
  readonly path: readonly string[];
  readonly story: string;
}

/** Three chains worth showing: two that should not be there, one that should. */
export const showcaseChains: readonly ShowcaseChain[] = [
  {
    title: "A contractor's access key ends as administrator of the payments account",
    path: [
      userArn("dev", "contractors/tomas.varga"),
      roleArn("dev", "dev-tools"),
      roleArn("staging", "staging-debug"),
      roleArn("staging", "replay-runner"),
      roleArn("prod-payments", "payments-replay"),
    ],
    story:
      "Four hops, no MFA, no external id. An SCP keeps contractors out of production by their tag; the tag stays behind at the first hop.",
  },
  {
    title: "Somebody else's pull request ends as administrator of the shop",
    path: [
      `arn:aws:iam::${accountIds["shared-ci"]}:oidc-provider/${gitHubHost}`,
      roleArn("shared-ci", "gha-build"),
      roleArn("management", "account-vending"),
      roleArn("prod-web", "OrganizationAccountAccessRole"),
    ],
    story:
      "A missing slash lets foreign repositories into the build role; the build role runs the account factory in the management account; the factory may enter the oldest account as administrator.",
  },
  {
    title: "The nightly load reads tokenised payments",
    path: [
      `arn:aws:iam::${accountIds["data-platform"]}:oidc-provider/${dataClusterIssuer}`,
      roleArn("data-platform", "irsa-airflow"),
      roleArn("data-platform", "lake-ingest"),
      roleArn("prod-payments", "payments-export"),
    ],
    story:
      "As designed: one Kubernetes service account, one ingest role, one export role under a boundary. Whoever may run pods in the namespace airflow is at the start of it.",
  },
];
