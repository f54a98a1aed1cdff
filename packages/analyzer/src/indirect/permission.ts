import type { Evidence } from "../answer.js";
import { ownTarget } from "../decide/admin/admin.js";
import { contributionEvidence } from "../decide/answer/evidence.js";
import type { Call } from "../decide/caller/call.js";
import { type Caller, principalOf } from "../decide/caller/caller.js";
import { scpLevels } from "../decide/caller/guardrails.js";
import { holdsPlainly } from "../decide/decide.js";
import type { Facts, KeyKnowledge } from "../decide/domain/knowledge.js";
import { stringSpec } from "../decide/domain/spec.js";
import { and, FALSE, type Formula, not, or, TRUE } from "../decide/formula/formula.js";
import { solve } from "../decide/formula/solve.js";
import { factsFor } from "../decide/keys/facts.js";
import { type Open, openOf } from "../decide/keys/open.js";
import { anyOf, applicable } from "../decide/match/statement.js";
import { speaksOfAction } from "../policy/action.js";
import { conditionKeyId } from "../policy/condition.js";
import type { Principal, RolePrincipal, UserPrincipal } from "../world/entity.js";
import type { GuardrailLevel } from "../world/organization.js";
import type { PolicyRef } from "../world/policy-ref.js";
import type { World } from "../world/world.js";
import { resourcesFor } from "./resource.js";

type Keys = ReadonlyMap<string, KeyKnowledge>;

/** A call that was asked for. */
interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly keys: Keys;
  readonly own: boolean;
}

/** Calls on resources that the snapshot does not hold: the same whatever user or role the other calls are about. */
export interface Elsewhere {
  readonly formula: Formula;
  readonly open: ReadonlyMap<string, KeyKnowledge>;
  readonly asked: readonly Asked[];
}

/** Calls that the caller may make, as one decision. */
export interface Permission {
  readonly verdict: "allowed" | "conditional";
  readonly open: Open;
  readonly evidence: () => readonly Evidence[];
}

const NO_KEYS: Keys = new Map();
const EVIDENCE_COUNT_MAX = 24;

/**
 * Asks identity policies, boundary and SCPs of one caller about calls other than an entry into a role.
 *
 * Every call is a request of its own: what one names (the service a role is passed to) the others do not have. Keys of a
 * service that the snapshot knows nothing of are open, and so are tags of a resource that it does not hold.
 */
export class Asking {
  readonly #call: Call;
  readonly #principal: Principal | null;
  readonly #levels: readonly GuardrailLevel[];
  readonly #session: PolicyRef | null;
  readonly #open = new Map<string, KeyKnowledge>();
  readonly #asked: Asked[] = [];

