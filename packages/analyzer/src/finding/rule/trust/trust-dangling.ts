import type { Severity } from "../../../answer.js";
import { type DanglingDoor, danglingDoors } from "../../door/dangling.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { withoutEntries } from "../../repair/edit.js";
import type { Survey } from "../../survey/survey.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { doorProof } from "../../text/proof.js";
import { PRINCIPAL, UNIQUE_IDS } from "../../text/references.js";
import { roleText } from "../../text/words.js";

const id = "TRUST-DANGLING";
const references: readonly FindingReference[] = [UNIQUE_IDS, PRINCIPAL];

export const trustDanglingInfo: FindingInfo = {
  id,
  title: "The role trusts a principal that is gone",
  severity: "low; medium for an identity provider, since one of the same name would be trusted again",
  when:
    "An Allow statement of the trust policy names a unique id (`AROA…`, `AIDA…`), a user or role that its collected account does " +
    "not have, an identity provider that the account does not have, or an account of the organization that is suspended or closed. " +
    "ARNs in conditions are text, not principals, and not reported. What was not collected cannot be missed.",
  why:
    "IAM shows the unique id once the user or role behind it is deleted; a new one of the same name is not trusted, so the entry " +
    "is dead and hides who is really meant. A provider is trusted by name: whoever may create providers in the account can make " +
    "one of that name, with keys of his own, and enter.",
  fix: "Remove the entry from `Principal`, or the whole statement if nothing else is in it.",
  references,
  example: {
    setting: "Role `release` exists, the role behind the unique id was deleted.",
    bad: trustPolicy(
      assumeRole({ AWS: ["arn:aws:iam::111122223333:role/release", "AROA2RGHOULHPVEXAMPLE"] }),
    ),
    good: trustPolicy(assumeRole({ AWS: "arn:aws:iam::111122223333:role/release" })),
  },
};

const WHY: Readonly<Record<DanglingDoor["kind"], string>> = {
  id: "Nobody can use the entry: a new principal of the same name has another id. It only hides who is meant.",
  principal: "Nobody can use the entry as it is.",
  account: "Nobody can use it now; an account that is reopened gets in again.",
  provider:
    "Providers are trusted by name: whoever may create one in the account can bring this one back with keys of his own, and enter.",
};

function draft(survey: Survey, doors: readonly DanglingDoor[]): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const { role } = first.door;
  const operations = withoutEntries(
    survey,
    role,
    doors.map(({ door }) => ({ statement: door.statement, name: door.form.text })),
  );
  const severity: Severity = first.kind === "provider" ? "medium" : "low";
  return [
    {
      identity: [role.arn, first.name],
      about: role,
      severity,
      title: `${role.name} trusts ${first.what}`,
      principals: [first.name],
      evidence: doors.map(({ door, name }) => doorProof(door, "yes", `names ${name}, which is gone`)),
      why: `The trust policy of ${roleText(survey.world, role)} names ${first.what} (${first.name}). ${WHY[first.kind]} Severity ${severity}: nobody can use the entry ${first.kind === "provider" ? "before the provider is made anew" : "as it is"}.`,
      fix: `Remove ${first.name} from the trust policy of ${role.name}.`,
      ...(operations === null ? {} : { repair: { policy: role.trust, operations } }),
    },
  ];
}

export const trustDangling: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(danglingDoors(survey), ({ door, name }) => `${door.role.arn} ${name}`).flatMap((doors) =>
      draft(survey, doors),
    ),
};
