import type { Caller } from "../../decide/caller/caller.js";
import { resolveCaller } from "../../decide/caller/name.js";
import type { Decision } from "../../decide/decide.js";
import type { Statement } from "../../policy/document.js";
import type { PrincipalForm } from "../../policy/principal.js";
import type { RolePrincipal } from "../../world/entity.js";
import { groupBy } from "../group.js";
import { isBaselineDoor } from "../survey/baseline.js";
import type { Door } from "../survey/door.js";
import { unlessNothing } from "../survey/judge.js";
import { isOutside, knock, perGraph, perSurvey, type Survey } from "../survey/survey.js";
import { isTrusted } from "../survey/trusted.js";
import { asksForMfa, type Way, waysOf } from "../survey/way.js";
import { accountsNamed, bindingOf, isBound, organizationsNamed } from "./binding.js";
import { publicRoles, publicStatements } from "./public.js";

/** A door that lets somebody of another organization in. */
export interface OutsiderDoor {
  readonly door: Door;
  readonly role: RolePrincipal;
  readonly decision: Decision;
  /** Account id, or the id of a whole organization. */
  readonly party: string;
  /** As findings name who gets in: the account, or the principal where one is named. */
  readonly principal: string;
  /** Those that ask for no external id that binds. */
  readonly ways: readonly Way[];
  /** Those that ask for one. */
  readonly bound: readonly Way[];
  /** Any principal of the party, not a named one. */
  readonly whole: boolean;
}

/** The doors for outsiders. Statements that are open to the world are left to that finding. */
const outsiderDoors = perSurvey((survey: Survey): readonly OutsiderDoor[] =>
  survey.doors.flatMap((door) => {
    const { form } = door;
    if (form.kind === "anyone")
      return publicRoles(survey).has(door.role) ? [] : (throughWildcard(survey, door) ?? []);
    const account = accountOfForm(form);
    if (account === null || account === door.role.account || !isOutside(survey.world, account)) return [];
    if (!survey.world.organizationKnown && isBaselineDoor(door)) return [];
    // Beside a wildcard in the same statement the account says nothing more.
    if (publicStatements(survey).has(door)) return [];
    return throughForm(survey, door) ?? [];
  }),
);

const throughForm = unlessNothing((survey, door: Door): readonly OutsiderDoor[] | null => {
  const { form } = door;
  const account = accountOfForm(form) ?? "";
  return someOf(entry(survey, door, callerOf(survey, form, account), account, nameOf(form, account)));
});

function someOf<T>(list: readonly T[]): readonly T[] | null {
  return list.length === 0 ? null : list;
}

/** The account that a form of `Principal` names. */
export function accountOfForm(form: PrincipalForm): string | null {
  switch (form.kind) {
    case "account":
    case "user":
    case "role":
    case "session":
      // Wildcards cannot stand in a principal; IAM would not have taken it.
      return /^\d{12}$/.test(form.account) ? form.account : null;
    default:
      return null;
  }
}

// A named principal of an account that was not collected is that principal; else whoever its administrator could create.
function callerOf(survey: Survey, form: PrincipalForm, account: string): Caller {
  if (form.kind !== "account" && !survey.world.accounts.has(account)) {
    const named = resolveCaller(survey.world, form.text);
    if (named.kind === "caller") return named.caller;
  }
  return { kind: "account", account };
}

function nameOf(form: PrincipalForm, account: string): string {
  return form.kind === "account" ? account : form.text;
}

function entry(
  survey: Survey,
  door: Door,
  caller: Caller,
  party: string,
  principal: string,
): readonly OutsiderDoor[] {
  const decision = knock(survey, door, caller);
  const all = waysOf(decision);
  if (all.length === 0) return [];
  const bound = all.filter((way) => isBound(way, new Set(["external-id"])));
  const ways = all.filter((way) => !bound.includes(way));
  const shown = ways.length === 0 ? bound : ways;
  // The account is the party's, so an ARN that leaves the account open names somebody here.
  const named = party !== principal || shown.every((way) => isBound(way, new Set(["principal", "name"])));
  return [{ door, role: door.role, decision, party, principal, ways, bound, whole: !named }];
}

