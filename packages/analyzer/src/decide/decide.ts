import type { RolePrincipal } from "../world/entity.js";
import type { World } from "../world/world.js";
import { actionOf, type Call } from "./caller/call.js";
import type { Caller } from "./caller/caller.js";
import { isRootTarget } from "./caller/root-task.js";
import {
  Allowed,
  Conditional,
  type Decision,
  Denied,
  Notes,
  PROVIDER_DECIDES,
  STS_DECIDES,
  Unknown,
} from "./decision.js";
import { and, type Formula, not, present, TRUE } from "./formula/formula.js";
import { solve } from "./formula/solve.js";
import { backgroundOf } from "./keys/background.js";
import { factsFor, NOTHING_PINNED, type Pins } from "./keys/facts.js";
import { type Open, openOf, plainRequest } from "./keys/open.js";
import { providerRule, refusal } from "./layer/call-rules.js";
import { noteFederationScps } from "./layer/federation-scp.js";
import { gatherRequest, NOTHING_TRACKED, requestFormula, type Tracked } from "./layer/request-formula.js";

export type { Decision } from "./decision.js";

/**
 * Decides whether `caller` can become `target`, exactly.
 *
 * `allowed` when a plain request (no optional parameter) is permitted in every state of the open keys, `denied` when
 * no state permits any request, else `conditional`. A limit that is hit gives `conditional`, never one of the other two.
 */
export function decide(
  world: World,
  caller: Caller,
  target: RolePrincipal,
  pins: Pins = NOTHING_PINNED,
  track: Tracked = NOTHING_TRACKED,
): Decision {
  const notes = new Notes();
  const call: Call = {
    world,
    caller,
    target,
    action: isRootTarget(target) ? "sts:AssumeRoot" : actionOf(caller),
    facts: factsFor(world, caller, target, pins),
    pinnedKeys: pins === NOTHING_PINNED ? [] : Object.keys(pins),
    note: notes.add,
  };
  if (pins !== NOTHING_PINNED) notePins(call);
  const refused = refusal(world, caller, target);
  if (refused !== null) return new Denied(call, notes.close(), null, null, refused, STS_DECIDES);
  if (isRootTarget(target)) call.note("central root access is taken to be switched on for the organization");
  return identityCenterEntry(call, notes) ?? decideByPolicies(call, notes, track);
}

// Whoever pins a key believes that the answer turns on it.
function notePins({ world, caller, target, pinnedKeys, note }: Call): void {
  const facts = factsFor(world, caller, target);
  for (const key of pinnedKeys)
    if (facts(key).kind !== "open")
      note(`${key} is given to no effect: what it is, or that it is missing, is settled for this call`);
}

function decideByPolicies(call: Call, notes: Notes, track: Tracked): Decision {
  const { trust } = call.target;
  if (trust.policy === null) {
    const missing = [`the ${trust.source} is missing from the snapshot or could not be read`];
    return new Unknown(call, notes.close(), null, null, missing);
  }
  const rule = providerRule(call);
  const request = gatherRequest(call, rule.kind === "ok" ? rule.when : TRUE, track);
  const open = openOf(call, requestFormula(request));
  const solution = solve(and([open.formula, open.background]), open.specs);
  if (rule.kind === "refused") {
    // When the trust policy or an RCP refuse as well, they are told first: no provider would help.
    const by = solution.kind === "none" ? null : PROVIDER_DECIDES;
    return new Denied(call, notes.close(), request, open, rule.why, by);
  }
  if (solution.kind === "none") return new Denied(call, notes.close(), request, open, null, null);
  noteFederationScps(call, open);
  if (solution.kind === "limit") {
    const missing = missingPolicies(open.formula);
    return missing.length > 0
      ? new Unknown(call, notes.close(), request, open.formula, missing)
      : new Conditional(call, notes.close(), request, open, null);
  }
  return holdsPlainly(open, call)
    ? new Allowed(call, notes.close(), request, open, solution.clause)
    : new Conditional(call, notes.close(), request, open, solution.clause);
}

/** The service name that stands for IAM Identity Center as a source of sessions. */
export const IDENTITY_CENTER = "sso.amazonaws.com";

// Semantics 2.3: reserved roles are entered by account assignments, which are not part of IAM data.
function identityCenterEntry(call: Call, notes: Notes): Decision | null {
  const { caller, target, world } = call;
  if (caller.kind === "sso-user") {
    const entry = world.assignments?.byRole
      .get(target.arn)
      ?.find(({ user }) => user.userId === caller.user.userId);
    if (entry === undefined) {
      const why = "Identity Center assigns no permission set to them that makes this role";
      return new Denied(call, notes.close(), null, null, why, PROVIDER_DECIDES);
    }
    const open = openOf(call, TRUE);
    const solution = solve(open.formula, open.specs);
    if (solution.kind !== "clause") throw new Error("a formula without conditions holds");
    return new Allowed(call, notes.close(), null, open, solution.clause);
  }
  if (caller.kind !== "service" || caller.name !== IDENTITY_CENTER || !target.identityCenter) return null;
  const open = openOf(call, present("sso:accountassignment"));
  const solution = solve(open.formula, open.specs);
  return new Conditional(
    call,
    notes.close(),
    null,
    open,
    solution.kind === "clause" ? solution.clause : null,
  );
}

/** Whether a plain request (no optional parameter) is permitted in every state of the open keys. */
export function holdsPlainly(open: Open, call: Call): boolean {
  if (open.formula.kind === "true") return true;
  const plain = plainRequest(open, call);
  const refutation = solve(
    and([backgroundOf(and([open.formula, plain]), call), plain, not(open.formula)]),
    open.specs,
  );
  return refutation.kind === "none";
}

function missingPolicies(formula: Formula): readonly string[] {
  const found = new Set<string>();
  const visit = (part: Formula): void => {
    if (part.kind === "and" || part.kind === "or") for (const inner of part.parts) visit(inner);
    else if (part.kind === "opaque" && part.operator === "missing")
      for (const source of part.values) found.add(`${source} is not in the snapshot or could not be read`);
  };
  visit(formula);
  return [...found].toSorted();
}
