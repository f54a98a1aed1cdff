import { assumeRoleWithToken, trustPolicy } from "../example.js";
import type { FindingInfo, FindingReference, Rule } from "../finding.js";
import { groupBy } from "../group.js";
import { STS_KEYS } from "../references.js";
import { tokenDraft } from "../token-draft.js";
import { openTokenDoors } from "../tokens.js";

const COGNITO = "cognito-identity.amazonaws.com";

const COGNITO_ROLES: FindingReference = {
  title: "Role trust and permissions (Amazon Cognito Developer Guide)",
  url: "https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html",
};

const AMPLIFY_BULLETIN: FindingReference = {
  title: "CVE-2024-28056: role trust policies written by the Amplify command line (NVD)",
  url: "https://nvd.nist.gov/vuln/detail/CVE-2024-28056",
};

const id = "COGNITO-NO-AUD";
const references: readonly FindingReference[] = [COGNITO_ROLES, STS_KEYS, AMPLIFY_BULLETIN];

export const cognitoNoAudInfo: FindingInfo = {
  id,
  title: "Every Cognito identity pool can hand out the role",
  severity: "critical",
  when:
    "The role trusts `cognito-identity.amazonaws.com` and does not tie `aud` to the id of an identity pool. A Deny or an RCP that " +
    "ties it counts.",
  why:
    "The issuer is the same for the identity pools of all AWS accounts. Anybody can make a pool that admits guests, and present its " +
    "tokens to this role.",
  fix: "Add `StringEquals` on `cognito-identity.amazonaws.com:aud` with the id of your pool; keep the test of `amr`.",
  references,
  example: {
    setting: "A role for the signed-in users of an app.",
    bad: trustPolicy(
      assumeRoleWithToken(COGNITO, { "ForAnyValue:StringLike": { [`${COGNITO}:amr`]: "authenticated" } }),
    ),
    good: trustPolicy(
      assumeRoleWithToken(COGNITO, {
        StringEquals: { [`${COGNITO}:aud`]: "eu-west-1:1f2e3d4c-5b6a-7988-90a1-b2c3d4e5f607" },
        "ForAnyValue:StringLike": { [`${COGNITO}:amr`]: "authenticated" },
      }),
    ),
  },
};

export const cognitoNoAud: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(
      openTokenDoors(survey).filter((door) => door.issuer.rule === "cognito"),
      ({ door }) => door.role.arn,
    ).flatMap((doors) =>
      tokenDraft(survey, doors, {
        range: ["critical", "critical"],
        title: ({ door }) => `Every Cognito identity pool can hand out ${door.role.name}`,
        why: () =>
          "Cognito signs tokens for the identity pools of all AWS accounts with the same issuer, and the pool is not tested.",
        fix: () => `Add StringEquals on ${COGNITO}:aud with the id of your identity pool.`,
      }),
    ),
};
