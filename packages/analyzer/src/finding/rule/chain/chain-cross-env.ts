import { asCaller } from "../../../decide/caller.js";
import { callerId, describeCaller } from "../../../decide/describe.js";
import type { Cell } from "../../../graph/cell.js";
import type { Chain } from "../../../path/step.js";
import type { RolePrincipal, UserPrincipal } from "../../../world/entity.js";
import { chainParts, chainText, compareChains } from "../../chain/chain-draft.js";
import { ChainsToEnds, nodesNear } from "../../chain/chain-search.js";
import { isToldAsAdminChain } from "../../chain/weak-chains.js";
import { publicRoles } from "../../door/public.js";
import { wideRoles } from "../../door/wide.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { powerOf } from "../../power/power.js";
import { isStrong } from "../../power/strong.js";
import { closedTo } from "../../repair/edit.js";
import { judge } from "../../severity.js";
import { isBaselineHop } from "../../survey/baseline.js";
import { environments } from "../../survey/environment.js";
import { comesFrom, membersOf, someAccount } from "../../survey/hop-sources.js";
import type { Survey } from "../../survey/survey.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { CHAINING, RCPS } from "../../text/references.js";
import { accountText, roleText, unique } from "../../text/words.js";

const id = "CHAIN-CROSS-ENV";
const references: readonly FindingReference[] = [RCPS, CHAINING];

/** Sources of one role that are followed: what one of them reaches, the others reach as well. */
const START_COUNT_MAX = 3;

export const chainCrossEnvInfo: FindingInfo = {
  id,
  title: "Development or a sandbox leads into production or security",
  severity: "high; medium when the role only reads configuration",
  when:
    "A user or role of a development, test or sandbox account becomes a role of a production or security account, in one hop or through " +
    "accounts that are neither. Which account is what comes from its tag `environment`, else from the names of its organizational units, " +
    "else from its own name or alias; staging is neither. Not reported: roles without permissions, roles that the world or the whole organization " +
    "can enter, roles that are no administrators and that production accounts use just as well (a shared service), and last hops that are " +
    "told as a chain to an administrator.",
  why:
    "Development is where everybody may try things, keys lie around and code runs that nobody has reviewed. A path from there into " +
    "production makes production as weak as that.",
  fix:
    "Take the development principal out of the trust policy; let production fetch what it needs. Hold the line with an RCP on production " +
    "that denies `sts:AssumeRole` to other units (`aws:PrincipalOrgPaths`), or an SCP on development.",
  references,
  example: {
    setting:
      "The role reads a bucket of account 111122223333 in the unit `Prod`; 444455556666 is in the unit `Sandbox`, and user alice may " +
      "become its role `ci`.",
    bad: trustPolicy(assumeRole({ AWS: "arn:aws:iam::444455556666:role/ci" })),
    good: trustPolicy(assumeRole({ AWS: "arn:aws:iam::111122223333:role/release" })),
  },
};

interface Crossing {
  readonly start: UserPrincipal | RolePrincipal;
  readonly target: RolePrincipal;
  /** The last principal outside production: the hop from there is the one to cut. */
  readonly from: string;
  readonly chain: Chain;
}

