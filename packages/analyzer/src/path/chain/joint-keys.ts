import type { SessionState } from "../../decide/caller/session.js";
import type { Specs } from "../../decide/formula/clause.js";
import { scoped, scopeOf, unscoped } from "../../decide/formula/scope.js";
import type { Chain } from "./step.js";

const PRINCIPAL_TAG = "aws:principaltag/";
const INHERITED_TAG = /^(?:aws|iam):resourcetag\//;

/**
 * The keys of a chain's requests, as keys of one question: what a session carries from hop to hop is one key, by the name
 * that it has on the hop that settles it. Semantics 1.7.
 */
export class JointKeys {
  constructor(private readonly chain: Chain) {}

  /** The session that makes the hop, as the hop before left it; null when nothing leads up to it. */
  session(hop: number): SessionState | null {
    const caller = this.chain.hops[hop]?.call.caller;
    return hop > 0 && caller?.kind === "role" && caller.session.complete ? caller.session : null;
  }

  /** The joint key of a key of one hop. */
  of(hop: number, keyId: string): string {
    const session = this.session(hop);
    if (session?.fixed.get(keyId)?.kind !== "open" || keyId === "aws:userid") return scoped(hop, keyId);
    if (keyId === "aws:sourceidentity") return this.of(hop - 1, "sts:sourceidentity");
    const tag = tagOf(keyId);
    if (tag === null) return this.of(hop - 1, keyId);
    return this.inherits(hop - 1, tag)
      ? this.of(hop - 1, `aws:resourcetag/${tag}`)
      : this.of(hop - 1, `aws:requesttag/${tag}`);
  }

  /** What stands before the session name in the `aws:userid` of the session that makes the hop; null where that is settled. */
  userIdPrefix(hop: number): string | null {
    if (this.session(hop)?.fixed.get("aws:userid")?.kind !== "open") return null;
    return `${this.chain.hops[hop - 1]!.call.target.uniqueId}:`;
  }

  /** Whether the session of the hop has the tag as a transitive one; then it cannot be passed again. */
  inherits(hop: number, tag: string): boolean {
    return this.session(hop)?.fixed.has(`aws:resourcetag/${tag}`) === true;
  }

  /** What joint keys are. */
  readonly specs: Specs = (keyId) =>
    this.chain.hops[Number.parseInt(scopeOf(keyId), 10)]!.open.specs(unscoped(keyId));
}

/** The tag that a key of a session carries, lower case; null for other keys. */
export function tagOf(keyId: string): string | null {
  if (keyId.startsWith(PRINCIPAL_TAG)) return keyId.slice(PRINCIPAL_TAG.length);
  return INHERITED_TAG.test(keyId) ? keyId.replace(INHERITED_TAG, "") : null;
}
