import type { Decision } from "../decide/decide.js";
import { and, keysOf } from "../decide/formula/formula.js";
import { solve } from "../decide/formula/solve.js";
import type { Open } from "../decide/keys/open.js";
import type { Permission } from "./permission.js";

/** What two parts of one hop demand together. */
export type Joint =
  /** Both at once, as one question. */
  | { readonly kind: "open"; readonly open: Open }
  /** They have no condition in common: each for itself says all. */
  | { readonly kind: "apart" }
  /** They contradict each other. */
  | { readonly kind: "none" };

// What one request says of itself, the next may say otherwise.
const OF_ONE_REQUEST = /^aws:(requesttag\/|tagkeys$)/;

/**
 * Calls that a caller makes and the entry into a role that the same caller makes after them: whoever has MFA, a tag or an
 * address for the one has it for the other.
 */
export function jointly(permission: Permission, entry: Decision): Joint {
  if (permission.verdict !== "conditional" || entry.kind !== "conditional") return { kind: "apart" };
  const keys = keysOf(entry.open.formula);
  const shared = [...keysOf(permission.open.formula)].filter((id) => keys.has(id));
  if (shared.length === 0 || shared.some((id) => OF_ONE_REQUEST.test(id))) return { kind: "apart" };
  const open: Open = {
    formula: and([permission.open.formula, entry.open.formula]),
    background: and([permission.open.background, entry.open.background]),
    specs: (keyId) => (/^(aws|sts):/.test(keyId) ? entry : permission).open.specs(keyId),
  };
  return solve(and([open.formula, open.background]), open.specs).kind === "none"
    ? { kind: "none" }
    : { kind: "open", open };
}
