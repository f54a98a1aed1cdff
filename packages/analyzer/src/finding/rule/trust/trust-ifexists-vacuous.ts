import { type VacuousTest, vacuousTests } from "../../door/vacuous.js";
import { doorWidth } from "../../door/width.js";
import type { Draft, FindingInfo, FindingReference, Repair, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { powerOf } from "../../power/power.js";
import { withoutIfExists } from "../../repair/edit.js";
import { judge } from "../../severity.js";
import { doorName } from "../../survey/door.js";
import type { Survey } from "../../survey/survey.js";
import { easiest, waysOf } from "../../survey/way.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { exampleCaller, shownCaller } from "../../text/example-caller.js";
import { distinct, doorProof, guardsOf } from "../../text/proof.js";
import { OPERATORS, SET_OPERATORS } from "../../text/references.js";
import { askText, joined, principalText, roleText, unique } from "../../text/words.js";

const id = "TRUST-IFEXISTS-VACUOUS";
const references: readonly FindingReference[] = [OPERATORS, SET_OPERATORS];

export const trustIfexistsVacuousInfo: FindingInfo = {
  id,
  title: "A test passes for everyone who leaves its key out",
  severity: "as if the test were not there: low to high, by who can use the entry and what the role can do",
  when:
    "An Allow statement tests the external id, the network, the user agent, the referer or a directory attribute of a SAML assertion with `IfExists` or `ForAllValues`, and a caller who " +
    "leaves that key out must pass nothing that he would not have to pass without the test. A `Null` test, a Deny, or a second test that " +
    "only leaves the other way (an address, or else an endpoint) make it bind. Where the statement lets in the world, the whole organization, or an outsider " +
    "without external id, that is reported instead; MFA is TRUST-MFA-MISUSE; `IfExists` on tags and source identities limits those who pass them, and is not reported.",
  why:
    "`IfExists` and `ForAllValues` are true when the key is missing, and the caller decides whether these keys are there, or a directory that says nothing about him. The " +
    "policy reads as if it were guarded, and is not.",
  fix: "Take `IfExists` or `ForAllValues:` away, or add `Null` with `false` for the key in the same statement.",
  references,
  example: {
    setting: "Role `ci` of a member account; it calls without an external id.",
    bad: trustPolicy(
      assumeRole(
        { AWS: "arn:aws:iam::444455556666:role/ci" },
        { StringEqualsIfExists: { "sts:ExternalId": "release-2f6c9b0d" } },
      ),
    ),
    good: trustPolicy(
      assumeRole(
        { AWS: "arn:aws:iam::444455556666:role/ci" },
        { StringEquals: { "sts:ExternalId": "release-2f6c9b0d" } },
      ),
    ),
  },
};

function draft(survey: Survey, tests: readonly VacuousTest[]): readonly Draft[] {
  const [first] = tests;
  if (first === undefined) return [];
  const { door, entry, decision } = first;
  const { role } = door;
  const way = easiest(waysOf(decision));
  const judgement = judge(doorWidth(survey, door), powerOf(survey, role), ["low", "high"]);
  const principals = unique(tests.map((test) => doorName(test.door)));
  const repair = repairOf(survey, tests);
  return [
    {
      identity: [role.arn, entry.keyId],
      about: role,
      severity: judgement.severity,
      title: `The test of ${entry.key} in the trust of ${role.name} passes for everyone who leaves it out`,
      principals,
      evidence: distinct([
        ...tests.map((test) =>
          doorProof(
            test.door,
            "if",
            `allows ${doorName(test.door)}; ${test.entry.operator} on ${entry.key} is true when the key is missing`,
          ),
        ),
        ...tests.flatMap((test) => guardsOf(test.decision)),
      ]),
      ...shownCaller(way, exampleCaller(decision, way)),
      why:
        `${roleText(survey.world, role)} is guarded by ${entry.operator} on ${entry.key}, which holds when the request has no such key. ` +
        `${joined(principals.map((name) => principalText(survey.world, name)))} can call without it.${askText(way)} ${judgement.text}`,
      fix: `Demand ${entry.key}: drop IfExists or ForAllValues, or add Null with false for it to the same statement.`,
      ...(repair === null ? {} : { repair }),
    },
  ];
}

function repairOf(survey: Survey, tests: readonly VacuousTest[]): Repair | null {
  const statements = new Map(tests.map(({ door, entry }) => [door.statement, { role: door.role, entry }]));
  const operations = [...statements].map(([statement, { role, entry }]) =>
    withoutIfExists(survey, role, statement, entry.keyId),
  );
  const [policy] = [...statements.values()].map(({ role }) => role.trust);
  return policy === undefined || operations.includes(null)
    ? null
    : { policy, operations: operations.flatMap((list) => list ?? []) };
}

export const trustIfexistsVacuous: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(vacuousTests(survey), ({ door, entry }) => `${door.role.arn} ${entry.keyId}`).flatMap((tests) =>
      draft(survey, tests),
    ),
};
