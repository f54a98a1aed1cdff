import { resolveCaller } from "../../../decide/caller/name.js";
import type { Decision } from "../../../decide/decide.js";
import type { Draft, FindingInfo, FindingReference, Repair, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { type GuestPower, guestPower } from "../../power/guest-permission.js";
import { powerOf } from "../../power/power.js";
import { withTest } from "../../repair/edit.js";
import { judge } from "../../severity.js";
import { unlessNothing } from "../../survey/judge.js";
import { knock, type Survey } from "../../survey/survey.js";
import { easiest, waysOf } from "../../survey/way.js";
import { assumeRoleWithToken, trustPolicy } from "../../text/example.js";
import { exampleCaller, shownCaller } from "../../text/example-caller.js";
import { distinct, doorProof, guardsOf } from "../../text/proof.js";
import { askText, joined, roleText } from "../../text/words.js";
import { admitted, type TokenDoor, tokenDoors } from "../../token/token-door.js";

const COGNITO = "cognito-identity.amazonaws.com";
const POOL = { [`${COGNITO}:aud`]: "eu-west-1:1f2e3d4c-5b6a-7988-90a1-b2c3d4e5f607" };

const COGNITO_ROLES: FindingReference = {
  title: "Role trust and permissions (Amazon Cognito Developer Guide)",
  url: "https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html",
};

const COGNITO_GUESTS: FindingReference = {
  title: "IAM roles: access policies of guests (Amazon Cognito Developer Guide)",
  url: "https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html",
};

const id = "COGNITO-UNAUTH";
const references: readonly FindingReference[] = [COGNITO_GUESTS, COGNITO_ROLES];

export const cognitoUnauthInfo: FindingInfo = {
  id,
  title: "Guests of a Cognito identity pool may do more than guests need",
  severity:
    "high; medium when the role only reads resources that a policy names, or when `amr` is not tested, so that the pool may have no guests",
  when:
    "The role takes tokens of a Cognito identity pool whose holder has not signed in (`amr` `unauthenticated`), and may do more than " +
    "send events of an app, ask for its own identity, or use what is the caller's own (resources with the policy variable of the " +
    "identity id). Any pool at all is COGNITO-NO-AUD.",
  why:
    "The id of an identity pool stands in the app, and a guest needs nothing else: whatever the role may do, everybody who has the " +
    "app may do. The enhanced flow of Cognito narrows a guest's session; the basic flow, where it is on, does not.",
  fix:
    "Give signed-in users a role of their own with `amr` `authenticated`, take from the guest role what guests do not need, or switch " +
    "guests off in the identity pool.",
  references,
  example: {
    setting: "The role reads a bucket of the company. Guests have nothing to do there.",
    bad: trustPolicy(
      assumeRoleWithToken(COGNITO, {
        StringEquals: POOL,
        "ForAnyValue:StringLike": { [`${COGNITO}:amr`]: "unauthenticated" },
      }),
    ),
    good: trustPolicy(
      assumeRoleWithToken(COGNITO, {
        StringEquals: POOL,
        "ForAnyValue:StringLike": { [`${COGNITO}:amr`]: "authenticated" },
      }),
    ),
  },
};

interface GuestDoor {
  readonly token: TokenDoor;
  readonly decision: Decision;
  readonly power: GuestPower;
  /** Whether the role is for guests, and not for everybody of a pool that may have none. */
  readonly meant: boolean;
}

function guestDoor(survey: Survey, token: TokenDoor): GuestDoor | null {
  if (token.host !== COGNITO) return null;
  const power = guestPower(token.door.role);
  const found = power === null ? null : throughAsGuest(survey, token);
  return power === null || found === null ? null : { token, power, ...found };
}

const throughAsGuest = unlessNothing(
  (survey, token: TokenDoor): Pick<GuestDoor, "decision" | "meant"> | null => {
    const ask = (amr: readonly string[]): Decision | null => {
      const named = resolveCaller(survey.world, { type: "oidc", provider: token.provider, claims: { amr } });
      return named.kind === "caller" ? knock(survey, token.door, named.caller) : null;
    };
    const decision = ask(["unauthenticated"]);
    if (decision === null || admitted(decision) === null) return null;
    const signedIn = ask(["authenticated"]);
    return { decision, meant: signedIn === null || admitted(signedIn) === null };
  },
);

function draft(survey: Survey, doors: readonly GuestDoor[]): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const { role } = first.token.door;
  const meant = doors.some((door) => door.meant);
  const { severity, text } = judge("guests", powerOf(survey, role), ["high", "high"], {
    relief: first.power.onlyNamedReads
      ? "it only reads resources that a policy names"
      : meant
        ? null
        : "the identity pool may have no guests",
  });
  const way = easiest(waysOf(first.decision));
  const repair = meant ? null : repairOf(survey, doors);
  const actions = joined(first.power.actions.map((action) => `\`${action}\``));
  return [
    {
      identity: [role.arn],
      about: role,
      severity,
      title: `Guests of a Cognito identity pool can use ${role.name}`,
      principals: [first.token.provider],
      evidence: distinct([
        ...doors.map(({ token: { door } }) => doorProof(door, "if", "allows tokens of guests")),
        ...doors.flatMap(({ decision }) => guardsOf(decision)),
      ]),
      ...shownCaller(way, exampleCaller(first.decision, way)),
      why:
        `${roleText(survey.world, role)} takes tokens of guests${meant ? "" : ", since `amr` is not tested"}, and may call ${actions}.` +
        `${askText(way)} ${text}`,
      fix: meant
        ? `Take from ${role.name} what guests do not need, or switch guests off in the identity pool.`
        : `Add ForAnyValue:StringLike on ${COGNITO}:amr with \`authenticated\`, if the role is for signed-in users.`,
      ...(repair === null ? {} : { repair }),
    },
  ];
}

function repairOf(survey: Survey, doors: readonly GuestDoor[]): Repair | null {
  const [first] = doors;
  if (first === undefined) return null;
  const { role } = first.token.door;
  const test = { operator: "ForAnyValue:StringLike", key: `${COGNITO}:amr`, values: ["authenticated"] };
  const edits = doors.map(({ token }) => withTest(survey, role, token.door.statement, test));
  return edits.every((edit) => edit !== null) ? { policy: role.trust, operations: edits.flat() } : null;
}

export const cognitoUnauth: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(
      tokenDoors(survey).flatMap((token) => guestDoor(survey, token) ?? []),
      ({ token: { door } }) => door.role.arn,
    ).flatMap((doors) => draft(survey, doors)),
};