// A wildcard that conditions, or an RCP, tie to outsiders: the residual says to whom.
const throughWildcard = unlessNothing((survey, door: Door): readonly OutsiderDoor[] | null => {
  const decision = knock(survey, door, { kind: "anyone" });
  const ways = waysOf(decision);
  const accounts = new Set(ways.flat().flatMap(accountsNamed));
  const throughAccounts = [...accounts]
    .toSorted()
    .filter((account) => account !== door.role.account && isOutside(survey.world, account))
    .flatMap((account) => entry(survey, door, { kind: "account", account }, account, account));
  if (!survey.world.organizationKnown) return someOf(throughAccounts);
  // Where the organization is known, a stranger's organization is another one.
  const byOrganization = ways.filter(
    (way) =>
      way.some((requirement) => bindingOf(requirement) === "organization") &&
      !isBound(way, new Set(["account", "principal", "external-id"])),
  );
  const organizations = new Set(byOrganization.flat().flatMap(organizationsNamed));
  return someOf([
    ...throughAccounts,
    ...[...organizations].toSorted().map((party) => ({
      door,
      role: door.role,
      decision,
      party,
      principal: party,
      ways: byOrganization,
      bound: [],
      whole: false,
    })),
  ]);
});

/**
 * Whether an external id is asked of the account somewhere in the snapshot: it is a vendor's, since nobody else has a
 * use for one.
 */
function isAskedForId(survey: Survey, account: string): boolean {
  const { roles } = survey.world;
  return (
    askedAtDoors(survey).has(account) ||
    (askers(survey).get(account) ?? []).some((arn) => outsidersAsked(roles.get(arn)).includes(account))
  );
}

// Two for each account: one of them is left when the other's policy is changed for a trial.
const askers = perGraph((survey: Survey): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const role of survey.graph.world.roles.values())
    for (const account of outsidersAsked(role)) {
      const arns = found.get(account);
      if (arns === undefined) found.set(account, [role.arn]);
      else if (arns.length < 2 && !arns.includes(role.arn)) arns.push(role.arn);
    }
  return found;
});

const askedAtDoors = perSurvey(
  (survey: Survey): ReadonlySet<string> =>
    new Set(
      survey.doors.flatMap(({ statement, form }) =>
        asksForExternalId(statement) ? (accountOfForm(form) ?? []) : [],
      ),
    ),
);

/** The accounts that a role asks for an external id. */
function outsidersAsked(role: RolePrincipal | undefined): readonly string[] {
  return (role?.trust.policy?.statements ?? []).flatMap((statement) =>
    statement.effect === "Allow" && asksForExternalId(statement)
      ? (statement.principals ?? []).flatMap((form) => accountOfForm(form) ?? [])
      : [],
  );
}

function asksForExternalId(statement: Statement): boolean {
  return statement.conditions.some((entry) => entry.keyId === "sts:externalid");
}

/** The doors for outsiders that nobody has said to trust. */
export const strangersDoors = perSurvey((survey: Survey): readonly OutsiderDoor[] =>
  outsiderDoors(survey).filter(({ party }) => !isTrusted(survey, party)),
);

const byRoleAndParty = ({ role, party }: OutsiderDoor): string => `${role.arn} ${party}`;

/**
 * The doors that ask a stranger for no external id, by role and party: one cause each.
 *
 * An external id that binds closes a door to this question: it is how AWS wants third parties to be let in, and a sign
 * that somebody thought about it.
 */
export const outsiderGroups = perSurvey((survey: Survey): readonly (readonly OutsiderDoor[])[] =>
  groupBy(
    strangersDoors(survey).filter(({ ways }) => ways.length > 0),
    byRoleAndParty,
  ),
);

/** The doors of strangers whom their role asks for an external id at every one, by role and party. */
export const boundGroups = perSurvey((survey: Survey): readonly (readonly OutsiderDoor[])[] => {
  const open = new Set(outsiderGroups(survey).flat().map(byRoleAndParty));
  return groupBy(
    strangersDoors(survey).filter((door) => !open.has(byRoleAndParty(door))),
    byRoleAndParty,
  );
});

/**
 * Whether a group is a vendor's: one of its doors takes the whole account, or the account is asked for external ids
 * elsewhere. A door that asks for MFA is for people; a vendor's service has none.
 */
export function isVendor(survey: Survey, group: readonly OutsiderDoor[]): boolean {
  return group.some(
    (door) => (door.whole && !door.ways.every(asksForMfa)) || isAskedForId(survey, door.party),
  );
}
