import type { PolicyRef } from "../../world/policy-ref.js";
import type { KeyKnowledge } from "../domain/knowledge.js";

/**
 * What a calling role session brings along. Semantics 1.7.
 *
 * `fixed` holds, by lower-case key, what the hop before settled (session name inside `aws:userid`, principal tags,
 * source identity, …) and wins over what the role alone tells.
 */
export interface SessionState {
  /** The session's name where it is known. */
  readonly name: string | null;
  readonly fixed: ReadonlyMap<string, KeyKnowledge>;
  /** Transitive tags come along, so `sts:TagSession` is checked on the next hop. */
  readonly inheritsTags: boolean;
  /** False for a question about a role "by whoever holds a session": then tags are what its trust policy lets be set. */
  readonly complete: boolean;
  /** Same text for states that no policy can tell apart. */
  readonly signature: string;
  /** The session policy that narrows the session; it does not go on to the next one. */
  readonly policy?: PolicyRef;
}

/** The session under a session policy. */
export function narrowed(session: SessionState, policy: PolicyRef): SessionState {
  return { ...session, policy, signature: `${session.signature} under ${policy.source}` };
}

/** Some session of a role, nothing known of it but (maybe) its name. */
export function someSession(name: string | null): SessionState {
  return name === null ? UNNAMED : { ...UNNAMED, name, signature: name };
}

const UNNAMED: SessionState = {
  name: null,
  fixed: new Map(),
  inheritsTags: false,
  complete: false,
  signature: "",
};