  /** @param about the user or role that the calls are about: keys of the resource are its */
  constructor(
    world: World,
    caller: Caller,
    readonly about: UserPrincipal | RolePrincipal,
  ) {
    const target = about.kind === "role" ? about : ownTarget(about);
    const facts = factsFor(world, caller, target);
    this.#call = {
      world,
      caller,
      target,
      action: "sts:AssumeRole",
      facts: (key) => this.#open.get(conditionKeyId(key)) ?? facts(key),
      pinnedKeys: [],
      note: () => undefined,
    };
    this.#principal = principalOf(caller);
    this.#levels = scpLevels(this.#call);
    this.#session = caller.kind === "role" ? (caller.session.policy ?? null) : null;
  }

  /** When the caller may make the call on this resource. `own` when the resource is the one that the calls are about. */
  may(action: string, resource: string, keys: Keys = NO_KEYS, own = true): Formula {
    const call = this.#callOf({ action, resource, keys, own });
    const passes = (refs: readonly PolicyRef[]): Formula => {
      const allowed = anyOf(applicable(refs, "Allow", action, resource, call));
      if (allowed.kind === "false") return FALSE;
      return and([allowed, not(anyOf(applicable(refs, "Deny", action, resource, call)))]);
    };
    const principal = this.#principal;
    const formula = and([
      principal === null ? TRUE : passes(principal.identityPolicies),
      principal === null || principal.boundary === null ? TRUE : passes([principal.boundary]),
      this.#session === null ? TRUE : passes([this.#session]),
      ...this.#levels.map((level) => passes(level.policies)),
    ]);
    if (formula.kind !== "false") this.#asked.push({ action, resource, keys, own });
    return formula;
  }

  /** When the caller may make all the calls on some resource that the snapshot does not hold. */
  maySomewhere(actions: readonly string[], keys: Keys = NO_KEYS): Formula {
    const { partition, account } = this.about;
    const found: Formula[] = [];
    for (const resource of resourcesFor(actions, this.#principal, this.#levels, { partition, account })) {
      const here: Formula[] = [];
      for (const action of actions) {
        const formula = this.may(action, resource, keys, false);
        here.push(formula);
        if (formula.kind === "false") break;
      }
      const all = and(here);
      if (all.kind === "true") return all;
      found.push(all);
    }
    return or(found);
  }

  /** As {@link maySomewhere}, asked on its own, to be taken over where other calls are asked for. */
  elsewhere(actions: readonly string[]): Elsewhere {
    const formula = this.maySomewhere(actions);
    return { formula, open: this.#open, asked: this.#asked };
  }

  /** Takes over what was asked elsewhere. */
  takeOver({ formula, open, asked }: Elsewhere): Formula {
    for (const [id, knowledge] of open) if (!this.#open.has(id)) this.#open.set(id, knowledge);
    this.#asked.push(...asked);
    return formula;
  }

  /** The formula as a decision; null when no request satisfies it. */
  decide(formula: Formula): Permission | null {
    if (formula.kind === "false") return null;
    const open = openOf(this.#call, formula);
    if (formula.kind !== "true" && solve(and([open.formula, open.background]), open.specs).kind === "none")
      return null;
    const verdict = holdsPlainly(open, this.#call) ? "allowed" : "conditional";
    return { verdict, open, evidence: () => this.#evidence() };
  }

  #callOf({ action, keys, own }: Asked): Call {
    return { ...this.#call, facts: this.#factsOf(action, keys, own) };
  }

  #factsOf(action: string, keys: Keys, own: boolean): Facts {
    const service = action.slice(0, action.indexOf(":"));
    return (key) => {
      const id = conditionKeyId(key);
      const given = keys.get(id);
      if (given !== undefined) return given;
      if (id.startsWith("sts:")) return { kind: "absent", name: key };
      const isTag = /^[^:]+:resourcetag\//.test(id);
      if (isTag && own) return this.#call.facts(`aws:${key.slice(key.indexOf(":") + 1)}`);
      if (!isTag && id.startsWith("aws:")) return this.#call.facts(key);
      if (!isTag && !id.startsWith(`${service.toLowerCase()}:`)) return { kind: "absent", name: key };
      const known = this.#open.get(id);
      if (known !== undefined) return known;
      const kind = isTag ? "environment" : "caller";
      const knowledge: KeyKnowledge = { kind: "open", spec: stringSpec(key, { kind }) };
      this.#open.set(id, knowledge);
      return knowledge;
    };
  }

  #evidence(): readonly Evidence[] {
    const found = new Map<string, Evidence>();
    const principal = this.#principal;
    const layers = [
      ["identity", principal?.identityPolicies ?? []],
      ["boundary", principal?.boundary == null ? [] : [principal.boundary]],
      ["session", this.#session === null ? [] : [this.#session]],
      ["scp", this.#levels.flatMap((level) => level.policies)],
    ] as const;
    for (const asked of this.#asked) {
      const { action, resource } = asked;
      const call = this.#callOf(asked);
      for (const [layer, refs] of layers) {
        for (const effect of ["Allow", "Deny"] as const) {
          for (const contribution of applicable(refs, effect, action, resource, call)) {
            const entry = contributionEvidence(layer, contribution);
            const key = `${layer} ${entry.file} ${entry.pointer}`;
            if (!found.has(key)) found.set(key, { ...entry, text: entry.text.replace(/\bit\b/, action) });
          }
        }
      }
    }
    return [...found.values()].slice(0, EVIDENCE_COUNT_MAX);
  }
}

/** Whether some Allow statement of the caller speaks of the action: without, there is nothing to ask. */
export function speaksOf(caller: Caller, action: string): boolean {
  const principal = principalOf(caller);
  return principal === null ? caller.kind === "account" : principalSpeaksOf(principal, action);
}

/** As {@link speaksOf}, of a user or a role. */
export function principalSpeaksOf({ identityPolicies }: Principal, action: string): boolean {
  for (const { policy } of identityPolicies)
    if (policy !== null && speaksOfAction(policy, "Allow", action)) return true;
  return false;
}
