import type { Caller } from "../../../decide/caller/caller.js";
import { resolveCaller } from "../../../decide/caller/name.js";
import type { Decision } from "../../../decide/decide.js";
import { accountOfForm } from "../../door/outsider.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { powerOf } from "../../power/power.js";
import { judge, type Width } from "../../severity.js";
import type { Door } from "../../survey/door.js";
import { unlessNothing } from "../../survey/judge.js";
import { isOutside, knock, type Survey } from "../../survey/survey.js";
import { easiest, type Way, waysOf } from "../../survey/way.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { exampleCaller, shownCaller } from "../../text/example-caller.js";
import { distinct, doorProof, guardsOf } from "../../text/proof.js";
import { MANAGEMENT_ACCOUNT, RCPS } from "../../text/references.js";
import { accountText, askText, joined, unique } from "../../text/words.js";

const id = "MGMT-TARGET";
const references: readonly FindingReference[] = [MANAGEMENT_ACCOUNT, RCPS];

export const mgmtTargetInfo: FindingInfo = {
  id,
  title: "A role of the management account can be entered from outside of that account",
  severity:
    "high; critical when an outsider can become an administrator; medium when the role only reads configuration or has no permissions",
  when:
    "A role of the organization's management account lets in a principal of a member account, a principal outside the organization, " +
    "or tokens of an OIDC issuer. AWS services, IAM Identity Center, SAML providers, clusters of the account itself and principals of " +
    "the management account are not reported. It stands beside findings on how the outsider gets in.",
  why:
    "SCPs and RCPs do not apply to the management account: no guardrail binds what happens there. Whoever can enter it from a " +
    "member account carries a break-in from that account to the account that governs all others.",
  fix:
    "Move the work to a member account, with delegated administration where the service has it. Where that is not possible, name one " +
    "role in the trust policy and keep its permissions to what it does.",
  references,
  example: {
    setting: "The role is in the management account, 444455556666 is a member account.",
    bad: trustPolicy(assumeRole({ AWS: "arn:aws:iam::444455556666:root" })),
    good: trustPolicy(assumeRole({ Service: "cloudtrail.amazonaws.com" })),
  },
};

interface ManagementDoor {
  readonly door: Door;
  readonly decision: Decision;
  readonly way: Way;
  readonly principal: string;
  readonly width: Width;
}

// Whoever administers a member account decides what its principals may do, so its account stands for them.
const managementDoor = unlessNothing((survey, door: Door): ManagementDoor | null => {
  const { world } = survey;
  const { form, role } = door;
  const account = accountOfForm(form);
  if (account !== null) {
    if (account === role.account) return null;
    const whole = form.kind === "account";
    const width = isOutside(world, account) ? "party" : whole ? "account" : "principal";
    return enter(survey, door, { kind: "account", account }, whole ? account : form.text, width);
  }
  if (form.kind === "anyone") return throughWildcard(survey, door);
  if (form.kind !== "federated" || /:saml-provider\/|oidc-provider\/oidc\.eks\./.test(form.provider))
    return null;
  const named = resolveCaller(world, { type: "oidc", provider: form.provider });
  return named.kind === "caller" ? enter(survey, door, named.caller, form.provider, "party") : null;
});

function enter(
  survey: Survey,
  door: Door,
  caller: Caller,
  principal: string,
  width: Width,
): ManagementDoor | null {
  const decision = knock(survey, door, caller);
  const ways = waysOf(decision);
  return ways.length === 0 ? null : { door, decision, way: easiest(ways), principal, width };
}

// A wildcard lets strangers in, or at least some member account.
function throughWildcard(survey: Survey, door: Door): ManagementDoor | null {
  const stranger = enter(survey, door, { kind: "anyone" }, "*", "anyone");
  if (stranger !== null) return stranger;
  for (const account of [...survey.world.memberships.keys()].toSorted()) {
    if (account === door.role.account) continue;
    const member = enter(survey, door, { kind: "account", account }, account, "organization");
    if (member !== null) return { ...member, principal: survey.world.organizationId ?? account };
  }
  return null;
}

// A token is of an issuer, and of no account.
function whence(doors: readonly ManagementDoor[]): string {
  const byToken = doors.filter(({ door }) => door.form.kind === "federated");
  if (byToken.length === 0) return "from another account";
  const issuers = unique(byToken.map(({ principal }) => principal.slice(principal.indexOf("/") + 1)));
  const tokens = `with tokens of ${joined(issuers)}`;
  return byToken.length === doors.length ? tokens : `from another account and ${tokens}`;
}

const WIDEST: readonly Width[] = ["anyone", "tenants", "party", "organization", "account", "principal"];

function draft(survey: Survey, doors: readonly ManagementDoor[]): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const { world } = survey;
  const { role } = first.door;
  const power = powerOf(survey, role);
  const width = WIDEST.find((candidate) => doors.some((door) => door.width === candidate)) ?? first.width;
  const strong = power === "admin" || power === "escalation";
  const outside = width === "anyone" || width === "party";
  const severity = power === "read" || power === "none" ? "medium" : strong && outside ? "critical" : "high";
  const judgement = judge(width, power, [severity, severity], {
    atLeast: "no SCP and no RCP holds in the management account",
  });
  const principals = unique(doors.map((door) => door.principal));
  const way = easiest(doors.map((door) => door.way));
  const entry = doors.find((door) => door.way === way) ?? first;
  const rest = way.filter(({ key }) => key.toLowerCase() !== "aws:principalarn");
  return [
    {
      identity: [role.arn],
      about: role,
      severity: judgement.severity,
      title: `${role.name} of the management account can be entered ${whence(doors)}`,
      principals,
      evidence: distinct([
        ...doors.map(({ door, principal, way: own }) =>
          doorProof(door, own.length === 0 ? "yes" : "if", `allows ${principal}`),
        ),
        ...doors.flatMap(({ decision }) => guardsOf(decision)),
      ]),
      ...shownCaller(way, exampleCaller(entry.decision, way)),
      why:
        `The trust policy of ${role.name} in the management ${accountText(world, role.account)} lets ${joined(principals.map((one) => (/^\d{12}$/.test(one) ? accountText(world, one) : one)))} in. No SCP ` +
        `binds what a session does there and no RCP protects the role.${askText(rest)} ${judgement.text}`,
      fix:
        `Move what ${role.name} does to a member account with delegated administration; else name one role in its trust policy and ` +
        "keep its permissions to what it does.",
    },
  ];
}

export const mgmtTarget: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(
      survey.doors.flatMap((door) =>
        survey.world.memberships.get(door.role.account)?.management === true
          ? (managementDoor(survey, door) ?? [])
          : [],
      ),
      ({ door }) => door.role.arn,
    ).flatMap((doors) => draft(survey, doors)),
};
