import type { ConditionEntry } from "../../../policy/condition.js";
import { type DeadStatement, deadStatements } from "../../door/impossible.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { withoutEntries } from "../../repair/edit.js";
import { doorName } from "../../survey/door.js";
import type { Survey } from "../../survey/survey.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { doorProof } from "../../text/proof.js";
import { OPERATORS, STS_KEYS } from "../../text/references.js";
import { joined, roleText, unique } from "../../text/words.js";

const id = "TRUST-IMPOSSIBLE";
const references: readonly FindingReference[] = [OPERATORS, STS_KEYS];

export const trustImpossibleInfo: FindingInfo = {
  id,
  title: "A statement lets nobody in, whatever is sent",
  severity: "info",
  when:
    "An Allow statement names principals, and no request of theirs can satisfy it, even without any Deny, SCP or RCP: a `*` under `StringEquals`, a " +
    "date that has passed, an address and a VPC endpoint at once, keys of principals on a call with a token, a value that the key can never have, a call that " +
    "its principals do not make, principals of another partition. Statements that ask a role for MFA are TRUST-MFA-MISUSE; deleted principals are TRUST-DANGLING.",
  why:
    "Somebody meant something by it. Either a way in is missing that people need, and is then opened in a hurry, or the statement is " +
    "left over and hides what the policy says.",
  fix: "Repair the condition, or remove the statement.",
  references,
  example: {
    setting: "An external id cannot hold a star, and StringEquals takes it for one.",
    bad: trustPolicy(
      assumeRole({ AWS: "arn:aws:iam::444455556666:role/ci" }, { StringEquals: { "sts:ExternalId": "*" } }),
    ),
    good: trustPolicy(
      assumeRole(
        { AWS: "arn:aws:iam::444455556666:role/ci" },
        { StringEquals: { "sts:ExternalId": "release-2f6c9b0d" } },
      ),
    ),
  },
};

function draft(survey: Survey, dead: readonly DeadStatement[]): readonly Draft[] {
  const [first] = dead;
  if (first === undefined) return [];
  const { role } = first;
  const doors = dead.flatMap((statement) => statement.doors);
  const principals = unique(doors.map(doorName));
  const [statements, lets] =
    dead.length === 1 ? ["A statement", "lets"] : [`${dead.length} statements`, "let"];
  const operations = withoutEntries(
    survey,
    role,
    doors.map(({ statement, form }) => ({ statement, name: form.text })),
  );
  return [
    {
      identity: [role.arn, ...principals],
      about: role,
      severity: "info",
      title: `${statements} in the trust policy of ${role.name} ${lets} nobody in`,
      principals,
      evidence: dead.flatMap(({ doors: [door], kind }) =>
        door === undefined
          ? []
          : doorProof(
              door,
              "no",
              {
                conditions: "allows nobody: its conditions cannot be met",
                star: "allows nobody: no subject has a star",
                action: "allows nobody: the action is not theirs",
                partition: "allows nobody: its principals are of another partition",
              }[kind],
            ),
      ),
      why:
        `${statements} of the trust policy of ${roleText(survey.world, role)} ${lets} nobody in: ${unique(dead.map(becauseOf)).join("; ")}. ` +
        "Severity info: nobody can use it as it is.",
      fix: `${dead.some(({ kind }) => kind === "star") ? "Write the whole subject, or use StringLike with the organization and the repository closed" : "Repair the statement"}; or remove it from the trust policy of ${role.name}.`,
      ...(operations === null ? {} : { repair: { policy: role.trust, operations } }),
    },
  ];
}

function becauseOf({ kind, statement }: DeadStatement): string {
  const tests = statement.conditions.map(testText);
  return {
    conditions: `no request of theirs meets ${joined(tests)}${tests.length > 1 ? " at once" : ""}`,
    star: "`*` is no wildcard under StringEquals, and no subject of a token has one",
    action: "its action is none that these principals call",
    partition: "they are of another partition, from which no call leads here",
  }[kind];
}

function testText({ operator, key, values }: ConditionEntry): string {
  return `${operator} on ${key} with ${joined(
    values.map(({ source }) => `\`${source}\``),
    2,
  )}`;
}

export const trustImpossible: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(deadStatements(survey), ({ role }) => role.arn).flatMap((dead) => draft(survey, dead)),
};
