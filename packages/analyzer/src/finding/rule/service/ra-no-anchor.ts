import { type ServiceDoor, serviceProof, serviceThrough } from "../../door/service-door.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { powerOf } from "../../power/power.js";
import { judge } from "../../severity.js";
import type { Survey } from "../../survey/survey.js";
import type { Way } from "../../survey/way.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { GLOBAL_KEYS } from "../../text/references.js";
import { askText, roleText } from "../../text/words.js";
import { arnLike, valueIn } from "../../token/token-door.js";
import { shownPassage } from "../../token/token-finding.js";

const SERVICE = "rolesanywhere.amazonaws.com";

const ROLES_ANYWHERE: FindingReference = {
  title: "The IAM Roles Anywhere trust model (IAM Roles Anywhere User Guide)",
  url: "https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html",
};

const id = "RA-NO-ANCHOR";
const references: readonly FindingReference[] = [ROLES_ANYWHERE, GLOBAL_KEYS];

const trust = (condition?: Parameters<typeof assumeRole>[1]): ReturnType<typeof trustPolicy> =>
  trustPolicy({
    ...assumeRole({ Service: SERVICE }, condition),
    Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
  });

export const raNoAnchorInfo: FindingInfo = {
  id,
  title: "Certificates of every trust anchor of the account can become the role",
  severity:
    "medium; high when the role is an administrator or can become one; one step lower when the subject, the issuer or a name of the certificate is tested",
  when:
    "The role trusts IAM Roles Anywhere and does not tie `aws:SourceArn` to a trust anchor: a certificate that any trust anchor of the " +
    "account accepts gets in, today's and those that are made later. The account alone (`aws:SourceAccount`) is no trust anchor.",
  why:
    "A trust anchor stands for one certificate authority. A subject is unique only inside it: a second authority, for printers or for " +
    "a test, issues the same common name to somebody else. Whoever may make a trust anchor can make certificates for every such role.",
  fix:
    "Add `ArnEquals` on `aws:SourceArn` with the ARN of the trust anchor, and `StringEquals` on `aws:PrincipalTag/x509Subject/CN` with " +
    "the subject that the role is for.",
  references,
  example: {
    setting: "The account has one trust anchor today.",
    bad: trust(),
    good: trust({
      ArnEquals: {
        "aws:SourceArn":
          "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/4e8f3c60-0000-4000-8000-000000000000",
      },
      StringEquals: { "aws:PrincipalTag/x509Subject/CN": "batch.acme.example" },
    }),
  },
};

/** No trust anchor has this id, but somebody could make one tomorrow. */
const ANCHOR = "ffffffff-ffff-4fff-bfff-ffffffffffff";

const throughAnyAnchor = serviceThrough((survey, { role: { account, partition } }) => ({
  pins: { "aws:SourceAccount": account, "aws:SourceOrgID": survey.world.organizationId },
  demands: [
    valueIn("aws:SourceArn", [
      arnLike(`arn:${partition}:rolesanywhere:*-*:${account}:trust-anchor/${ANCHOR}`),
    ]),
  ],
}));

function anchorless(survey: Survey): readonly ServiceDoor[] {
  return survey.serviceDoors.flatMap((door) =>
    door.form.kind === "service" && door.form.name === SERVICE ? (throughAnyAnchor(survey, door) ?? []) : [],
  );
}

function namesCertificate(way: Way): boolean {
  return way.some(
    ({ key, operator, values }) =>
      /^aws:principaltag\/x509|^sts:sourceidentity$/.test(key.toLowerCase()) &&
      /^String(Equals|EqualsIgnoreCase|Like)$/.test(operator) &&
      values.every((value) => /[^*?]/.test(value)),
  );
}

function draft(survey: Survey, doors: readonly ServiceDoor[]): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const { role } = first.door;
  const named = doors.every(({ passage }) => namesCertificate(passage.way));
  const { severity, text } = judge("certificates", powerOf(survey, role), ["medium", "high"], {
    relief: named ? "the certificate is named" : null,
  });
  return [
    {
      identity: [role.arn],
      about: role,
      severity,
      title: `Certificates of every trust anchor can become ${role.name}`,
      principals: [SERVICE],
      evidence: serviceProof(doors, "allows certificates of every trust anchor of the account"),
      ...shownPassage(first.passage),
      why:
        `The trust policy of ${roleText(survey.world, role)} takes certificates that any trust anchor of the account accepts, those that ` +
        `are made later as well.${askText(first.passage.way)} ${text}`,
      fix: `Add ArnEquals on aws:SourceArn with the ARN of the trust anchor that ${role.name} is for${named ? "" : ", and StringEquals on aws:PrincipalTag/x509Subject/CN with the subject"}.`,
    },
  ];
}

export const raNoAnchor: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(anchorless(survey), ({ door }) => door.role.arn).flatMap((doors) => draft(survey, doors)),
};
