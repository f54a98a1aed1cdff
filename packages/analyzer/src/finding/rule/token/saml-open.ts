import type { Requirement } from "../../../answer.js";
import { resolveCaller } from "../../../decide/caller/name.js";
import { isBound } from "../../door/binding.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { powerOf } from "../../power/power.js";
import { judge } from "../../severity.js";
import type { Door } from "../../survey/door.js";
import { unlessNothing } from "../../survey/judge.js";
import { knock, type Survey } from "../../survey/survey.js";
import { easiest, type Way, waysOf } from "../../survey/way.js";
import { trustPolicy } from "../../text/example.js";
import { exampleCaller, shownCaller } from "../../text/example-caller.js";
import { distinct, doorProof, guardsOf } from "../../text/proof.js";
import { STS_KEYS } from "../../text/references.js";
import { askText, roleText, shortId } from "../../text/words.js";
import { type Admitted, admitted } from "../../token/token-door.js";

const PROVIDER = "arn:aws:iam::111122223333:saml-provider/Okta";
const AUDIENCE = { "saml:aud": "https://signin.aws.amazon.com/saml" };

const SAML_ROLE: FindingReference = {
  title: "Create a role for SAML 2.0 federation (IAM User Guide)",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html",
};

const id = "SAML-OPEN";
const references: readonly FindingReference[] = [SAML_ROLE, STS_KEYS];

export const samlOpenInfo: FindingInfo = {
  id,
  title: "The SAML provider alone decides who becomes an administrator",
  severity: "medium; low when only one network is let in",
  when:
    "The role is an administrator or can become one, trusts a SAML provider, and tests nothing of the assertion that tells people " +
    "apart: `saml:aud` is the address that the assertion is sent to, `saml:iss` the provider itself. Tests of the subject, of an " +
    "attribute, of a session tag, of the session name or of the source identity count, also in a Deny or an RCP. The roles that " +
    "IAM Identity Center keeps are not reported.",
  why:
    "Whoever may edit the groups of the identity provider, or holds its signing key, is an administrator of the account, and so is " +
    "whoever may call `iam:UpdateSAMLProvider` here: new metadata are a new signing key.",
  fix:
    "Test who it is as well: `saml:sub` with `saml:sub_type` `persistent`, or an attribute such as `saml:edupersonaffiliation`. Keep " +
    "`iam:UpdateSAMLProvider` and `iam:CreateSAMLProvider` from everybody with an SCP.",
  references,
  example: {
    setting: "The role is an administrator.",
    bad: trustPolicy({
      Effect: "Allow",
      Principal: { Federated: PROVIDER },
      Action: "sts:AssumeRoleWithSAML",
      Condition: { StringEquals: AUDIENCE },
    }),
    good: trustPolicy({
      Effect: "Allow",
      Principal: { Federated: PROVIDER },
      Action: "sts:AssumeRoleWithSAML",
      Condition: {
        StringEquals: AUDIENCE,
        "ForAnyValue:StringEquals": { "saml:eduPersonEntitlement": "aws-break-glass" },
      },
    }),
  },
};

interface SamlDoor {
  readonly door: Door;
  readonly provider: string;
  readonly decision: Admitted;
  readonly way: Way;
}

// Keys of an assertion that are the same for everybody whom a provider lets in.
const SAME_FOR_ALL = /^saml:(aud|iss|doc|namequalifier|sub_type)$/;
const POSITIVE = /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike)$/;

function tellsApart({ key, operator, values }: Requirement): boolean {
  const name = key.toLowerCase();
  const claim = /^saml:/.test(name) && !SAME_FOR_ALL.test(name);
  const passed = /^(sts:rolesessionname|sts:sourceidentity|aws:requesttag\/.*)$/.test(name);
  return (
    (claim || passed) &&
    POSITIVE.test(operator) &&
    values.length > 0 &&
    values.every((value) => /[^*?]/.test(value.replace(/^\*?@/, "")))
  );
}

function samlDoor(survey: Survey, door: Door): SamlDoor | null {
  if (door.form.kind !== "federated" || !door.form.provider.includes(":saml-provider/")) return null;
  const { provider } = door.form;
  if (/\/AWSSSO_[^/]*_DO_NOT_DELETE$/.test(provider)) return null;
  const power = powerOf(survey, door.role);
  return power === "admin" || power === "escalation" ? throughAlone(survey, door) : null;
}

const throughAlone = unlessNothing((survey, door: Door): SamlDoor | null => {
  const provider = door.form.text;
  const named = resolveCaller(survey.world, { type: "saml", provider });
  const decision = named.kind === "caller" ? admitted(knock(survey, door, named.caller)) : null;
  if (decision === null) return null;
  const ways = waysOf(decision).filter((way) => !way.some(tellsApart));
  return ways.length === 0 ? null : { door, provider, decision, way: easiest(ways) };
});

function draft(survey: Survey, doors: readonly SamlDoor[]): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const { role } = first.door;
  const bound = doors.every(({ way }) => isBound(way, new Set(["network"])));
  const { severity, text } = judge("federation", powerOf(survey, role), ["medium", "medium"], {
    relief: bound ? "only one network is let in" : null,
  });
  const rest = first.way.filter(({ key }) => !SAME_FOR_ALL.test(key.toLowerCase()));
  const provider = shortId(first.provider);
  return [
    {
      identity: [role.arn, first.provider],
      about: role,
      severity,
      title: `SAML provider ${provider} alone decides who becomes ${role.name}`,
      principals: [first.provider],
      evidence: distinct([
        ...doors.map(({ door, way }) =>
          doorProof(
            door,
            way.length === 0 ? "yes" : "if",
            "allows every assertion that the provider signs for the role",
          ),
        ),
        ...doors.flatMap(({ decision }) => guardsOf(decision)),
      ]),
      ...shownCaller(first.way, exampleCaller(first.decision, first.way)),
      why:
        `The trust policy of ${roleText(survey.world, role)} takes every assertion of ${provider} that names the role; nothing in it ` +
        `tells one person from another.${askText(rest)} Whoever runs the provider, or may change its metadata in this account, is an ` +
        `administrator. ${text}`,
      fix: `Test the subject or an attribute of the assertion as well, and keep iam:UpdateSAMLProvider on ${provider} from everybody with an SCP.`,
    },
  ];
}

export const samlOpen: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(
      survey.doors.flatMap((door) => samlDoor(survey, door) ?? []),
      ({ door, provider }) => `${door.role.arn} ${provider}`,
    ).flatMap((doors) => draft(survey, doors)),
};
