import { levelsOver } from "../../world/organization.js";
import type { Call } from "../caller/call.js";
import { and, type Formula, not, TRUE } from "../formula/formula.js";
import { solve } from "../formula/solve.js";
import { type Open, openOf } from "../keys/open.js";
import { anyOf, applicable } from "../match/statement.js";

/**
 * Says that SCPs are taken not to bind callers with a token, where the answer would be another if they did.
 *
 * AWS lists users and roles as what SCPs bind, and does not speak of callers who are neither yet. The SCPs would be those
 * of the role's account. An SCP that lets through whatever the rest lets through changes nothing and is not mentioned.
 *
 * @param open what lets the caller in
 */
export function noteFederationScps(call: Call, open: Open): void {
  if (call.caller.kind !== "federated") return;
  const passes = scpsPass(call);
  if (passes.kind === "true") return;
  const possible = (formula: Formula): boolean => {
    const both = openOf(call, and([open.formula, formula]));
    return solve(and([both.formula, both.background]), both.specs).kind !== "none";
  };
  if (!possible(not(passes))) return;
  call.note(
    `SCPs on account ${call.target.account} would deny this call${possible(passes) ? " in some circumstances" : ""} if they bound ` +
      "callers with a token; AWS does not say that they do, so they are taken to have no effect",
  );
}

// Every level must allow, and none may deny, as for the account's own users and roles. What could not be read is taken to allow.
function scpsPass(call: Call): Formula {
  return and(
    levelsOver(call.world, call.target.account, "scps").map(({ policies }) => {
      const says = (effect: "Allow" | "Deny"): Formula =>
        anyOf(applicable(policies, effect, call.action, call.target.arn, call));
      const unread = policies.some((ref) => ref.policy === null);
      return and([unread ? TRUE : says("Allow"), not(says("Deny"))]);
    }),
  );
}
