import type { Json, PolicyDocument } from "@rolepath/snapshot";
import { mayNameService } from "./action-list.js";
import {
  type Outline,
  outlineOf,
  type Policy,
  parsePolicy,
  type Statement,
  statementsOf,
} from "./document.js";
import { listOf, parsePrincipals } from "./principal.js";
import { hasMisplacedVariable } from "./variable.js";

/**
 * A policy that is parsed when its statements are first asked for.
 *
 * Most policies of an organization are about the data of some service, and few questions look at those.
 */
export class LazyPolicy implements Policy {
  #parsed: Policy | null = null;
  #outlines: readonly Outline[] | null = null;

  constructor(private readonly document: PolicyDocument) {}

  get statements(): Policy["statements"] {
    this.#parsed ??= parsePolicy(this.document);
    return this.#parsed.statements;
  }

  get notes(): Policy["notes"] {
    this.#parsed ??= parsePolicy(this.document);
    return this.#parsed.notes;
  }

  /** The policy parsed, for one look: what nobody else has asked for is not kept. */
  peek(): Policy {
    return this.#parsed ?? parsePolicy(this.document);
  }

  /** Effect and actions of the statements; nothing is parsed for it. */
  outlines(): readonly Outline[] {
    // A copy has no room to spare: there is one for each document, and most hold a single statement.
    this.#outlines ??= [...listOf(this.document.Statement).flatMap((entry) => outlineOf(entry) ?? [])];
    return this.#outlines;
  }

  /** The statements that are wanted, for one look: nothing else is parsed. */
  statementsWhere(wanted: (outline: Outline) => boolean): readonly Statement[] {
    return this.#parsed?.statements.filter(wanted) ?? statementsOf(this.document, wanted);
  }

  /** Whether it is known without parsing that there are no notes and no conditions; never true where there are. */
  get isPlain(): boolean {
    const { Statement } = this.document;
    return this.#parsed === null && Statement !== undefined && listOf(Statement).every(isPlainStatement);
  }
}

/** Whether a statement of the policy may cover an action of the service of this one, as far as can be told without parsing it. */
export function maySpeakOf(policy: Policy, action: string): boolean {
  const service = action.slice(0, action.indexOf(":"));
  return (
    !(policy instanceof LazyPolicy) ||
    policy.outlines().some(({ actions, notActions }) => notActions || mayNameService(actions, service))
  );
}

/** Effect and actions of the statements of a policy, without parsing it. */
export function outlinesOf(policy: Policy): readonly Outline[] {
  return policy instanceof LazyPolicy ? policy.outlines() : policy.statements;
}

/** The statements of a policy that are wanted, for one look. */
export function statementsWhere(policy: Policy, wanted: (outline: Outline) => boolean): readonly Statement[] {
  return policy instanceof LazyPolicy ? policy.statementsWhere(wanted) : policy.statements.filter(wanted);
}

/** The statements and notes of a policy, for one look; null where it has no notes and no conditions, as far as is seen. */
export function peekForOddities(policy: Policy): Policy | null {
  if (!(policy instanceof LazyPolicy)) return policy;
  return policy.isPlain ? null : policy.peek();
}

/** A statement as most are: with an effect, actions, resources and principals that can be read, and without conditions. */
function isPlainStatement(entry: Json): boolean {
  if (entry === null || typeof entry !== "object" || Array.isArray(entry)) return false;
  const { Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition } = entry as {
    readonly [key: string]: Json;
  };
  return (
    (Effect === "Allow" || Effect === "Deny") &&
    Condition === undefined &&
    NotPrincipal === undefined &&
    listOf(Action ?? NotAction).some((action) => typeof action === "string") &&
    !listOf(Resource ?? NotResource).some((text) => typeof text === "string" && hasMisplacedVariable(text)) &&
    parsePrincipals(Principal).every(({ kind }) => kind !== "unreadable")
  );
}
