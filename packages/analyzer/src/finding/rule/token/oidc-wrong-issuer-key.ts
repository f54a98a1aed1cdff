import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { powerOf } from "../../power/power.js";
import { judge } from "../../severity.js";
import { StatementSet } from "../../survey/door.js";
import type { Survey } from "../../survey/survey.js";
import { easiest, waysOf } from "../../survey/way.js";
import { assumeRoleWithToken, trustPolicy } from "../../text/example.js";
import { exampleCaller, shownCaller } from "../../text/example-caller.js";
import { distinct, doorProof } from "../../text/proof.js";
import { OIDC_ROLE, STS_KEYS } from "../../text/references.js";
import { askText, joined, roleText, unique } from "../../text/words.js";
import { openTokenDoors } from "../../token/tokens.js";
import { type WrongKeyDoor, wrongKeyDoors } from "../../token/wrong-key.js";

const CLUSTER = "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
const OTHER = "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE0000000000000000000000000";
const PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${CLUSTER}`;
const SUBJECT = "system:serviceaccount:shop:checkout";

const id = "OIDC-WRONG-ISSUER-KEY";
const references: readonly FindingReference[] = [STS_KEYS, OIDC_ROLE];

export const oidcWrongIssuerKeyInfo: FindingInfo = {
  id,
  title: "A test of the token is on the key of another issuer",
  severity:
    "high where the test passes because the key is missing (IfExists, negated and ForAllValues tests); info where it never passes, so that the statement lets nobody in",
  when:
    "A statement that trusts an OIDC provider tests a claim under the name of an issuer that it does not trust, and with the right " +
    "name other tokens would get in than do. Tests that make no difference are not reported, nor roles of a shared issuer that " +
    "strangers can enter: OIDC-NO-SUB says that.",
  why:
    "Claims are condition keys that begin with the host and path of the token's own issuer. A key of another issuer is never in the " +
    "request: `StringEquals` on it never passes, and `StringEqualsIfExists` always does, which is no test at all.",
  fix: "Write the key with the issuer of the provider in `Principal`, without `https://`, and drop IfExists; or name the provider whose claims the statement tests.",
  references,
  example: {
    setting: "A role for a service account; the cluster was built anew and the condition not.",
    bad: trustPolicy(assumeRoleWithToken(PROVIDER, { StringEqualsIfExists: { [`${OTHER}:sub`]: SUBJECT } })),
    good: trustPolicy(assumeRoleWithToken(PROVIDER, { StringEquals: { [`${CLUSTER}:sub`]: SUBJECT } })),
  },
};

function draft(survey: Survey, doors: readonly WrongKeyDoor[]): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const { role } = first.door;
  const isVoid = first.effect === "void";
  const keys = unique(doors.flatMap((door) => door.keys));
  const named = joined(keys.map((key) => `\`${key}\``));
  const way = first.decision === null ? [] : easiest(waysOf(first.decision));
  const { severity, text } = isVoid
    ? judge("tenant", powerOf(survey, role), ["high", "high"], {
        atLeast: "the test that should keep others out is none",
      })
    : { severity: "info" as const, text: "Severity info: the statement lets nobody in." };
  const place = roleText(survey.world, role);
  return [
    {
      identity: [role.arn, first.provider, first.effect],
      about: role,
      severity,
      title: isVoid
        ? `A test of ${role.name} is on the key of another issuer and always passes`
        : `A test of ${role.name} is on the key of another issuer and never passes`,
      principals: [first.provider],
      evidence: distinct(
        doors.map(({ door }) =>
          doorProof(
            door,
            isVoid ? "if" : "no",
            `tests ${named}, which a token of ${first.host} does not have`,
          ),
        ),
      ),
      ...(first.decision === null ? {} : shownCaller(way, exampleCaller(first.decision, way))),
      why:
        `The trust policy of ${place} trusts ${first.host} and tests ${named}. A token of ${first.host} has no such claim, so ` +
        `${isVoid ? `the test passes for every token.${askText(way)}` : "no token passes the test, and whoever the statement is for is kept out."} ${text}`,
      fix: `Write ${joined(keys.map((key) => `\`${first.host}:${key.slice(key.lastIndexOf(":") + 1)}\``))} instead${isVoid ? ", and use an operator that a missing key fails" : `${otherIssuerText(keys)}, or remove the statement if nobody needs it`}.`,
    },
  ];
}

// Where nobody gets in, it may be the principal that is wrong and not the key.
function otherIssuerText(keys: readonly string[]): string {
  const issuers = unique(keys.map((key) => key.slice(0, key.lastIndexOf(":")))).filter((issuer) =>
    issuer.includes("."),
  );
  return issuers.length === 0
    ? ""
    : `, or name the provider of ${joined(issuers.map((issuer) => `\`${issuer}\``))} in Principal if its tokens are meant`;
}

export const oidcWrongIssuerKey: Rule = {
  id,
  references,
  check: (survey) => {
    const strangers = new StatementSet(openTokenDoors(survey).map(({ door }) => door));
    return groupBy(
      wrongKeyDoors(survey).filter(({ door, effect }) => effect === "broken" || !strangers.has(door)),
      ({ door, provider, effect }) => `${door.role.arn} ${provider} ${effect}`,
    ).flatMap((doors) => draft(survey, doors));
  },
};
