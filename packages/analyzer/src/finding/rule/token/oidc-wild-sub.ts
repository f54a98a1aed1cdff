import type { FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { assumeRoleWithToken, trustPolicy } from "../../text/example.js";
import { OIDC_ROLE, SHARED_PROVIDERS } from "../../text/references.js";
import { tokenDraft } from "../../token/token-draft.js";
import { openTokenDoors, testsTenant } from "../../token/tokens.js";

const GITHUB = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
const AUDIENCE = { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } };

const id = "OIDC-WILD-SUB";
const references: readonly FindingReference[] = [OIDC_ROLE, SHARED_PROVIDERS];

export const oidcWildSubInfo: FindingInfo = {
  id,
  title: "Strangers' tokens of a shared identity provider match the pattern of the subject",
  severity: "critical when the role is an administrator or can become one, else high",
  when:
    "The trust policy takes tokens of a shared OIDC issuer and tests the claim that names the customer, but leaves the name open: " +
    "`repo:*`, `repo:acme*`, `*:ref:refs/heads/main`. A name is closed by the character that follows it (`repo:acme/`, " +
    "`organization:acme:`). A second claim, a Deny or an RCP that closes it counts.",
  why:
    "Names of organizations can be registered by anybody. `repo:acme*` matches the repositories of `acme-tools`, which costs an " +
    "attacker nothing but a form; `repo:*` matches every repository there is.",
  fix: "Write the name out and close it: `repo:YOUR-ORGANIZATION/YOUR-REPOSITORY:*` instead of `repo:YOUR-ORGANIZATION*`.",
  references,
  example: {
    setting: "The account has the provider, registered for the audience `sts.amazonaws.com`.",
    bad: trustPolicy(
      assumeRoleWithToken(GITHUB, {
        ...AUDIENCE,
        StringLike: { "token.actions.githubusercontent.com:sub": "repo:acme*" },
      }),
    ),
    good: trustPolicy(
      assumeRoleWithToken(GITHUB, {
        ...AUDIENCE,
        StringLike: { "token.actions.githubusercontent.com:sub": "repo:acme@123456/shop@654321:*" },
      }),
    ),
  },
};

export const oidcWildSub: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(
      openTokenDoors(survey).filter((door) => door.issuer.rule === "oidc" && testsTenant(door)),
      ({ door, provider }) => `${door.role.arn} ${provider}`,
    ).flatMap((doors) =>
      tokenDraft(survey, doors, {
        range: ["high", "critical"],
        title: ({ door, issuer }) => `More than one ${issuer.tenant} can become ${door.role.name}`,
        why: ({ issuer }) =>
          `${issuer.name} signs tokens for all of its customers with the same issuer, and the name of the ${issuer.tenant} is left open.`,
        fix: ({ issuer }) =>
          `Write the name of your ${issuer.tenant} out and close it, for example \`${issuer.bind}\` for ${issuer.host}:${issuer.claims[0]?.claim ?? "sub"}.`,
      }),
    ),
};
