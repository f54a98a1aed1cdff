import type { DenyType, Layer } from "../answer.js";
import type { RolePrincipal } from "../world/entity.js";
import type { World } from "../world/world.js";
import { backgroundOf } from "./background.js";
import { actionOf, type Call } from "./call.js";
import { providerRule, refusal } from "./call-rules.js";
import type { Caller } from "./caller.js";
import type { Clause } from "./clause.js";
import { type Deciding, decidingLayer, type Obstacle } from "./deciding-layer.js";
import { noteFederationScps } from "./federation-scp.js";
import { and, type Formula, not, present, TRUE } from "./formula.js";
import { factsFor, type Pins } from "./keys/facts.js";
import { noteCoverage, ownNotes } from "./notes.js";
import { type Open, openOf, plainRequest } from "./open.js";
import {
  gatherRequest,
  NOTHING_TRACKED,
  type RequestLayers,
  requestFormula,
  type Tracked,
} from "./request-formula.js";
import { isRootTarget } from "./root-task.js";
import { solve } from "./solve.js";

interface Base {
  readonly call: Call;
  readonly assumptions: readonly string[];
  /** The decision that this one was taken over from; see `twin.ts`. */
  readonly twinOf?: Decision;
}

/** The answer for one caller and one role. Semantics 3.5, 3.6. */
export type Decision =
  | (Base & {
      readonly kind: "allowed";
      readonly request: RequestLayers | null;
      readonly open: Open;
      readonly clause: Clause;
    })
  | (Base & {
      readonly kind: "conditional";
      readonly request: RequestLayers | null;
      readonly open: Open;
      /** Null when the analysis was cut: it may or may not be possible. */
      readonly clause: Clause | null;
    })
  | (Base & {
      readonly kind: "denied";
      readonly layer: Layer | null;
      readonly denyType: DenyType | null;
      /** The smallest sets of layers that would have to change, each of which would do; none where no change helps. */
      readonly changes: readonly (readonly Obstacle[])[];
      readonly why: string | null;
      readonly request: RequestLayers | null;
      readonly open: Open | null;
    })
  | (Base & {
      readonly kind: "unknown";
      readonly missing: readonly string[];
      readonly request: RequestLayers | null;
    });

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
  pins: Pins = {},
  track: Tracked = NOTHING_TRACKED,
): Decision {
  const assumptions = new Set<string>();
  const call: Call = {
    world,
    caller,
    target,
    action: isRootTarget(target) ? "sts:AssumeRoot" : actionOf(caller),
    facts: factsFor(world, caller, target, pins),
    pinnedKeys: Object.keys(pins),
    note: (assumption) => assumptions.add(assumption),
  };
  noteCoverage(call);
  const base = (): Base => ({ call, assumptions: [...assumptions].toSorted() });
  const refused = refusal(world, caller, target);
  if (refused !== null)
    return {
      ...base(),
      kind: "denied",
      layer: "sts",
      denyType: null,
      changes: [],
      why: refused,
      request: null,
      open: null,
    };
  if (isRootTarget(target)) call.note("central root access is taken to be switched on for the organization");
  const assigned = identityCenterEntry(base());
  if (assigned !== null) return assigned;
  if (target.trust.policy === null) {
    return {
      ...base(),
      kind: "unknown",
      missing: [`the ${target.trust.source} is missing from the snapshot or could not be read`],
      request: null,
    };
  }
  const rule = providerRule(call);
  const request = gatherRequest(call, rule.kind === "ok" ? rule.when : { kind: "true" }, track);
  const open = openOf(call, requestFormula(request));
  for (const note of ownNotes(call, open.formula)) call.note(note);
  const solution = solve(and([open.formula, open.background]), open.specs);
  if (rule.kind === "refused")
    return refusedByProvider(base(), call, request, open, solution.kind === "none", rule.why);
  if (solution.kind === "none") return denied(base(), call, request, open, null);
  noteFederationScps(call, open);
  if (solution.kind === "limit") {
    const missing = missingPolicies(open.formula);
    return missing.length > 0
      ? { ...base(), kind: "unknown", missing, request }
      : { ...base(), kind: "conditional", request, open, clause: null };
  }
  if (holdsPlainly(open, call)) return { ...base(), kind: "allowed", request, open, clause: solution.clause };
  return { ...base(), kind: "conditional", request, open, clause: solution.clause };
}

// Which layer decides takes as long to find as the decision, and graphs do not ask.
function denied(base: Base, call: Call, request: RequestLayers, open: Open, why: string | null): Decision {
  let found: Deciding | null = null;
  const deciding = (): Deciding => {
    found ??= decidingLayer(call, request);
    return found;
  };
  return {
    ...base,
    kind: "denied",
    get layer() {
      return deciding().layer;
    },
    get denyType() {
      return deciding().denyType;
    },
    get changes() {
      // A provider that refuses as well must change too.
      const { changes } = deciding();
      return why === null ? changes : changes.map((set) => [...PROVIDER_DECIDES.changes.flat(), ...set]);
    },
    why,
    request,
    open,
  };
}

const PROVIDER_DECIDES: Deciding = {
  layer: "provider",
  denyType: null,
  changes: [[{ layer: "provider", denyType: null }]],
};

/** The service name that stands for IAM Identity Center as a source of sessions. */
export const IDENTITY_CENTER = "sso.amazonaws.com";

// Semantics 2.3: reserved roles are entered by account assignments, which are not part of IAM data.
function identityCenterEntry(base: Base): Decision | null {
  const { call } = base;
  const { caller, target, world } = call;
  if (caller.kind === "sso-user") {
    const entry = world.assignments?.byRole
      .get(target.arn)
      ?.find(({ user }) => user.userId === caller.user.userId);
    if (entry === undefined) {
      const why = "Identity Center assigns no permission set to them that makes this role";
      return {
        ...base,
        ...PROVIDER_DECIDES,
        kind: "denied",
        why,
        request: null,
        open: null,
      };
    }
    const open = openOf(call, TRUE);
    const solution = solve(open.formula, open.specs);
    if (solution.kind !== "clause") throw new Error("a formula without conditions holds");
    return { ...base, kind: "allowed", request: null, open, clause: solution.clause };
  }
  if (caller.kind !== "service" || caller.name !== IDENTITY_CENTER || !target.identityCenter) return null;
  const open = openOf(call, present("sso:accountassignment"));
  const solution = solve(open.formula, open.specs);
  return {
    ...base,
    kind: "conditional",
    request: null,
    open,
    clause: solution.kind === "clause" ? solution.clause : null,
  };
}

// When the trust policy or an RCP refuse as well, neither layer decides alone; the provider is named first.
function refusedByProvider(
  base: Base,
  call: Call,
  request: RequestLayers,
  open: Open,
  deniedAnyway: boolean,
  why: string,
): Decision {
  if (!deniedAnyway) return { ...base, ...PROVIDER_DECIDES, kind: "denied", why, request, open };
  return denied(base, call, request, open, why);
}

/** Whether a plain request (no optional parameter) is permitted in every state of the open keys. */
export function holdsPlainly(open: Open, call: Call): boolean {
  if (open.formula.kind === "true") return true;
  const plain = plainRequest(open);
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
