import { resolveCaller } from "../../../decide/caller/name.js";
import { decide } from "../../../decide/decide.js";
import type { World } from "../../../world/world.js";
import type { Draft, FindingInfo, FindingReference, Repair, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { powerOf } from "../../power/power.js";
import { withTest } from "../../repair/edit.js";
import { judge } from "../../severity.js";
import { unlessNothing } from "../../survey/judge.js";
import { Overlay } from "../../survey/overlay.js";
import type { Survey } from "../../survey/survey.js";
import { easiest, waysOf } from "../../survey/way.js";
import { assumeRoleWithToken, trustPolicy } from "../../text/example.js";
import { exampleCaller, shownCaller } from "../../text/example-caller.js";
import { distinct, doorProof, guardsOf } from "../../text/proof.js";
import { OIDC_ROLE } from "../../text/references.js";
import { askText, joined, roleText } from "../../text/words.js";
import { type Admitted, admitted, type TokenDoor, tokenDoors } from "../../token/token-door.js";

const HOST = "token.actions.githubusercontent.com";
const GITHUB = `arn:aws:iam::111122223333:oidc-provider/${HOST}`;

const CREATE_PROVIDER: FindingReference = {
  title: "Create an OpenID Connect (OIDC) identity provider in IAM (IAM User Guide)",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html",
};

const id = "OIDC-NO-AUD";
const references: readonly FindingReference[] = [CREATE_PROVIDER, OIDC_ROLE];

/** An audience that no provider is registered for. */
const UNKNOWN = "rolepath-unknown-audience";

export const oidcNoAudInfo: FindingInfo = {
  id,
  title: "Tokens for any audience of the provider get in",
  severity: "low; medium when the role is an administrator or can become one",
  when:
    "The OIDC provider is registered for several audiences, and the role takes tokens for all of them: no statement, Deny or RCP tests " +
    "`aud`. Not reported where one audience is registered, since the provider then tests it, nor for roles of a shared issuer that " +
    "strangers can enter.",
  why:
    "A token is made for one audience. With several registered, a token that a workload hands to another service of yours, Vault for " +
    "example, opens this role to that service and to everybody who gets hold of it there.",
  fix: "Add `StringEquals` on `aud` of the issuer with the audience that the workloads of this role ask for.",
  references,
  example: {
    setting: "The provider is registered for `sts.amazonaws.com` and for `vault.acme.example`.",
    bad: trustPolicy(
      assumeRoleWithToken(GITHUB, {
        StringEquals: { [`${HOST}:sub`]: "repo:acme@123456/shop@654321:environment:production" },
      }),
    ),
    good: trustPolicy(
      assumeRoleWithToken(GITHUB, {
        StringEquals: {
          [`${HOST}:aud`]: "sts.amazonaws.com",
          [`${HOST}:sub`]: "repo:acme@123456/shop@654321:environment:production",
        },
      }),
    ),
  },
};

interface AnyAudience {
  readonly token: TokenDoor;
  readonly decision: Admitted;
  readonly audiences: readonly string[];
}

// Were one more audience registered, would a token for it get in?
const anyAudience = unlessNothing((survey, token: TokenDoor): AnyAudience | null => {
  const audiences = survey.world.accounts.get(token.door.role.account)?.providers?.oidc.get(token.provider);
  if (audiences === undefined || audiences === null || new Set(audiences).size < 2) return null;
  const named = resolveCaller(survey.world, {
    type: "oidc",
    provider: token.provider,
    claims: { aud: UNKNOWN },
  });
  if (named.kind !== "caller") return null;
  const world = withAudience(survey.world, token, [...audiences, UNKNOWN]);
  const decision = admitted(decide(world, named.caller, token.door.target));
  return decision === null ? null : { token, decision, audiences };
});

function withAudience(world: World, { door, provider }: TokenDoor, audiences: readonly string[]): World {
  const account = world.accounts.get(door.role.account);
  if (account?.providers == null) return world;
  const { providers } = account;
  const changed = {
    ...account,
    providers: { ...providers, oidc: new Overlay(providers.oidc, [[provider, audiences]]) },
  };
  return { ...world, accounts: new Overlay(world.accounts, [[account.id, changed]]) };
}

function draft(survey: Survey, doors: readonly AnyAudience[]): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const { token, audiences } = first;
  const { role } = token.door;
  const { severity, text } = judge("principal", powerOf(survey, role), ["low", "medium"]);
  const way = easiest(waysOf(first.decision));
  const own = easiest(waysOf(token.decision));
  const repair = repairOf(survey, doors);
  return [
    {
      identity: [role.arn, token.provider],
      about: role,
      severity,
      title: `Tokens for every audience of the provider can become ${role.name}`,
      principals: [token.provider],
      evidence: distinct([
        ...doors.map(({ token: { door } }) =>
          doorProof(door, "if", "allows tokens for every registered audience"),
        ),
        ...doors.flatMap(({ decision }) => guardsOf(decision)),
      ]),
      ...shownCaller(own, exampleCaller(token.decision, own)),
      why:
        `The provider of ${token.host} is registered for ${joined(audiences.toSorted().map((audience) => `\`${audience}\``))}, and ` +
        `${roleText(survey.world, role)} takes tokens for each of them.${askText(way)} ${text}`,
      fix: `Add StringEquals on ${token.host}:aud with the one audience that is meant.`,
      ...(repair === null ? {} : { repair }),
    },
  ];
}

// The audience that AWS's own tools ask for, where the provider knows it.
function repairOf(survey: Survey, doors: readonly AnyAudience[]): Repair | null {
  const [first] = doors;
  if (first === undefined || !first.audiences.includes("sts.amazonaws.com")) return null;
  const { role } = first.token.door;
  const test = { operator: "StringEquals", key: `${first.token.host}:aud`, values: ["sts.amazonaws.com"] };
  const edits = doors.map(({ token }) => withTest(survey, role, token.door.statement, test));
  return edits.every((edit) => edit !== null) ? { policy: role.trust, operations: edits.flat() } : null;
}

export const oidcNoAud: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(
      tokenDoors(survey).flatMap((token) => anyAudience(survey, token) ?? []),
      ({ token: { door, provider } }) => `${door.role.arn} ${provider}`,
    ).flatMap((doors) => draft(survey, doors)),
};
