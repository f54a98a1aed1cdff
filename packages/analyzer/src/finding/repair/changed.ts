import type { Json, PolicyDocument } from "@rolepath/snapshot";
import type { RolePrincipal, UserPrincipal } from "../../world/entity.js";
import type { GuardrailLevel, Membership } from "../../world/organization.js";
import { type PolicyRef, policyRef } from "../../world/policy-ref.js";
import type { World } from "../../world/world.js";
import { doorsOf } from "../survey/door.js";
import { DoorClasses } from "../survey/door-class.js";
import { Overlay } from "../survey/overlay.js";
import type { Survey } from "../survey/survey.js";

/**
 * The survey as it would be if one document said something else.
 *
 * After a change of a trust policy only the doors of its role are looked at. The graph stays as it was: what a rule
 * reads there it must not take for changed.
 */
export function changedSurvey(survey: Survey, ref: PolicyRef, document: Json): Survey {
  // Whoever makes it changed an object into another.
  const changed = policyRef(document as PolicyDocument, ref.source, ref.file, ref.documentPointer);
  const isMeant = (other: PolicyRef): boolean =>
    other.file === ref.file && other.documentPointer === ref.documentPointer;
  const role = rolesIn(survey.world, ref.file).find(
    (one) => isMeant(one.trust) && survey.world.roles.get(one.arn) === one,
  );
  if (role !== undefined) {
    const open = { ...role, trust: changed };
    const world = withRoles(survey.world, [open]);
    return {
      ...survey,
      world,
      ...doorsOf([open]),
      classes: new DoorClasses(world, survey.graph),
    };
  }
  const replaced = <T extends PolicyRef | null>(other: T): T | PolicyRef =>
    other !== null && isMeant(other) ? { ...changed, source: other.source } : other;
  const world =
    ref.file === "organization.json"
      ? withGuardrails(survey.world, replaced)
      : withIdentity(survey.world, isMeant, replaced);
  return { ...survey, world, classes: new DoorClasses(world, survey.graph) };
}

// Those of the account of the file; files of accounts are named by them. Of two that bear one ARN, as in damaged files,
// the world has the last.
function rolesIn(world: World, file: string): readonly RolePrincipal[] {
  const account = /^accounts\/([^/]+)\//.exec(file)?.[1];
  return account === undefined ? [] : (world.accounts.get(account)?.roles ?? []);
}

type Replace = <T extends PolicyRef | null>(other: T) => T | PolicyRef;

function withRoles(world: World, changed: readonly RolePrincipal[]): World {
  return {
    ...world,
    roles: new Overlay(
      world.roles,
      changed.map((role) => [role.arn, role]),
    ),
    rolesByName: new Overlay(
      world.rolesByName,
      changed.map((role) => [`${role.account}/${role.name}`, role]),
    ),
  };
}

// Documents of policies that several principals share change for all of them.
function withIdentity(world: World, isMeant: (ref: PolicyRef) => boolean, replaced: Replace): World {
  const uses = ({ identityPolicies, boundary }: UserPrincipal | RolePrincipal): boolean =>
    identityPolicies.some(isMeant) || (boundary !== null && isMeant(boundary));
  const change = <T extends UserPrincipal | RolePrincipal>(principal: T): T => ({
    ...principal,
    identityPolicies: principal.identityPolicies.map((ref) => replaced(ref)),
    boundary: replaced(principal.boundary),
  });
  const users = [...world.users.values()].filter(uses).map(change);
  const roles = [...world.roles.values()].filter(uses).map(change);
  return {
    ...withRoles(world, roles),
    users: new Overlay(
      world.users,
      users.map((user) => [user.arn, user]),
    ),
  };
}

function withGuardrails(world: World, replaced: Replace): World {
  const levels = (list: readonly GuardrailLevel[]): readonly GuardrailLevel[] =>
    list.map((level) => ({ ...level, policies: level.policies.map((ref) => replaced(ref)) }));
  const memberships = [...world.memberships].map(([id, membership]): [string, Membership] => [
    id,
    { ...membership, scps: levels(membership.scps), rcps: levels(membership.rcps) },
  ]);
  return { ...world, memberships: new Map(memberships) };
}
