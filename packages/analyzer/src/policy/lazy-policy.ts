import type { Json, PolicyDocument } from "@rolepath/snapshot";
import { type Policy, parsePolicy } from "./document.js";
import { listOf, parsePrincipals } from "./principal.js";

/**
 * A policy that is parsed when its statements are first asked for.
 *
 * Most policies of an organization are about the data of some service, and few questions look at those.
 */
export class LazyPolicy implements Policy {
  #parsed: Policy | null = null;
  readonly #services = new Map<string, boolean>();

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

  /** Whether it is known without parsing that there are no notes and no conditions; never true where there are. */
  get isPlain(): boolean {
    const { Statement } = this.document;
    return this.#parsed === null && Statement !== undefined && listOf(Statement).every(isPlainStatement);
  }

  /** Whether a statement may cover an action of the service (`sts`); never false where one does. */
  maySpeakOf(service: string): boolean {
    let answer = this.#services.get(service);
    if (answer === undefined) {
      answer = listOf(this.document.Statement).some((entry) => mayCover(entry, `${service}:`));
      this.#services.set(service, answer);
    }
    return answer;
  }
}

/** Whether a statement of the policy may cover the action, as far as can be told without parsing it. */
export function maySpeakOf(policy: Policy, action: string): boolean {
  return !(policy instanceof LazyPolicy) || policy.maySpeakOf(action.slice(0, action.indexOf(":")));
}

/** The statements and notes of a policy, for one look; null where it has no notes and no conditions, as far as is seen. */
export function peekForOddities(policy: Policy): Policy | null {
  if (!(policy instanceof LazyPolicy)) return policy;
  return policy.isPlain ? null : policy.peek();
}

/** A statement as most are: with an effect, actions, and principals that can be read, and without conditions. */
function isPlainStatement(entry: Json): boolean {
  if (entry === null || typeof entry !== "object" || Array.isArray(entry)) return false;
  const { Effect, Action, NotAction, Principal, NotPrincipal, Condition } = entry as {
    readonly [key: string]: Json;
  };
  return (
    (Effect === "Allow" || Effect === "Deny") &&
    Condition === undefined &&
    NotPrincipal === undefined &&
    listOf(Action ?? NotAction).some((action) => typeof action === "string") &&
    parsePrincipals(Principal).every(({ kind }) => kind !== "unreadable")
  );
}

function mayCover(entry: Json, prefix: string): boolean {
  if (entry === null || typeof entry !== "object" || Array.isArray(entry)) return false;
  const fields = entry as { readonly [key: string]: Json };
  if (fields.NotAction !== undefined) return true;
  return listOf(fields.Action).some((action) => {
    if (typeof action !== "string") return true;
    const end = action.search(/[*?$]/);
    const head = (end === -1 ? action : action.slice(0, end)).toLowerCase();
    return head.startsWith(prefix) || (end !== -1 && prefix.startsWith(head));
  });
}
