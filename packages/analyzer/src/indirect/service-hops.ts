import type { Requirement } from "../answer.js";
import type { Caller } from "../decide/caller/caller.js";
import type { KeyKnowledge } from "../decide/domain/knowledge.js";
import { and, type Formula } from "../decide/formula/formula.js";
import { known } from "../decide/keys/known.js";
import type { RolePrincipal } from "../world/entity.js";
import type { World } from "../world/world.js";
import type { IndirectHop } from "./hop.js";
import { Asking, speaksOf } from "./permission.js";
import { rolesTrusting, serviceEntry } from "./service-trust.js";
import { freshSession } from "./session.js";
import { PASS_ROLE } from "./table/pass-role.js";
import { USE_COMPUTE } from "./table/use-compute.js";
import type { ServiceWay } from "./way.js";

const WAYS: readonly ServiceWay[] = [...PASS_ROLE, ...USE_COMPUTE];
const NO_PROFILE_CALLS = ["iam:CreateInstanceProfile", "iam:AddRoleToInstanceProfile"];

/**
 * Hops to roles of the caller's account through services that they trust. Semantics 4.2, 4.3.
 *
 * @param wanted the roles that are asked about; all when absent
 */
export function serviceHops(
  world: World,
  caller: Caller,
  account: string,
  wanted: (role: RolePrincipal) => boolean = () => true,
): readonly IndirectHop[] {
  const hops: IndirectHop[] = [];
  for (const way of WAYS) {
    const single = [...callsOf(way), ...(way.class === "pass-role" ? ["iam:PassRole"] : [])];
    if (!single.every((action) => speaksOf(caller, action))) continue;
    for (const role of rolesTrusting(world, account, way.service)) {
      const hop = wanted(role) ? serviceHop(world, caller, role, way) : null;
      if (hop !== null) hops.push(hop);
    }
  }
  return hops;
}

function serviceHop(world: World, caller: Caller, role: RolePrincipal, way: ServiceWay): IndirectHop | null {
  if (caller.kind === "role" && caller.role === role) return null;
  const passes = way.class === "pass-role";
  const makesProfile = way.instanceProfile === true && role.attached.instanceProfileArns.length === 0;
  if (makesProfile && (!passes || !NO_PROFILE_CALLS.every((action) => speaksOf(caller, action)))) return null;
  const asking = new Asking(world, caller, role);
  const parts: Formula[] = [];
  const ask = (formula: Formula): boolean => {
    parts.push(formula);
    return formula.kind !== "false";
  };
  if (passes && !ask(asking.may("iam:PassRole", role.arn, passedTo(way.service)))) return null;
  if (makesProfile && !ask(asking.maySomewhere(NO_PROFILE_CALLS))) return null;
  for (const group of way.calls) if (!ask(asking.maySomewhere(group.split("+")))) return null;
  const entry = serviceEntry(world, role, way.service);
  if (entry === null) return null;
  const permission = asking.decide(and(parts));
  if (permission === null) return null;
  return {
    from: caller,
    to: { kind: "role", role, session: freshSession() },
    way,
    calls: [...(passes ? ["iam:PassRole"] : []), ...(makesProfile ? NO_PROFILE_CALLS : []), ...callsOf(way)],
    permission,
    decisions: [entry],
    // The entry is the service's: what it asks of its caller is nothing that the caller of the hop has.
    joint: null,
    given: givenOf(way, role),
    maxSessionSeconds: null,
  };
}

function callsOf(way: ServiceWay): readonly string[] {
  return way.calls.flatMap((group) => group.split("+"));
}

function passedTo(service: string): ReadonlyMap<string, KeyKnowledge> {
  return new Map([known("iam:PassedToService", service)]);
}

function givenOf(way: ServiceWay, role: RolePrincipal): readonly Requirement[] {
  const given: Requirement[] = [];
  if (way.exists !== undefined)
    given.push(
      environment(
        "compute",
        way.exists,
        way.class === "use-compute"
          ? `some ${way.exists} has the role ${role.name}`
          : `there is some ${way.exists}`,
      ),
    );
  if (way.given !== undefined) given.push(environment("circumstance", way.given, way.given));
  return given;
}

/** Something that no policy speaks of, as a requirement. */
export function environment(key: string, value: string, text: string): Requirement {
  return { key, operator: "Exists", values: [value], kind: "environment", text };
}