function crossings(survey: Survey): readonly Crossing[] {
  const { world, graph } = survey;
  const environment = environments(survey);
  const at = (account: string): string => environment.get(account) ?? "none";
  const targets = targetsOf(survey);
  if (targets.size === 0) return [];
  const isBetween = (node: string): boolean => {
    const role = world.roles.get(node);
    return role !== undefined && at(role.account) !== "low" && at(role.account) !== "high";
  };
  // From low accounts the search goes on through accounts of neither kind only.
  const near = nodesNear(survey, targets, isBetween);
  const through = new Set([...near].filter((node) => targets.has(node) || isBetween(node)));
  const cellsFrom = (node: string, isMeant: (account: string) => boolean): readonly Cell[] =>
    graph.trust.hopsInto(node).flatMap(({ cell }) => (someAccount(cell, isMeant) ? [cell] : []));
  const starts = new Set(
    [...through].toSorted().flatMap((node) =>
      membersOf(cellsFrom(node, (account) => at(account) === "low"))
        .map(callerId)
        .filter((source) => at(principalOf(survey, source)?.account ?? "") === "low")
        .slice(0, START_COUNT_MAX),
    ),
  );
  const chains = new ChainsToEnds(survey, { through, ends: targets });
  return [...starts].toSorted().flatMap((node) => {
    const start = principalOf(survey, node);
    if (start === null || (start.kind === "role" && start.serviceLinked)) return [];
    return chains.from(asCaller(start)).flatMap(([arn, chain]): readonly Crossing[] => {
      const target = world.roles.get(arn);
      if (target === undefined || chain.hops.some(isBaselineHop)) return [];
      const last = chain.hops.at(-2)?.call.target ?? start;
      if (last.kind === "role" && isToldAsAdminChain(survey, last, target)) return [];
      return [{ start, target, from: last.arn, chain }];
    });
  });
}

function principalOf({ world }: Survey, arn: string): UserPrincipal | RolePrincipal | null {
  return world.users.get(arn) ?? world.roles.get(arn) ?? null;
}

// The roles of production that are worth a finding.
function targetsOf(survey: Survey): ReadonlySet<string> {
  const environment = environments(survey);
  const open = new Set([...publicRoles(survey), ...wideRoles(survey)]);
  const roles = new Set(survey.doors.map(({ role }) => role));
  return new Set(
    [...roles]
      .filter((role) => environment.get(role.account) === "high" && !open.has(role))
      .filter((role) => powerOf(survey, role) !== "none")
      .filter((role) => isStrong(survey, role) || !isShared(survey, role))
      .map(({ arn }) => arn),
  );
}

function isShared(survey: Survey, role: RolePrincipal): boolean {
  const environment = environments(survey);
  return comesFrom(
    survey,
    role.arn,
    (account) => account !== role.account && environment.get(account) === "high",
  );
}

function draft(survey: Survey, group: readonly Crossing[]): readonly Draft[] {
  const [first] = group.toSorted((a, b) => compareChains(a.chain, b.chain));
  if (first === undefined) return [];
  const { world } = survey;
  const { start, target, from, chain } = first;
  const power = powerOf(survey, target);
  const least = power === "read" ? "medium" : "high";
  const judgement = judge("principal", power, [least, least], {
    atLeast: "the way leads out of an account where everybody may try things",
  });
  const principals = unique(group.map((crossing) => crossing.start.arn));
  const others = principals.length - 1;
  const source = principalOf(survey, from);
  const who = describeCaller(asCaller(start));
  const sources = new Set(group.map((crossing) => crossing.from));
  const repair = source?.kind === "role" && sources.size === 1 ? closedTo(survey, source, target) : null;
  return [
    {
      identity: [source?.account ?? from, target.arn],
      about: target,
      severity: judgement.severity,
      title: `${who} of ${accountText(world, start.account)} becomes ${target.name} in ${accountText(world, target.account)}`,
      principals,
      ...chainParts(chain),
      why:
        `${chainText(chain)} leads from ${accountText(world, start.account)}, where things are tried out, into ${roleText(world, target)}.` +
        `${others > 0 ? ` ${others} more principal${others === 1 ? "" : "s"} of such accounts can go that way.` : ""} ${judgement.text}`,
      fix:
        `Take ${source?.name ?? from} (${accountText(world, source?.account ?? "")}) out of the trust policy of ${target.name}; or deny sts:AssumeRole ` +
        "from other units by an RCP on aws:PrincipalOrgPaths.",
      ...(repair === null ? {} : { repair }),
    },
  ];
}

export const chainCrossEnv: Rule = {
  id,
  references,
  readsGraph: true,
  check: (survey) =>
    groupBy(
      crossings(survey),
      ({ from, target }) => `${principalOf(survey, from)?.account ?? from} ${target.arn}`,
    ).flatMap((group) => draft(survey, group)),
};
