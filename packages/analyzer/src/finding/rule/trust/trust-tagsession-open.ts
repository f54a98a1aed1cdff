import { accountOf, type Caller } from "../../../decide/caller/caller.js";
import { type Decision, decide } from "../../../decide/decide.js";
import { transitiveTags } from "../../../decide/keys/service-tags.js";
import { coversAction } from "../../../policy/action.js";
import { publicRoles } from "../../door/public.js";
import { doorWidth } from "../../door/width.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { powerOf } from "../../power/power.js";
import { testedTags } from "../../power/tested-tags.js";
import { judge } from "../../severity.js";
import { type Door, doorName } from "../../survey/door.js";
import { callerAt } from "../../survey/door-caller.js";
import type { Survey } from "../../survey/survey.js";
import { easiest, hasWay, waysOf } from "../../survey/way.js";
import { trustPolicy } from "../../text/example.js";
import { exampleCaller, shownCaller } from "../../text/example-caller.js";
import { distinct, doorProof, guardsOf } from "../../text/proof.js";
import { SESSION_TAGS } from "../../text/references.js";
import { joined, principalText, roleText, unique } from "../../text/words.js";

const id = "TRUST-TAGSESSION-OPEN";
const references: readonly FindingReference[] = [SESSION_TAGS];

export const trustTagsessionOpenInfo: FindingInfo = {
  id,
  title: "Whoever enters the role chooses the tags that decide what it may do",
  severity: "medium; high where the caller is of another account",
  when:
    "Policies decide by a principal tag what a session of the role may do or which role it can become next, and an IAM principal that enters may pass that tag with any value: " +
    "`sts:TagSession` is allowed without a limit on `aws:TagKeys` or on the value. A limit anywhere counts, in the Allow, in a Deny or in an RCP. Tags of tokens and " +
    "SAML assertions are set by the identity provider, and not reported; nor are roles that anyone can become, for which TRUST-PUBLIC speaks.",
  why:
    "A session tag wins over the tag of the role. Where tags are what permissions hang on, whoever may set them gives himself the " +
    "permissions of any team, project or customer.",
  fix:
    "In the statement that allows `sts:TagSession`, list the keys with `ForAllValues:StringEquals` on `aws:TagKeys`, and tie the values " +
    "with `StringEquals` on `aws:RequestTag/KEY`, to fixed ones or to the tag of the caller.",
  references,
  example: {
    setting:
      "What the role may read hangs on the tag of its session. Role `platform-admin` of a member account may do everything.",
    bad: trustPolicy({
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::444455556666:role/platform-admin" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
    }),
    good: trustPolicy({
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::444455556666:role/platform-admin" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: { StringEquals: { "aws:RequestTag/team": "delivery" } },
    }),
  },
};

interface TagDoor {
  readonly door: Door;
  readonly caller: Caller;
  readonly tag: string;
  readonly decision: Decision;
}

// A value that no policy would name.
const ANY_VALUE = "rolepath-any-value";

function tagDoors(survey: Survey): readonly TagDoor[] {
  return survey.doors.flatMap((door): readonly TagDoor[] => {
    if (door.form.kind === "federated" || publicRoles(survey).has(door.role) || !allowsTags(door)) return [];
    const caller = callerAt(survey, door);
    if (caller === null) return [];
    return testedTags(survey, door.role).flatMap((tag) => {
      if (comesAlong(caller, tag)) return [];
      const decision = spellings(door, tag)
        .map((key) => {
          const pins = { [`aws:RequestTag/${key}`]: ANY_VALUE, "aws:TagKeys": [key] };
          return decide(survey.world, caller, door.target, pins, { tags: true, identity: false });
        })
        .find(hasWay);
      return decision === undefined ? [] : [{ door, caller, tag, decision }];
    });
  });
}

// Limits compare keys in the case in which they are passed, and the tag is the same in any.
function spellings({ target }: Door, tag: string): readonly string[] {
  const limits = (target.trust.policy?.statements ?? []).flatMap(({ conditions }) =>
    conditions.filter(({ keyId }) => keyId === "aws:tagkeys").flatMap(({ values }) => values),
  );
  const listed = limits.map(({ source }) => source);
  return unique([tag, ...listed.filter((key) => key.toLowerCase() === tag.toLowerCase())]);
}

// A tag that was handed on as transitive cannot be passed again: pods come with theirs.
function comesAlong(caller: Caller, tag: string): boolean {
  const forms =
    caller.kind === "role"
      ? (caller.role.trust.policy?.statements ?? []).flatMap(({ effect, principals }) =>
          effect === "Allow" ? (principals ?? []) : [],
        )
      : [];
  return (
    forms.length > 0 &&
    forms.every((form) => form.kind === "service" && transitiveTags(form.name).includes(tag.toLowerCase()))
  );
}

function allowsTags({ target }: Door): boolean {
  return (target.trust.policy?.statements ?? []).some(
    (statement) => statement.effect === "Allow" && coversAction(statement, "sts:TagSession"),
  );
}

function draft(survey: Survey, doors: readonly TagDoor[]): readonly Draft[] {
  const crossing = doors.find(({ caller, door }) => accountOf(caller) !== door.role.account);
  const shown = crossing ?? doors[0];
  if (shown === undefined) return [];
  const { door, decision } = shown;
  const { role } = door;
  const least = crossing === undefined ? "medium" : "high";
  const judgement = judge(doorWidth(survey, door), powerOf(survey, role), [least, least], {
    atLeast: crossing === undefined ? null : "the caller is of another account",
  });
  const tags = unique(doors.map(({ tag }) => tag));
  const principals = unique(doors.map((one) => doorName(one.door)));
  const way = easiest(waysOf(decision));
  return [
    {
      identity: [role.arn],
      about: role,
      severity: judgement.severity,
      title: `Whoever enters ${role.name} chooses its ${tags.length === 1 ? "tag" : "tags"} ${joined(tags)}`,
      principals,
      evidence: distinct([
        ...doors.map((one) =>
          doorProof(
            one.door,
            "if",
            `allows ${doorName(one.door)} to pass any value of the session tag ${one.tag}`,
          ),
        ),
        ...doors.flatMap((one) => guardsOf(one.decision)),
      ]),
      ...shownCaller(way, exampleCaller(decision, way)),
      why:
        `${joined(principals.map((name) => principalText(survey.world, name)))} can become ${roleText(survey.world, role)} with any value of the session ` +
        `${tags.length === 1 ? "tag" : "tags"} ${joined(tags)}, and policies decide by ${tags.length === 1 ? "it" : "them"} what the session may do. ${judgement.text}`,
      fix: `Limit what may be passed: ForAllValues:StringEquals on aws:TagKeys, and StringEquals on aws:RequestTag/${tags[0] ?? ""} with the values that callers may have.`,
    },
  ];
}

export const trustTagsessionOpen: Rule = {
  id,
  references,
  readsGraph: true,
  check: (survey) =>
    groupBy(tagDoors(survey), ({ door }) => door.role.arn).flatMap((doors) => draft(survey, doors)),
};
