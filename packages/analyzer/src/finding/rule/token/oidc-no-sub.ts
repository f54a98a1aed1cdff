import type { FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { assumeRoleWithToken, trustPolicy } from "../../text/example.js";
import { OIDC_ROLE, SHARED_PROVIDERS } from "../../text/references.js";
import { tokenDraft } from "../../token/token-draft.js";
import { openTokenDoors, testsTenant } from "../../token/tokens.js";

const GITHUB = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";

const id = "OIDC-NO-SUB";
const references: readonly FindingReference[] = [SHARED_PROVIDERS, OIDC_ROLE];

export const oidcNoSubInfo: FindingInfo = {
  id,
  title: "Every customer of a shared identity provider can become the role",
  severity: "critical",
  when:
    "The trust policy takes tokens of an OIDC issuer whose URL is the same for all of its customers (GitHub Actions, GitLab.com, " +
    "HCP Terraform, Buildkite, …) and tests no claim that tells the customers apart. Issuers that belong to one customer (EKS " +
    "clusters, CircleCI organizations, own GitLab hosts, …) admit that one only and are not reported.",
  why:
    "The issuer signs tokens for everybody who has an account there, and most accounts are free. The audience is no protection: " +
    "whoever asks for a token chooses it.",
  fix:
    "Test the claim that names your organization in the same statement, closed at its end: for GitHub `StringLike` on " +
    "`token.actions.githubusercontent.com:sub` with `repo:YOUR-ORGANIZATION/YOUR-REPOSITORY:*`, better with a branch or an environment.",
  references,
  example: {
    setting: "The account has the provider, registered for the audience `sts.amazonaws.com`.",
    bad: trustPolicy(
      assumeRoleWithToken(GITHUB, {
        StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
      }),
    ),
    good: trustPolicy(
      assumeRoleWithToken(GITHUB, {
        StringEquals: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": "repo:acme@123456/shop@654321:environment:production",
        },
      }),
    ),
  },
};

export const oidcNoSub: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(
      openTokenDoors(survey).filter((door) => door.issuer.rule === "oidc" && !testsTenant(door)),
      ({ door, provider }) => `${door.role.arn} ${provider}`,
    ).flatMap((doors) =>
      tokenDraft(survey, doors, {
        range: ["critical", "critical"],
        title: ({ door, issuer }) => `Every ${issuer.tenant} can become ${door.role.name}`,
        why: ({ issuer }) =>
          `${issuer.name} signs tokens for all of its customers with the same issuer, and no claim that tells them apart is tested.`,
        fix: ({ issuer }) =>
          `Test ${issuer.host}:${issuer.claims[0]?.claim ?? "sub"} in the same statement, for example \`${issuer.bind}\`.`,
      }),
    ),
};
