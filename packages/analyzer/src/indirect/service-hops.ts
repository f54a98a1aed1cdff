import type { Requirement } from "../answer.js";
import type { Caller } from "../decide/caller/caller.js";
import type { KeyKnowledge } from "../decide/domain/knowledge.js";
import { and, type Formula } from "../decide/formula/formula.js";
import { known } from "../decide/keys/known.js";
import type { RolePrincipal } from "../world/entity.js";
import type { World } from "../world/world.js";
import type { IndirectHop } from "./hop.js";
import { Asking, type Elsewhere, speaksOf } from "./permission.js";
import { rolesTrusting, serviceEntry } from "./service-trust.js";
import { freshSession } from "./session.js";
import { PASS_ROLE } from "./table/pass-role.js";
import { USE_COMPUTE } from "./table/use-compute.js";
import type { ServiceWay } from "./way.js";

/** Each way with all actions that it takes. */
const WAYS = [...PASS_ROLE, ...USE_COMPUTE].map((way) => ({
  way,
  actions: [...callsOf(way), ...(way.class === "pass-role" ? ["iam:PassRole"] : [])],
}));
const NO_PROFILE_CALLS = ["iam:CreateInstanceProfile", "iam:AddRoleToInstanceProfile"];

/**
 * Hops to roles of the caller's account through services that they trust. Semantics 4.2, 4.3.
 *
 * @param wanted the roles that are asked about, before each way to them; all when absent
 */
export function* serviceHops(
  world: World,
  caller: Caller,
  account: string,
  wanted: (role: RolePrincipal, way: ServiceWay) => boolean = () => true,
): Iterable<IndirectHop> {
  const somewhere = callsSomewhere(world, caller);
  for (const { way, actions } of WAYS) {
    if (!actions.every((action) => speaksOf(caller, action))) continue;
    for (const role of rolesTrusting(world, account, way.service)) {
      if ((caller.kind === "role" && caller.role === role) || !wanted(role, way)) continue;
      const calls = way.calls.map((group) => somewhere(group.split("+"), role));
      // Then there is no way to any of these roles.
      if (calls.some(({ formula }) => formula.kind === "false")) break;
      const hop = serviceHop(world, caller, role, way, calls, somewhere);
      if (hop !== null) yield hop;
    }
  }
}

type Somewhere = (actions: readonly string[], about: RolePrincipal) => Elsewhere;

// Calls that are made on nothing that the snapshot holds, each asked for once.
function callsSomewhere(world: World, caller: Caller): Somewhere {
  const known = new Map<string, Elsewhere>();
  return (actions, about) => {
    const key = actions.join(" ");
    let elsewhere = known.get(key);
    if (elsewhere === undefined) {
      elsewhere = new Asking(world, caller, about).elsewhere(actions);
      known.set(key, elsewhere);
    }
    return elsewhere;
  };
}

function serviceHop(
  world: World,
  caller: Caller,
  role: RolePrincipal,
  way: ServiceWay,
  calls: readonly Elsewhere[],
  somewhere: Somewhere,
): IndirectHop | null {
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
  if (makesProfile && !ask(asking.takeOver(somewhere(NO_PROFILE_CALLS, role)))) return null;
  for (const call of calls) ask(asking.takeOver(call));
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
