import type { Caller } from "../../../decide/caller/caller.js";
import { describeCaller } from "../../../decide/caller/describe.js";
import { resolveCaller } from "../../../decide/caller/name.js";
import { decide } from "../../../decide/decide.js";
import type { Chain } from "../../../path/chain/step.js";
import type { RolePrincipal } from "../../../world/entity.js";
import type { World } from "../../../world/world.js";
import { chainParts, chainText, compareChains } from "../../chain/chain-draft.js";
import { chainsFrom, nodesNear } from "../../chain/chain-search.js";
import { isToldAsAdminChain } from "../../chain/weak-chains.js";
import { accountOfForm } from "../../door/outsider.js";
import { publicRoles } from "../../door/public.js";
import { wideRoles } from "../../door/wide.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { powerOf } from "../../power/power.js";
import { closedTo } from "../../repair/edit.js";
import { judge } from "../../severity.js";
import { isBaselineHop } from "../../survey/baseline.js";
import { freeAccount } from "../../survey/newcomer.js";
import { Overlay } from "../../survey/overlay.js";
import { isOutside, type Survey } from "../../survey/survey.js";
import { isTrusted } from "../../survey/trusted.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { CHAINING, GLOBAL_KEYS, RCPS } from "../../text/references.js";
import { roleText, unique } from "../../text/words.js";

const id = "CHAIN-PERIMETER-BYPASS";
const references: readonly FindingReference[] = [RCPS, GLOBAL_KEYS, CHAINING];

export const chainPerimeterBypassInfo: FindingInfo = {
  id,
  title: "An outsider whom the perimeter keeps out comes in through a member's role",
  severity: "high; medium when the role only reads configuration or has no permissions",
  when:
    "A role would let a principal of another organization in if it were a member, and only a test of the organization (in the trust " +
    "policy or in an RCP) keeps it out; yet the same principal becomes a role of a member account, and that one enters. Not reported " +
    "for roles that the world or the whole organization can enter, nor where the last hop is that of a chain to an administrator.",
  why:
    "The test asks which account the session belongs to, not who stands behind it. Once a vendor or a partner has become a role of " +
    "yours, every door that is meant for the organization takes it for one of yours.",
  fix:
    "Treat roles that outsiders enter as outside: leave them out where the organization is let in (`ArnNotLike` on `aws:PrincipalArn`), " +
    "or take `sts:AssumeRole` from them.",
  references,
  example: {
    setting:
      "Role `partner-sync` of account 444455556666 lets account 888888888888, another organization's, in with an external id, and may " +
      "assume any role.",
    bad: trustPolicy(
      assumeRole(
        { AWS: "*" },
        {
          StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" },
          ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/partner-*" },
        },
      ),
    ),
    good: trustPolicy(
      assumeRole(
        { AWS: "*" },
        {
          StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" },
          ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/etl-*" },
        },
      ),
    ),
  },
};

interface Bypass {
  readonly start: Caller;
  readonly startId: string;
  readonly last: RolePrincipal;
  readonly target: RolePrincipal;
  readonly chain: Chain;
}

function bypasses(survey: Survey): readonly Bypass[] {
  const { world } = survey;
  if (!world.organizationKnown) return [];
  const guarded = guardedRoles(survey);
  const near = nodesNear(
    survey,
    guarded.map(({ arn }) => arn),
  );
  return outsiders(survey, near).flatMap(({ caller, id: startId }) => {
    const chains = chainsFrom(survey, caller, { through: near });
    return guarded.flatMap((target): readonly Bypass[] => {
      const chain = chains.get(target.arn);
      const last = chain?.hops.at(-2)?.call.target;
      if (chain === undefined || last === undefined || chain.hops.some(({ call }) => isBaselineHop(call)))
        return [];
      if (isToldAsAdminChain(survey, last, target) || !isKeptOut(world, caller, target)) return [];
      return [{ start: caller, startId, last, target, chain }];
    });
  });
}

