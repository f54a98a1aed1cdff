import type { Snapshot } from "@rolepath/snapshot";
import type { Trusted } from "../../config/check-options.js";
import type { Caller } from "../../decide/caller/caller.js";
import { type Decision, decide } from "../../decide/decide.js";
import type { Graph } from "../../graph/build.js";
import type { Tracking } from "../../path/session/tracking.js";
import type { RolePrincipal } from "../../world/entity.js";
import { rolesInOrder } from "../../world/role-order.js";
import type { World } from "../../world/world.js";
import type { Repairing } from "../repair/repair.js";
import { type Door, doorsOf } from "./door.js";
import { DoorClasses } from "./door-class.js";

/** What rules look at. */
export interface Survey {
  readonly snapshot: Snapshot;
  readonly world: World;
  readonly graph: Graph;
  readonly tracking: Tracking;
  /** Whom the reader of the findings has said to trust. */
  readonly trusted: Trusted;
  /** The doors of every role that is judged, sorted by role, but for those of AWS services. */
  readonly doors: readonly Door[];
  /** Their doors for AWS services. */
  readonly serviceDoors: readonly Door[];
  /** Which of them are one to the engine. */
  readonly classes: DoorClasses;
  /** What writes repairs; null where nobody looks at them. */
  readonly repairing: Repairing<Survey> | null;
}

/** Everything but the doors. */
export type SurveyInput = Omit<Survey, "doors" | "serviceDoors" | "classes">;

/**
 * Prepares what rules share.
 *
 * Roles that AWS writes and nobody else can change are not judged: service-linked roles, and the roles that IAM
 * Identity Center keeps in an account.
 */
export function surveyOf(input: SurveyInput): Survey {
  const roles = rolesInOrder(input.world).filter((role) => !role.serviceLinked && !role.identityCenter);
  return {
    ...input,
    ...doorsOf(roles),
    classes: new DoorClasses(input.world, input.graph),
  };
}

/** What the engine says to a caller at a door. */
export function knock(survey: Survey, door: Door, caller: Caller, world: World = survey.world): Decision {
  return decide(world, caller, door.target);
}

/** Computes something once for each survey, for rules that ask the same. */
export function perSurvey<T>(compute: (survey: Survey) => T): (survey: Survey) => T {
  const known = new WeakMap<Survey, { readonly value: T }>();
  return (survey) => {
    const found = known.get(survey) ?? { value: compute(survey) };
    known.set(survey, found);
    return found.value;
  };
}

/** As {@link perSurvey}, for what only the graph and its world tell: surveys of a change that is tried out share it. */
export function perGraph<T>(compute: (survey: Survey) => T): (survey: Survey) => T {
  const known = new WeakMap<Graph, { readonly value: T }>();
  return (survey) => {
    const found = known.get(survey.graph) ?? { value: compute(survey) };
    known.set(survey.graph, found);
    return found.value;
  };
}

const doorsByRole = perSurvey((survey: Survey): ReadonlyMap<RolePrincipal, readonly Door[]> => {
  const found = new Map<RolePrincipal, Door[]>();
  for (const door of survey.doors) {
    const list = found.get(door.role);
    if (list === undefined) found.set(door.role, [door]);
    else list.push(door);
  }
  return found;
});

/** The doors of one role, but for those of AWS services. */
export function doorsInto(survey: Survey, role: RolePrincipal): readonly Door[] {
  return doorsByRole(survey).get(role) ?? [];
}

/** Whether the account is neither of the organization nor, where the organization is not known, of the snapshot. */
export function isOutside(world: World, account: string): boolean {
  return world.organizationKnown ? !world.memberships.has(account) : !world.accounts.has(account);
}
