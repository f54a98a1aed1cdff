import type { Severity } from "../../../answer.js";
import { describeCaller } from "../../../decide/caller/describe.js";
import { chainHop, chainPath } from "../../../path/chain/chain-answer.js";
import type { HopDecision } from "../../../path/walk/search.js";
import { chainCaller } from "../../chain/chain-caller.js";
import { type ChainStart, startWidth } from "../../chain/chain-start.js";
import { type WeakChain, weakChains } from "../../chain/weak-chains.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { closedTo } from "../../repair/edit.js";
import { judge, type Width } from "../../severity.js";
import type { Survey } from "../../survey/survey.js";
import { asksForMfa } from "../../survey/way.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { distinct, grantsOf } from "../../text/proof.js";
import { CHAINING, PRINCIPAL } from "../../text/references.js";
import { accountText, joined, roleText, shortId, unique } from "../../text/words.js";

const id = "CHAIN-TO-ADMIN";
const references: readonly FindingReference[] = [CHAINING, PRINCIPAL];

export const chainToAdminInfo: FindingInfo = {
  id,
  title: "A weaker principal becomes an administrator in several hops",
  severity:
    "by the widest start: critical for strangers, high for another party or across accounts, medium within one account; one step lower when every chain asks for MFA",
  when:
    "A user who is no administrator, somebody outside, a pipeline, or a role that people sign in to reaches an administrator role " +
    "in two or more hops through roles that are none. Reported once for the last hop, wherever the chains before it begin, and once " +
    "for all roles of that name that the same role enters. Direct trust is left to the rules on trust, and so is an administrator " +
    "that the world or the whole organization can enter; hops that AWS Control Tower " +
    "and StackSets make by themselves are not reported, nor ways on from one administrator to the next.",
  why:
    "Each hop looks reasonable to whoever made it, and no single policy shows where the chain ends. Limits of the start (tags, MFA, " +
    "an SCP of its account) do not hold for the session of the next role.",
  fix:
    "Cut the chain at the last hop: take the weaker role out of the administrator's trust policy, or take the administrator's rights " +
    "away. That hop is the one that the fewest others use.",
  references,
  example: {
    setting:
      "The role is an administrator. Role `ci` of 444455556666 is none, may assume any role, and user alice of that account, who " +
      "is none either, may become it; only administrators can become role `platform-admin`.",
    bad: trustPolicy(assumeRole({ AWS: "arn:aws:iam::444455556666:role/ci" })),
    good: trustPolicy(assumeRole({ AWS: "arn:aws:iam::444455556666:role/platform-admin" })),
  },
};

function draft(survey: Survey, group: readonly WeakChain[]): readonly Draft[] {
  const example = shortestOf(group);
  if (example === undefined) return [];
  const { world } = survey;
  const { last, target } = example;
  const targets = unique(group.map((found) => found.target.arn));
  const principals = unique(group.map(({ start }) => start.id));
  const { severity, text } = severityOf(group);
  const path = chainPath(example.chain);
  const conditions = unique(
    example.chain.hops.flatMap((hop) => chainHop(hop).requires.map((entry) => entry.text)),
  );
  const repair = targets.length === 1 ? closedTo(survey, last, target) : null;
  const others = principals.length - 1;
  const elsewhere = targets.length - 1;
  const who = describeCaller(example.start.caller);
  return [
    {
      identity: [last.arn, `${target.path}${target.name}`],
      about: target,
      severity,
      title: `${who} becomes administrator ${target.name} in ${example.chain.hops.length} hops`,
      principals,
      evidence: distinct(example.chain.hops.flatMap((hop: HopDecision) => grantsOf(hop))),
      path,
      ...chainCaller(example.chain),
      why:
        `${path.map(shortId).join(" → ")}: ${who} is no administrator, ${roleText(world, target)} is one.` +
        `${others > 0 ? ` ${others} other principal${others === 1 ? "" : "s"} can do the same.` : ""}` +
        `${elsewhere > 0 ? ` ${last.name} enters roles of that name in ${elsewhere} more account${elsewhere === 1 ? "" : "s"}: ${joined(targets.filter((arn) => arn !== target.arn).map((arn) => accountText(world, arn.split(":")[4] ?? "")))}.` : ""}` +
        `${conditions.length > 0 ? ` On the way it must hold that ${joined(conditions)}.` : ""} ${text}`,
      fix:
        `Take ${last.name} (${accountText(world, last.account)}) out of the trust policy of ${target.name}, or take the administrator's ` +
        `rights from ${target.name}. If ${last.name} needs them, cut before it: look who can become ${last.name}.`,
      ...(repair === null ? {} : { repair }),
    },
  ];
}

function shortestOf(group: readonly WeakChain[]): WeakChain | undefined {
  return group.reduce<WeakChain | undefined>(
    (best, one) => (best === undefined || comesBefore(one, best) ? one : best),
    undefined,
  );
}

function comesBefore(one: WeakChain, other: WeakChain): boolean {
  const more =
    one.chain.hops.length - other.chain.hops.length || startRank(one.start) - startRank(other.start);
  return more < 0 || (more === 0 && chainKey(one) < chainKey(other));
}

// Of equally short chains the one from outside says most, then the one from a key that lies somewhere.
function startRank({ caller }: ChainStart): number {
  return caller.kind === "role" ? 2 : caller.kind === "user" ? 1 : 0;
}

function chainKey({ chain }: WeakChain): string {
  return chainPath(chain).join(" ");
}

function severityOf(group: readonly WeakChain[]): { readonly severity: Severity; readonly text: string } {
  const widths = group.map(({ start, chain }) => startWidth(start.caller, chain.hops[0]));
  const order: readonly Width[] = ["anyone", "tenants", "party", "principal"];
  const width = order.find((candidate) => widths.includes(candidate)) ?? "principal";
  const least: Severity = width === "principal" ? (group.some(crossesAccounts) ? "high" : "medium") : "high";
  const most: Severity = width === "anyone" || width === "tenants" ? "critical" : least;
  const mfa = group.every(({ chain }) => chain.hops.some((hop) => asksForMfa(chainHop(hop).requires)));
  return judge(width, "admin", [least, most], {
    atLeast: least === "high" ? "the chain crosses accounts" : null,
    relief: mfa ? "every chain asks for MFA" : null,
  });
}

function crossesAccounts({ start, target }: WeakChain): boolean {
  const account =
    start.caller.kind === "user"
      ? start.caller.user.account
      : start.caller.kind === "role"
        ? start.caller.role.account
        : start.caller.kind === "federated"
          ? start.caller.account
          : null;
  return account !== target.account;
}

export const chainToAdmin: Rule = {
  id,
  references,
  readsGraph: true,
  check: (survey) =>
    groupBy(weakChains(survey), ({ last, target }) => `${last.arn} ${target.path}${target.name}`).flatMap(
      (group) => draft(survey, group),
    ),
};
