import { type BroadDoor, broadGroups } from "../../door/few-users.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { powerOf } from "../../power/power.js";
import { judge } from "../../severity.js";
import type { Survey } from "../../survey/survey.js";
import { easiest, waysOf } from "../../survey/way.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { exampleCaller, shownCaller } from "../../text/example-caller.js";
import { distinct, doorProof, grantsOf } from "../../text/proof.js";
import { PRINCIPAL } from "../../text/references.js";
import { accountText, joined, roleText } from "../../text/words.js";

const id = "TRUST-ROOT-BROAD";
const references: readonly FindingReference[] = [PRINCIPAL];

export const trustRootBroadInfo: FindingInfo = {
  id,
  title: "A whole account is trusted for the sake of a few",
  severity: "low within the account; medium across accounts where the role reads or changes data, else low",
  when:
    "The trust policy names a whole account of the organization (`:root` or its number), the role was used in the last ninety days, and only one to three users and " +
    "roles of that account that are no administrators can enter by it. In the role's own account only if they come by a policy that allows " +
    "every role. Not reported where a condition names principals, tags or a network, nor for what AWS Control Tower, Organizations, StackSets and the bootstrap of CDK lay. Accounts outside are left to TRUST-VENDOR-NO-EXTID.",
  why:
    "`:root` means every principal of the account, as its own policies decide. Whoever may write policies there, or gets `sts:AssumeRole` on " +
    "`*` tomorrow, is let in, and the owner of the role is not asked.",
  fix: "Name the roles in `Principal`, or with `ArnLike` on `aws:PrincipalArn`.",
  references,
  example: {
    setting:
      "Role `ci` of the member account may assume any role, and nobody else there but administrators. The role is in use.",
    bad: trustPolicy(assumeRole({ AWS: "arn:aws:iam::444455556666:root" })),
    good: trustPolicy(assumeRole({ AWS: "arn:aws:iam::444455556666:role/ci" })),
  },
};

function draft(survey: Survey, doors: readonly BroadDoor[]): readonly Draft[] {
  const [first] = doors;
  const user = first?.users[0];
  if (first === undefined || user === undefined) return [];
  const { door, account, users, administrators } = first;
  const { role } = door;
  const { world } = survey;
  const own = account === role.account;
  const judgement = judge("account", powerOf(survey, role), ["low", own ? "low" : "medium"]);
  const names = users.map(({ principal }) => principal.name);
  const way = easiest(waysOf(user.decision));
  const besides =
    administrators === 0
      ? ""
      : ` (${administrators} administrator${administrators === 1 ? "" : "s"} of it can as well)`;
  return [
    {
      identity: [role.arn, account],
      about: role,
      severity: judgement.severity,
      title: `${role.name} trusts the whole account ${account} for ${joined(names)}`,
      principals: [account],
      evidence: distinct([
        ...doors.map((broad) =>
          doorProof(
            broad.door,
            "if",
            `allows every principal of account ${account} whose own policies let it call`,
          ),
        ),
        ...users.flatMap(({ decision }) => grantsOf(decision)),
      ]),
      ...shownCaller(way, exampleCaller(user.decision, way)),
      why:
        `The trust policy of ${roleText(world, role)} lets ${own ? "its own account" : accountText(world, account)} in as a whole, and only ${joined(names)} ` +
        `can enter by it${besides}. Who else can is decided there, by policies that do not show here. ${judgement.text}`,
      fix: `Name ${joined(users.map(({ principal }) => principal.arn))} in the trust policy of ${role.name} instead of the account.`,
    },
  ];
}

export const trustRootBroad: Rule = {
  id,
  references,
  readsGraph: true,
  check: (survey) => broadGroups(survey).flatMap((doors) => draft(survey, doors)),
};
