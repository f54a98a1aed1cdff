import type { Requirement } from "../answer.js";
import { accountOf, type Caller } from "../decide/caller/caller.js";
import { resolveCaller } from "../decide/caller/name.js";
import { type Decision, decide } from "../decide/decide.js";
import type { KeyKnowledge } from "../decide/domain/knowledge.js";
import { and, FALSE, type Formula, or } from "../decide/formula/formula.js";
import { known, missing } from "../decide/keys/known.js";
import { forgetLayers } from "../decide/layer/request-formula.js";
import type { RolePrincipal, UserPrincipal } from "../world/entity.js";
import type { World } from "../world/world.js";
import type { IndirectHop } from "./hop.js";
import { jointly } from "./joint.js";
import { Asking, speaksOf } from "./permission.js";
import { couldRule, newcomerCouldRule, withOpenTrust, withPolicies } from "./raise.js";
import { environment } from "./service-hops.js";
import { freshSession } from "./session.js";
import { CREDENTIALS, PROVIDER_CHANGE, RAISE_OTHER, RAISE_SELF, REWRITE_TRUST } from "./table/iam.js";
import type { IamWay } from "./way.js";

type Entity = UserPrincipal | RolePrincipal;

/** Policies that raise whoever they are attached to; a condition on `iam:PolicyARN` may leave one of them. */
const STRONG_POLICIES = ["AdministratorAccess", "IAMFullAccess"];
const CHAINED_SECONDS_MAX = 3600;

/** Hops to the caller's own account: ways to become able to do everything there. */
export function raiseHops(world: World, caller: Caller, account: string): readonly IndirectHop[] {
  if (caller.kind !== "user" && caller.kind !== "role") return [];
  const own = caller.kind === "user" ? caller.user : caller.role;
  return RAISE_SELF.flatMap((way) => {
    if (way.by !== undefined && way.by !== caller.kind) return [];
    if (!way.calls.every((action) => speaksOf(caller, action))) return [];
    if (
      way.on === "new" ? !newcomerCouldRule(world, own) : way.on !== "other-group" && !couldRule(world, own)
    )
      return [];
    const asking = new Asking(world, caller, own);
    const formula = way.on === "new" ? newcomer(asking, way) : raising(world, asking, way, own);
    return hopOf(caller, { kind: "account", account }, way, asking, formula, []);
  });
}

function newcomer(asking: Asking, way: IamWay): Formula {
  return someKeys(asking, way, "new", (keys) => asking.maySomewhere(way.calls, keys));
}

function raising(world: World, asking: Asking, way: IamWay, own: Entity): Formula {
  return someKeys(asking, way, own, (keys) =>
    or(
      subjectsOf(world, way, own).map((subject) =>
        and(way.calls.map((action) => asking.may(action, subject, keys))),
      ),
    ),
  );
}

// What the calls of a raise of oneself are made on.
function subjectsOf(world: World, way: IamWay, own: Entity): readonly string[] {
  switch (way.on) {
    case "own-policy":
      return customerPolicies(own);
    case "own-group":
      return own.attached.groupArns;
    case "other-group":
      return (world.accounts.get(own.account)?.groups ?? [])
        .filter(
          (group) => !own.attached.groupArns.includes(group.arn) && withPolicies(world, own, group.policies),
        )
        .map((group) => group.arn);
    default:
      return [own.arn];
  }
}

function customerPolicies(entity: Entity): readonly string[] {
  return entity.attached.managedPolicyArns.filter((arn) => arn.split(":")[4] === entity.account);
}

/**
 * Hops to the account through another user or role: raise it, and be it.
 *
 * @param wanted whether such a way is asked about, before each that is tried
 */
export function* raiseOtherHops(
  world: World,
  caller: Caller,
  account: string,
  wanted: (way: IamWay) => boolean,
): Iterable<IndirectHop> {
  for (const way of RAISE_OTHER) {
    for (const other of othersOf(world, caller, account, way)) {
      if (!wanted(way)) break;
      const asking = new Asking(world, caller, other);
      const formula = onOther(asking, way, other);
      if (formula.kind === "false" || !couldRule(world, other)) continue;
      const decisions = other.kind === "user" ? [] : entryOf(world, caller, other, way.entered === true);
      if (decisions === null) continue;
      yield* hopOf(caller, { kind: "account", account }, way, asking, formula, decisions);
    }
  }
}

/**
 * Hops to users and roles of the account: their credentials, their trust policies.
 *
 * @param wanted the users and roles that are asked about; all when absent
 */
export function* takeOverHops(
  world: World,
  caller: Caller,
  account: string,
  wanted: (entity: Entity) => boolean = () => true,
): Iterable<IndirectHop> {
  for (const way of [...CREDENTIALS, ...REWRITE_TRUST]) {
    for (const other of othersOf(world, caller, account, way)) {
      if (!wanted(other)) continue;
      const asking = new Asking(world, caller, other);
      const formula = onOther(asking, way, other);
      if (formula.kind === "false") continue;
      const decisions = other.kind === "user" ? [] : entryOf(world, caller, other, false);
      if (decisions === null) continue;
      const to: Caller =
        other.kind === "user"
          ? { kind: "user", user: other }
          : { kind: "role", role: other, session: freshSession() };
      yield* hopOf(caller, to, way, asking, formula, decisions);
    }
  }
}

