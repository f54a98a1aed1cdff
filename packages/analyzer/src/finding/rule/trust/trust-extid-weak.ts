import { type WeakExternalId, weakExternalIds } from "../../door/external-id.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { powerOf } from "../../power/power.js";
import { judge } from "../../severity.js";
import type { Survey } from "../../survey/survey.js";
import { easiest } from "../../survey/way.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { exampleCaller, shownCaller } from "../../text/example-caller.js";
import { distinct, doorProof, guardsOf } from "../../text/proof.js";
import { CONFUSED_DEPUTY, THIRD_PARTIES } from "../../text/references.js";
import { accountText, joined, roleText, unique } from "../../text/words.js";

const id = "TRUST-EXTID-WEAK";
const references: readonly FindingReference[] = [THIRD_PARTIES, CONFUSED_DEPUTY];

export const trustExtidWeakInfo: FindingInfo = {
  id,
  title: "The external id is easily guessed or shared",
  severity: "medium",
  when:
    "An account outside the organization must pass an external id, and one that is accepted has fewer than eight characters, or as a " +
    "pattern fixes fewer; is the id of one of your accounts, of the vendor's account or of the organization, or the name of the role; or is asked of an account of another " +
    "vendor as well. What the whole of trust policy and RCPs accepts counts. An id that need not be passed at all is " +
    "TRUST-VENDOR-NO-EXTID. The same id for one vendor in several of your accounts is not reported.",
  why:
    "The external id tells the vendor's service which customer it works for. Another customer who can guess yours names your role " +
    "in the vendor's console, and the service enters it for them. Account ids and names of roles are in every log and every link.",
  fix: "Ask the vendor for a random id that it has made for you alone, and demand it with `StringEquals` on `sts:ExternalId`.",
  references,
  example: {
    setting: "Account 464622532012 is a vendor's; the first id is that of the account of the role.",
    bad: trustPolicy(
      assumeRole(
        { AWS: "arn:aws:iam::464622532012:root" },
        { StringEquals: { "sts:ExternalId": "111122223333" } },
      ),
    ),
    good: trustPolicy(
      assumeRole(
        { AWS: "arn:aws:iam::464622532012:root" },
        { StringEquals: { "sts:ExternalId": "6f1c9e4b2a7d4c0f" } },
      ),
    ),
  },
};

function draft(survey: Survey, { doors, faults }: WeakExternalId): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const { role, party } = first;
  const { world } = survey;
  const way = easiest(first.bound);
  const judgement = judge("party", powerOf(survey, role), ["medium", "medium"]);
  return [
    {
      identity: [role.arn, party],
      about: role,
      severity: judgement.severity,
      title: `Account ${party} becomes ${role.name} with a weak external id`,
      principals: unique(doors.map((door) => door.principal)),
      evidence: distinct([
        ...doors.map(({ door, bound, principal }) =>
          doorProof(
            door,
            "if",
            `allows ${principal}, if ${easiest(bound)
              .map(({ text }) => text)
              .join(" and ")}`,
          ),
        ),
        ...doors.flatMap(({ decision }) => guardsOf(decision)),
      ]),
      ...shownCaller(way, exampleCaller(first.decision, way)),
      why:
        `The trust policy of ${roleText(world, role)} lets ${accountText(world, party)} in with an external id, but ${joined(faults)}. ` +
        `Other customers of that account can have it sent here. ${judgement.text}`,
      fix: `Ask the owner of account ${party} for a random external id of your own, and demand it with StringEquals on sts:ExternalId.`,
    },
  ];
}

export const trustExtidWeak: Rule = {
  id,
  references,
  check: (survey) => weakExternalIds(survey).flatMap((weak) => draft(survey, weak)),
};
