import type { RolePrincipal } from "../world/entity.js";
import type { Call } from "./caller/call.js";
import type { Caller } from "./caller/caller.js";
import type { Decision } from "./decide.js";
import type { Facts, KeyKnowledge } from "./domain/knowledge.js";
import { factsFor } from "./keys/facts.js";
import { specsOf } from "./keys/open.js";
import { gatherLayers } from "./layer/action-layers.js";
import type { RequestLayers } from "./layer/request-formula.js";
import { ownNotes } from "./notes.js";

type Open = Decision & { readonly kind: "allowed" | "conditional" };

/**
 * The decision of `caller` for `target`, taken over from that of another pair that no policy in play tells from it.
 *
 * Formula, witness clause and residual are the same; the statements that make the evidence, what is known of the keys
 * and the notes are the pair's own, read when asked for. That the pairs are not told apart is for whoever calls to see
 * to.
 */
export function twinDecision(decision: Open, caller: Caller, target = decision.call.target): Open {
  if (caller === decision.call.caller && target === decision.call.target) return decision;
  const first = (decision.twinOf as Open | undefined) ?? decision;
  if (caller === first.call.caller && target === first.call.target) return first;
  return new Twin(first, caller, target) as Open;
}

class Twin {
  readonly kind: Open["kind"];
  readonly call: Call;
  readonly open: Open["open"];
  readonly clause: Open["clause"];
  readonly twinOf: Open;
  private ownAssumptions: readonly string[] | null = null;
  private ownRequest: RequestLayers | null = null;

  constructor(first: Open, caller: Caller, target: RolePrincipal) {
    this.kind = first.kind;
    this.call = callOf(first.call, caller, target);
    this.open = { ...first.open, specs: specsOf(this.call), twinOf: first.open };
    this.clause = first.clause;
    this.twinOf = first;
  }

  get assumptions(): readonly string[] {
    this.ownAssumptions ??= assumptionsOf(this.twinOf, this.call);
    return this.ownAssumptions;
  }

  get request(): RequestLayers | null {
    const first = this.twinOf.request;
    if (first === null) return null;
    this.ownRequest ??= {
      main: gatherLayers(this.call, first.main.action),
      extra: first.extra.map(({ layers, unneeded }) => ({
        layers: gatherLayers(this.call, layers.action),
        unneeded,
      })),
      provider: first.provider,
    };
    return this.ownRequest;
  }
}

function callOf(first: Call, caller: Caller, target: RolePrincipal): Call {
  let facts: Facts | null = null;
  return {
    world: first.world,
    caller,
    target,
    action: first.action,
    facts: (key) => {
      facts ??= factsFor(first.world, caller, target);
      // Keys are named as they were first asked for: as the policies spell them.
      return facts(nameOf(first.facts(key)));
    },
    pinnedKeys: [],
    note: () => undefined,
  };
}

function nameOf(knowledge: KeyKnowledge): string {
  return knowledge.kind === "open" ? knowledge.spec.name : knowledge.name;
}

function assumptionsOf(first: Open, call: Call): readonly string[] {
  const before = ownNotes(first.call, first.open.formula);
  const own = ownNotes(call, first.open.formula);
  if (before.length === 0 && own.length === 0) return first.assumptions;
  const shared = first.assumptions.filter((note) => !before.includes(note));
  return [...new Set([...shared, ...own])].toSorted();
}
