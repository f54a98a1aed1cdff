import { type Decision, decide } from "../decide/decide.js";
import { coversAction } from "../policy/action.js";
import { perObject } from "../policy/per-pair.js";
import type { RolePrincipal } from "../world/entity.js";
import type { World } from "../world/world.js";

const named = new WeakMap<World, ReadonlyMap<string, readonly RolePrincipal[]>>();

/** The roles of an account whose trust policies name a service, by ARN. */
export function rolesTrusting(world: World, account: string, service: string): readonly RolePrincipal[] {
  let index = named.get(world);
  if (index === undefined) {
    index = indexServices(world);
    named.set(world, index);
  }
  return index.get(`${account} ${service}`) ?? [];
}

function indexServices(world: World): ReadonlyMap<string, readonly RolePrincipal[]> {
  const index = new Map<string, RolePrincipal[]>();
  for (const role of [...world.roles.values()].toSorted((a, b) => (a.arn < b.arn ? -1 : 1))) {
    const services = new Set(
      (role.trust.policy?.statements ?? []).flatMap((statement) =>
        statement.effect === "Allow" && coversAction(statement, "sts:AssumeRole")
          ? (statement.principals ?? []).flatMap((form) => (form.kind === "service" ? [form.name] : []))
          : [],
      ),
    );
    for (const service of services) {
      const key = `${role.account} ${service}`;
      const list = index.get(key);
      if (list === undefined) index.set(key, [role]);
      else list.push(role);
    }
  }
  return index;
}

const decided = perObject<RolePrincipal, string, Decision | null>();

/** How a service enters a role for compute in the role's own account; null when it cannot. */
export function serviceEntry(world: World, role: RolePrincipal, service: string): Decision | null {
  return decided.of(role, service, () => decideEntry(world, role, service));
}

function decideEntry(world: World, role: RolePrincipal, service: string): Decision | null {
  const caller = { kind: "service", name: service } as const;
  const entry = decide(world, caller, role);
  if (entry.kind === "allowed") return entry;
  if (entry.kind !== "conditional") return null;
  // A role that admits the service for another account only is of no use here.
  const here = decide(world, caller, role, { "aws:SourceAccount": role.account });
  return here.kind === "allowed" || here.kind === "conditional" ? entry : null;
}
