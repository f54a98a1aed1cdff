import type { HopAnswer, PathResult } from "../../answer.js";
import { hopAnswer } from "../../decide/answer/answer.js";
import { unionOf } from "../../decide/answer/union.js";
import type { Caller } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import type { Chain, HopDecision } from "./step.js";

/** The node of a caller on a path: a session stands as its role once it has been entered. */
function nodeId(caller: Caller): string {
  return caller.kind === "role" && caller.session.complete ? caller.role.arn : callerId(caller);
}

const answers = new WeakMap<HopDecision, HopAnswer>();

/** A hop of a chain as answers show it. */
export function chainHop(decision: HopDecision): HopAnswer {
  const known = answers.get(decision);
  if (known !== undefined) return known;
  const answer = placedHop(decision);
  answers.set(decision, answer);
  return answer;
}

/** As {@link chainHop}, for those who ask once. */
export function placedHop(decision: HopDecision): HopAnswer {
  return hopAnswer(decision, nodeId(decision.call.caller));
}

/** The nodes of a chain, first caller first. */
export function chainPath(chain: Chain): readonly string[] {
  const [first] = chain.hops;
  return first === undefined
    ? []
    : [nodeId(first.call.caller), ...chain.hops.map((hop) => hop.call.target.arn)];
}

/** A chain as a result of `who-can`, `what-can` or `paths`. */
export function pathResult(chain: Chain, principal: string): PathResult {
  const hops = chain.hops.map(chainHop);
  return {
    principal,
    path: chainPath(chain),
    hops,
    verdict: hops.every((hop) => hop.verdict === "allowed") ? "allowed" : "conditional",
    requires: unionOf(hops.flatMap((hop) => hop.requires)),
    maxSessionSeconds: hops.at(-1)?.maxSessionSeconds ?? null,
  };
}
