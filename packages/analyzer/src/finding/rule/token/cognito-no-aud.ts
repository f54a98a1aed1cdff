import type { FindingInfo, FindingReference, Repair, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { withTest } from "../../repair/edit.js";
import type { Survey } from "../../survey/survey.js";
import { assumeRoleWithToken, trustPolicy } from "../../text/example.js";
import { STS_KEYS } from "../../text/references.js";
import { unique } from "../../text/words.js";
import { tokenDraft } from "../../token/token-draft.js";
import { type OpenTokenDoor, openTokenDoors } from "../../token/tokens.js";

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

// Roles for the users of a pool come in pairs: where all others of the account name one pool, it is that one.
function repairOf(survey: Survey, doors: readonly OpenTokenDoor[]): Repair | null {
  const [first] = doors;
  const role = first?.door.role;
  const statements = new Set(doors.map(({ door }) => door.statement));
  const [statement] = statements;
  if (role === undefined || statement === undefined || statements.size > 1) return null;
  const pools = poolsOf(survey, role.account);
  if (pools.length !== 1) return null;
  const operations = withTest(survey, role, statement, {
    operator: "StringEquals",
    key: `${COGNITO}:aud`,
    values: pools,
  });
  return operations === null ? null : { policy: role.trust, operations };
}

function poolsOf({ world }: Survey, account: string): readonly string[] {
  return unique(
    (world.accounts.get(account)?.roles ?? [])
      .flatMap((role) => role.trust.policy?.statements ?? [])
      .filter((statement) => statement.effect === "Allow")
      .flatMap((statement) => statement.conditions)
      .filter((entry) => entry.keyId === `${COGNITO}:aud` && !entry.negated)
      .flatMap((entry) => entry.values.map((value) => value.source))
      .filter((value) => /^[a-z0-9-]+:[0-9a-f-]{36}$/.test(value)),
  );
}

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
        repair: (found) => repairOf(survey, found),
      }),
    ),
};
