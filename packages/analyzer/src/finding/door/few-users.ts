import { isAdmin } from "../../decide/admin/admin.js";
import { accountOf, type Caller, principalOf } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import type { Decision } from "../../decide/decide.js";
import type { ClassHop } from "../../graph/class-graph.js";
import { once } from "../../path/walk/once.js";
import { covering } from "../../policy/action.js";
import type { RolePrincipal, UserPrincipal } from "../../world/entity.js";
import { groupBy } from "../group.js";
import { isBaselineDoor } from "../survey/baseline.js";
import type { Door } from "../survey/door.js";
import { entersBy, isOfOneAccount, someAccount } from "../survey/hop-sources.js";
import { perDoorClass } from "../survey/judge.js";
import { isOutside, knock, perGraph, type Survey } from "../survey/survey.js";
import { waysOf } from "../survey/way.js";
import { isBound } from "./binding.js";
import { daysSince, UNUSED_DAYS } from "./unused.js";

/** More are a crowd whom nobody would name. */
const FEW = 3;

/** Where so many can enter, administrators among them, it is not for the sake of a few. */
const CALLERS_LOOKED_AT_MAX = 50;

// AWS CDK Developer Guide, "Bootstrapping": the template trusts whole accounts, and is not edited role by role.
const CDK = /^cdk-[a-z0-9]+-(deploy|file-publishing|image-publishing|lookup|cfn-exec)-role-/;

/** Somebody who gets in because the whole account is trusted. */
interface AccountUser {
  readonly principal: UserPrincipal | RolePrincipal;
  readonly decision: Decision;
}

/** One of them who is no administrator. */
interface Weak {
  readonly principal: UserPrincipal | RolePrincipal;
  readonly caller: Caller;
}

/** A whole account that is trusted for the sake of a few. */
export interface BroadDoor {
  readonly door: Door;
  readonly account: string;
  readonly users: readonly AccountUser[];
  readonly administrators: number;
}

/**
 * The doors for whole accounts of the snapshot through which one to three principals come that are no administrators,
 * at roles that somebody uses.
 *
 * In the own account those only who come by a policy that names no role: naming the role there is how AWS means it.
 */
const broadDoors = perGraph((survey: Survey): readonly BroadDoor[] =>
  survey.doors.flatMap((door) => {
    const { form, role } = door;
    if (form.kind !== "account" || !isUsed(survey, role) || isBaselineDoor(door) || CDK.test(role.name))
      return [];
    const { account } = form;
    if (!survey.world.accounts.has(account) || isOutside(survey.world, account)) return [];
    const named = once(() => namedBeside(role));
    const isShown = (principal: UserPrincipal | RolePrincipal): boolean =>
      !named().has(principal.arn) && !(account === role.account && namesRole(principal));
    const users = usersAt(survey, door, account, isShown);
    if (users === null) return [];
    const weak = users.weak.filter(({ principal }) => !named().has(principal.arn));
    const shown = weak.filter(({ principal }) => isShown(principal));
    const knocked = ({ principal, caller }: Weak): AccountUser => ({
      principal,
      decision: knock(survey, door, caller),
    });
    // Most doors are for more than a few, or for nobody, which is sooner found than what they ask.
    return shown.length === 0 || weak.length > FEW || isNarrowed(survey, door)
      ? []
      : [{ door, account, users: shown.map(knocked), administrators: users.administrators }];
  }),
);

/** The broad doors, by role and account. */
export const broadGroups = perGraph((survey: Survey): readonly (readonly BroadDoor[])[] =>
  groupBy(broadDoors(survey), ({ door, account }) => `${door.role.arn} ${account}`),
);

// Who is named besides needs no account to be trusted.
function namedBeside(role: RolePrincipal): ReadonlySet<string> {
  return new Set(
    (role.trust.policy?.statements ?? []).flatMap(({ effect, principals }) =>
      effect === "Allow"
        ? (principals ?? []).flatMap((form) =>
            form.kind === "role" || form.kind === "user" ? [form.arn] : [],
          )
        : [],
    ),
  );
}

function isUsed({ world }: Survey, { lastUsed }: RolePrincipal): boolean {
  const days = lastUsed === null || lastUsed === "never" ? null : daysSince(world.now, lastUsed);
  return days !== null && days <= UNUSED_DAYS;
}

// A condition that names principals, or what only some have, does what naming them in Principal would.
const isNarrowed = perDoorClass((survey, door: Door): boolean => {
  if (door.form.kind !== "account") return false;
  const ways = waysOf(knock(survey, door, { kind: "account", account: door.form.account }));
  return (
    ways.length === 0 || ways.every((way) => isBound(way, new Set(["principal", "name", "tag", "network"])))
  );
});

// Null when they are more than a few, or when none of them would be shown.
function usersAt(
  survey: Survey,
  door: Door,
  account: string,
  isShown: (principal: UserPrincipal | RolePrincipal) => boolean,
): { readonly weak: readonly Weak[]; readonly administrators: number } | null {
  const { trust } = survey.graph;
  if (!trust.hasNode(door.role.arn)) return null;
  const hops = trust
    .hopsInto(door.role.arn)
    .filter(({ cell }) => someAccount(cell, (one) => one === account));
  if (hops.some(({ cell }) => cell.size > CALLERS_LOOKED_AT_MAX && isOfOneAccount(cell))) return null;
  const comers = new Map<string, { readonly caller: Caller; readonly hop: ClassHop }>();
  for (const hop of hops)
    for (const caller of hop.cell.members()) {
      if (accountOf(caller) !== account) continue;
      comers.set(callerId(caller), { caller, hop });
      if (comers.size > CALLERS_LOOKED_AT_MAX) return null;
    }
  // Mostly the only ones who come are administrators, which is sooner found than whether they get in.
  const isWeak = ({ principal }: Weak): boolean => !isAdmin(survey.world, principal);
  const all = [...comers.values()].flatMap(({ caller, hop }) => {
    const principal = principalOf(caller);
    return principal === null || principal.arn === door.role.arn ? [] : [{ principal, caller, hop }];
  });
  if (!all.some((one) => isWeak(one) && isShown(one.principal))) return null;
  const weak: Weak[] = [];
  let administrators = 0;
  for (const one of all) {
    if (!entersBy(survey, door, one.hop, one.caller)) continue;
    if (isWeak(one)) weak.push(one);
    else administrators += 1;
    if (weak.length > FEW) return null;
  }
  return {
    weak: weak.toSorted((a, b) => (a.principal.arn < b.principal.arn ? -1 : 1)),
    administrators,
  };
}

// Some statement that allows AssumeRole says which role; one for all roles names nobody.
function namesRole(principal: UserPrincipal | RolePrincipal): boolean {
  return !principal.identityPolicies.some(
    ({ policy }) =>
      policy !== null &&
      covering(policy, "Allow", "sts:AssumeRole").some(
        ({ resources, notResources }) =>
          notResources || (resources ?? []).some(({ source }) => /^\*$|:role\/\*$|:\*$/.test(source)),
      ),
  );
}