// The users or roles that a way of the caller may change.
function othersOf(world: World, caller: Caller, account: string, way: IamWay): readonly Entity[] {
  const entry = world.accounts.get(account);
  if (entry === undefined || !way.calls.every((action) => speaksOf(caller, action))) return [];
  const others: readonly Entity[] = way.on === "user" ? entry.users : entry.roles;
  return others.filter((other) => !isOwn(caller, other) && isMutable(other));
}

/** Hops to SAML providers: the caller becomes whoever signs for them. */
export function providerHops(world: World, caller: Caller, account: string): readonly IndirectHop[] {
  const entry = world.accounts.get(account);
  const about = entry?.roles[0] ?? entry?.users[0];
  const [action = ""] = PROVIDER_CHANGE.calls;
  if (entry === undefined || about === undefined || !speaksOf(caller, action)) return [];
  return [...(entry.providers?.saml ?? [])].toSorted().flatMap((provider) => {
    const named = resolveCaller(world, { type: "saml", provider });
    if (named.kind === "missing") return [];
    const asking = new Asking(world, caller, about);
    return hopOf(
      caller,
      named.caller,
      PROVIDER_CHANGE,
      asking,
      asking.may(action, provider, new Map(), false),
      [],
    );
  });
}

// The role as it is, or with a trust policy that the caller wrote.
function entryOf(
  world: World,
  caller: Caller,
  role: RolePrincipal,
  asItIs: boolean,
): readonly Decision[] | null {
  const entry = decide(world, caller, asItIs ? role : withOpenTrust(role));
  if (entry.kind !== "allowed" && entry.kind !== "conditional") return null;
  // Few of them are asked for their evidence.
  if (entry.request !== null) forgetLayers(entry.request);
  return [entry];
}

function onOther(asking: Asking, way: IamWay, other: Entity): Formula {
  return someKeys(asking, way, other, (keys) =>
    and(
      way.calls.map((action) =>
        action === "iam:CreatePolicyVersion"
          ? or(customerPolicies(other).map((arn) => asking.may(action, arn, keys, false)))
          : asking.may(action, other.arn, keys),
      ),
    ),
  );
}

// The keys of IAM that the call settles: which policy is attached, which boundary the entity has.
function someKeys(
  asking: Asking,
  way: IamWay,
  entity: Entity | "new",
  ask: (keys: ReadonlyMap<string, KeyKnowledge>) => Formula,
): Formula {
  const boundaryArn = entity === "new" ? null : entity.attached.boundaryArn;
  const boundary: [string, KeyKnowledge] =
    boundaryArn === null ? missing("iam:PermissionsBoundary") : known("iam:PermissionsBoundary", boundaryArn);
  if (!way.calls.some((action) => action.startsWith("iam:Attach"))) return ask(new Map([boundary]));
  const { partition } = asking.about;
  const found: Formula[] = [];
  for (const name of STRONG_POLICIES) {
    const formula = ask(
      new Map([boundary, known("iam:PolicyARN", `arn:${partition}:iam::aws:policy/${name}`)]),
    );
    if (formula.kind === "true") return formula;
    found.push(formula);
  }
  return found.length === 0 ? FALSE : or(found);
}

function hopOf(
  from: Caller,
  to: Caller,
  way: Pick<IamWay, "id" | "class" | "source" | "calls" | "given">,
  asking: Asking,
  formula: Formula,
  decisions: readonly Decision[],
): readonly IndirectHop[] {
  const permission = asking.decide(formula);
  if (permission === null) return [];
  const [entry] = decisions;
  const joint = entry === undefined ? null : jointly(permission, entry);
  if (joint?.kind === "none") return [];
  const given: readonly Requirement[] =
    way.given === undefined ? [] : [environment("circumstance", way.given, way.given)];
  return [
    {
      from,
      to,
      way,
      calls: way.calls,
      permission,
      decisions,
      joint: joint?.kind === "open" ? joint.open : null,
      given,
      maxSessionSeconds: secondsOf(from, to),
    },
  ];
}

// Keys and passwords last; a role that was opened is entered by AssumeRole.
function secondsOf(from: Caller, to: Caller): number | null {
  if (to.kind !== "role") return null;
  return from.kind === "role"
    ? Math.min(CHAINED_SECONDS_MAX, to.role.maxSessionSeconds)
    : to.role.maxSessionSeconds;
}

function isOwn(caller: Caller, other: Entity): boolean {
  return (
    (caller.kind === "user" && caller.user === other) || (caller.kind === "role" && caller.role === other)
  );
}

// Service-linked roles and those of IAM Identity Center cannot be changed from inside the account.
function isMutable(entity: Entity): boolean {
  return entity.kind === "user" || (!entity.serviceLinked && !entity.identityCenter);
}

/** The account in which a caller can change things; null for callers that have none here. */
export function homeOf(world: World, caller: Caller): string | null {
  if (caller.kind !== "user" && caller.kind !== "role" && caller.kind !== "account") return null;
  const account = accountOf(caller);
  return account !== null && world.accounts.has(account) ? account : null;
}
