import { asCaller } from "../../../decide/caller/caller.js";
import { describeCaller } from "../../../decide/caller/describe.js";
import type { RolePrincipal } from "../../../world/entity.js";
import { chainParts, chainText, compareChains } from "../../chain/chain-draft.js";
import { type Crossing, chainFrom, crossingsTo } from "../../chain/crossing.js";
import { publicRoles } from "../../door/public.js";
import { wideRoles } from "../../door/wide.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { powerOf } from "../../power/power.js";
import { isStrong } from "../../power/strong.js";
import { closedTo } from "../../repair/edit.js";
import { judge } from "../../severity.js";
import { environments } from "../../survey/environment.js";
import { comesFrom } from "../../survey/hop-sources.js";
import type { Survey } from "../../survey/survey.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { CHAINING, RCPS } from "../../text/references.js";
import { accountText, roleText, unique } from "../../text/words.js";

const id = "CHAIN-CROSS-ENV";
const references: readonly FindingReference[] = [RCPS, CHAINING];

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

function crossings(survey: Survey): readonly Crossing[] {
  const environment = environments(survey);
  // From low accounts the search goes on through accounts of neither kind only.
  return crossingsTo(survey, targetsOf(survey), {
    isBefore: (account) => environment.get(account) === "low",
    isBetween: (account) => environment.get(account) !== "low" && environment.get(account) !== "high",
  });
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
  const [first] = group
    .flatMap((crossing) => {
      // Of equally long chains the first by its names counts.
      const [start] = crossing.starts;
      return start === undefined ? [] : [{ ...crossing, start, chain: chainFrom(start, crossing) }];
    })
    .toSorted((a, b) => compareChains(a.chain, b.chain));
  if (first === undefined) return [];
  const { world } = survey;
  const { start, target, from, chain } = first;
  const power = powerOf(survey, target);
  const least = power === "read" ? "medium" : "high";
  const judgement = judge("principal", power, [least, least], {
    atLeast: "the way leads out of an account where everybody may try things",
  });
  const principals = unique(group.flatMap(({ starts }) => starts.map(({ arn }) => arn)));
  const others = principals.length - 1;
  const who = describeCaller(asCaller(start));
  const sources = new Set(group.map((crossing) => crossing.from));
  const repair = from.kind === "role" && sources.size === 1 ? closedTo(survey, from, target) : null;
  return [
    {
      identity: [from.account, target.arn],
      about: target,
      severity: judgement.severity,
      title: `${who} of ${accountText(world, start.account)} becomes ${target.name} in ${accountText(world, target.account)}`,
      principals,
      ...chainParts(chain),
      why:
        `${chainText(chain)} leads from ${accountText(world, start.account)}, where things are tried out, into ${roleText(world, target)}.` +
        `${others > 0 ? ` ${others} more principal${others === 1 ? "" : "s"} of such accounts can go that way.` : ""} ${judgement.text}`,
      fix:
        `Take ${from.name} (${accountText(world, from.account)}) out of the trust policy of ${target.name}; or deny sts:AssumeRole ` +
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
    groupBy(crossings(survey), ({ from, target }) => `${from.account} ${target.arn}`).flatMap((group) =>
      draft(survey, group),
    ),
};
