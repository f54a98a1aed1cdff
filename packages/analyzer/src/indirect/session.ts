import type { SessionState } from "../decide/caller/session.js";
import { missing } from "../decide/keys/known.js";

const FRESH: SessionState = {
  name: null,
  // What somebody else's compute, or a caller that has no reason to, sets in a session: nothing.
  fixed: new Map([missing("aws:SourceIdentity")]),
  inheritsTags: false,
  complete: true,
  signature: "fresh",
};

/** The session that an indirect hop ends in: the role's own tags, no source identity, no MFA. */
export function freshSession(): SessionState {
  return FRESH;
}
