import { UNUSED_DAYS, type UnusedRole, unusedRoles } from "../../door/unused.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { powerOf } from "../../power/power.js";
import { judge } from "../../severity.js";
import type { Survey } from "../../survey/survey.js";
import { easiest, waysOf } from "../../survey/way.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { exampleCaller, shownCaller } from "../../text/example-caller.js";
import { distinct, doorProof } from "../../text/proof.js";
import { LAST_ACCESSED } from "../../text/references.js";
import { joined, principalText, roleText, unique } from "../../text/words.js";

const id = "TRUST-UNUSED";
const references: readonly FindingReference[] = [LAST_ACCESSED];

export const trustUnusedInfo: FindingInfo = {
  id,
  title: "Nobody uses the role, and somebody outside can",
  severity: "medium; low when the role has no permissions",
  when:
    `The role was last used more than ${UNUSED_DAYS} days before the snapshot was taken, or never although it is older than that, and it lets in an account or ` +
    "organization outside, or the tokens of an OIDC issuer that many companies share. Trusted accounts of `rolepath.yaml` are not outside. Not reported where the snapshot does " +
    "not tell when the role was used, and not for roles that anyone can become: TRUST-PUBLIC says worse.",
  why:
    "A door that nobody uses is one that nobody watches. What the other side loses, an account, a token, a key, opens it years after " +
    "the work has ended.",
  fix: "Delete the role. If it is kept for a day that comes once a year, take the outsider out of its trust policy until then.",
  references,
  example: {
    setting:
      "The role was last used in January, the snapshot is of October. 464622532012 is a vendor's account, 444455556666 one of your own.",
    bad: trustPolicy(
      assumeRole(
        { AWS: "arn:aws:iam::464622532012:root" },
        { StringEquals: { "sts:ExternalId": "6f1c9e4b2a7d4c0f" } },
      ),
    ),
    good: trustPolicy(assumeRole({ AWS: "arn:aws:iam::444455556666:role/ci" })),
  },
};

function draft(survey: Survey, { role, days, entries }: UnusedRole): Draft {
  const { world } = survey;
  const power = powerOf(survey, role);
  const least = power === "none" ? "low" : "medium";
  const judgement = judge("party", power, [least, least]);
  const principals = unique(entries.map(({ principal }) => principal));
  const [first] = entries;
  const way = first === undefined ? [] : easiest(waysOf(first.decision));
  const when =
    days === null ? "has never been used" : `was last used ${days} days before the snapshot was taken`;
  return {
    identity: [role.arn],
    about: role,
    severity: judgement.severity,
    title: `Nobody uses ${role.name}, which ${principals.length === 1 ? "an outsider" : "outsiders"} can become`,
    principals,
    evidence: distinct(entries.map(({ door, principal }) => doorProof(door, "if", `allows ${principal}`))),
    ...(first === undefined ? {} : shownCaller(way, exampleCaller(first.decision, way))),
    why: `${roleText(world, role)} ${when}, and lets ${joined(principals.map((name) => principalText(survey.world, name)))} in. ${judgement.text}`,
    fix: `Delete ${role.name}, or take ${joined(principals.map((name) => principalText(survey.world, name)))} out of its trust policy.`,
  };
}

export const trustUnused: Rule = {
  id,
  references,
  check: (survey) => unusedRoles(survey).map((unused) => draft(survey, unused)),
};