// Roles with a door at which somebody outside would be let in but for a test of the organization.
function guardedRoles(survey: Survey): readonly RolePrincipal[] {
  const open = new Set([...publicRoles(survey), ...wideRoles(survey)]);
  const roles = survey.doors.flatMap(({ role, form }) => {
    const account = accountOfForm(form);
    const candidate = form.kind === "anyone" || (account !== null && isOutside(survey.world, account));
    return candidate && !open.has(role) ? [role] : [];
  });
  return [...new Set(roles)];
}

interface Outsider {
  readonly id: string;
  readonly caller: Caller;
}

function outsiders(survey: Survey, near: ReadonlySet<string>): readonly Outsider[] {
  const { world, graph } = survey;
  return [...near]
    .filter((node) => graph.trust.hasNode(node) && !world.users.has(node) && !world.roles.has(node))
    .toSorted()
    .flatMap((node): readonly Outsider[] => {
      const named = resolveCaller(world, node);
      if (named.kind !== "caller") return [];
      const { caller } = named;
      const account = accountOfOutsider(caller);
      const stranger = account !== null && isOutside(world, account) && !isTrusted(survey, account);
      return stranger || caller.kind === "anyone" ? [{ id: node, caller }] : [];
    });
}

function accountOfOutsider(caller: Caller): string | null {
  return caller.kind === "account" || caller.kind === "foreign" ? caller.account : null;
}

// Refused as it is, let in as a member that stands beside the role: the organization is what makes the difference.
function isKeptOut(world: World, caller: Caller, target: RolePrincipal): boolean {
  if (decide(world, caller, target).kind !== "denied") return false;
  const sibling = world.memberships.get(target.account);
  if (sibling === undefined) return false;
  const account = accountOfOutsider(caller) ?? freeAccount(world, 0);
  const member = { ...sibling, management: false, scps: [], status: "ACTIVE", name: null };
  const inside: World = { ...world, memberships: new Overlay(world.memberships, [[account, member]]) };
  const entry = decide(inside, caller.kind === "anyone" ? { kind: "account", account } : caller, target);
  return entry.kind === "allowed" || entry.kind === "conditional";
}

function draft(survey: Survey, group: readonly Bypass[]): readonly Draft[] {
  const [first] = group.toSorted((a, b) => compareChains(a.chain, b.chain));
  if (first === undefined) return [];
  const { world } = survey;
  const { target, last, chain, start } = first;
  const repair = closedTo(survey, last, target);
  const anyone = group.some((bypass) => bypass.start.kind === "anyone");
  const judgement = judge(anyone ? "anyone" : "party", powerOf(survey, target), ["medium", "high"], {
    atLeast: "it goes around a guardrail",
  });
  const principals = unique(group.map(({ startId }) => startId));
  const others = principals.length - 1;
  const who = describeCaller(start);
  return [
    {
      identity: [last.arn, target.arn],
      about: target,
      severity: judgement.severity,
      title: `${who} is kept out of ${target.name} and gets in through ${last.name}`,
      principals,
      ...chainParts(chain),
      why:
        `${chainText(chain)}: ${who} is of another organization, and for that alone ${roleText(world, target)} refuses it. A session of ` +
        `${last.name} counts as one of yours, whoever opened it.${others > 0 ? ` ${others} more outside principal${others === 1 ? "" : "s"} can do the same.` : ""} ${judgement.text}`,
      fix:
        `Leave ${last.name} out where ${target.name} lets the organization in (ArnNotLike on aws:PrincipalArn), or take sts:AssumeRole ` +
        `on ${target.name} from ${last.name}.`,
      ...(repair === null ? {} : { repair }),
    },
  ];
}

export const chainPerimeterBypass: Rule = {
  id,
  references,
  readsGraph: true,
  check: (survey) =>
    groupBy(bypasses(survey), ({ last, target }) => `${last.arn} ${target.arn}`).flatMap((group) =>
      draft(survey, group),
    ),
};
