import type { Caller } from "../../../decide/caller/caller.js";
import type { Chain } from "../../../path/chain/step.js";
import type { RolePrincipal, UserPrincipal } from "../../../world/entity.js";
import { chainParts, chainText, compareChains } from "../../chain/chain-draft.js";
import { chainsFrom, nodesNear } from "../../chain/chain-search.js";
import { isToldAsAdminChain } from "../../chain/weak-chains.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { closedTo } from "../../repair/edit.js";
import { sharedWays } from "../../survey/hop-sources.js";
import type { Survey } from "../../survey/survey.js";
import { asksForMfa } from "../../survey/way.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { CHAINING } from "../../text/references.js";
import { MFA_IN_IAM } from "../../text/references-guard.js";
import { joined, roleText, unique } from "../../text/words.js";

const id = "CHAIN-MFA-LOST";
const references: readonly FindingReference[] = [MFA_IN_IAM, CHAINING];

/** A request that is signed with an access key and nothing else. */
const NO_MFA = { "aws:MultiFactorAuthPresent": null, "aws:MultiFactorAuthAge": null };

export const chainMfaLostInfo: FindingInfo = {
  id,
  title: "A role asks users for MFA, and they get in without by another way",
  severity: "info",
  when:
    "A role lets a user in only with MFA, and the same user becomes it with an access key alone through another role that it trusts. " +
    "Not reported where the last hop is that of a chain to an administrator. MFA that is asked of roles, which never have it, is " +
    "TRUST-MFA-MISUSE.",
  why:
    "A role session carries no MFA, so what stands between two roles cannot ask for it: the test holds only for those who call the " +
    "role themselves. A stolen access key goes around it.",
  fix: "Put MFA on the hop that users call: the role that they become first. Or take the roles in between out of the trust policy.",
  references,
  example: {
    setting:
      "User alice of account 444455556666 may become role `ci` there without MFA, and `ci` may assume any role.",
    bad: trustPolicy(
      assumeRole(
        { AWS: "arn:aws:iam::444455556666:user/alice" },
        { Bool: { "aws:MultiFactorAuthPresent": "true" } },
      ),
      assumeRole({ AWS: "arn:aws:iam::444455556666:role/ci" }),
    ),
    good: trustPolicy(
      assumeRole(
        { AWS: "arn:aws:iam::444455556666:user/alice" },
        { Bool: { "aws:MultiFactorAuthPresent": "true" } },
      ),
    ),
  },
};

interface Detour {
  readonly user: UserPrincipal;
  readonly role: RolePrincipal;
  readonly last: RolePrincipal;
  readonly chain: Chain;
}

function detours(survey: Survey): readonly Detour[] {
  const { world, graph } = survey;
  const guarded = [...new Set(survey.doors.filter(namesMfa).map(({ role }) => role))];
  const near = nodesNear(
    survey,
    guarded.map(({ arn }) => arn),
  );
  const byUser = new Map<UserPrincipal, RolePrincipal[]>();
  for (const role of guarded) {
    const cells = graph.trust.hopsInto(role.arn).map(({ cell }) => cell);
    // Without a role among them there is no other way.
    if (!cells.some((cell) => cell.first.kind === "role" && (cell.size > 1 || !cell.has(role.arn)))) continue;
    for (const caller of cells.flatMap((cell) => (cell.first.kind === "user" ? cell.members() : []))) {
      const user = caller.kind === "user" ? world.users.get(caller.user.arn) : undefined;
      if (user === undefined || !needsMfa(survey, caller, role)) continue;
      const list = byUser.get(user);
      if (list === undefined) byUser.set(user, [role]);
      else list.push(role);
    }
  }
  return [...byUser].flatMap(([user, roles]) => {
    const chains = chainsFrom(survey, { kind: "user", user }, { through: near, pins: NO_MFA });
    return roles.flatMap((role): readonly Detour[] => {
      const chain = chains.get(role.arn);
      const last = chain?.hops.at(-2)?.call.target;
      if (chain === undefined || last === undefined || isToldAsAdminChain(survey, last, role)) return [];
      return [{ user, role, last, chain }];
    });
  });
}

function namesMfa({ statement }: Survey["doors"][number]): boolean {
  return statement.conditions.some(({ keyId }) => keyId.startsWith("aws:multifactorauth"));
}

function needsMfa({ graph }: Survey, user: Caller, role: RolePrincipal): boolean {
  const ways = sharedWays(graph, user, role);
  return ways.length > 0 && ways.every(asksForMfa);
}

function draft(survey: Survey, group: readonly Detour[]): readonly Draft[] {
  const [first] = group.toSorted((a, b) => compareChains(a.chain, b.chain));
  if (first === undefined) return [];
  const { world } = survey;
  const { role, last, chain, user } = first;
  const repair = closedTo(survey, last, role);
  const users = unique(group.map((detour) => detour.user.name));
  return [
    {
      identity: [role.arn, last.arn],
      about: role,
      severity: "info",
      title: `${joined(users, 2)} can become ${role.name} without the MFA that it asks for`,
      principals: unique(group.map((detour) => detour.user.arn)),
      ...chainParts(chain),
      why:
        `${roleText(world, role)} lets ${joined(users)} in only with MFA, but ${chainText(chain)} takes an access key of ${user.name} alone: ` +
        `it trusts ${last.name} too, and a role session carries no MFA that could be asked for. Severity info: what the MFA was to guard ` +
        "is open to those who are let in anyway.",
      fix: `Ask for MFA where ${user.name} enters ${chain.hops[0]?.call.target.name ?? last.name}, or take ${last.name} out of the trust policy of ${role.name}.`,
      ...(repair === null ? {} : { repair }),
    },
  ];
}

export const chainMfaLost: Rule = {
  id,
  references,
  readsGraph: true,
  check: (survey) =>
    groupBy(detours(survey), ({ role, last }) => `${role.arn} ${last.arn}`).flatMap((group) =>
      draft(survey, group),
    ),
};
