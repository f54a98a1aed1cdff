import type { PolicyDocument } from "@rolepath/snapshot";
import type { CanAnswer, CanQuestion } from "./answer.js";
import { canAnswer } from "./decide/answer/answer.js";
import { actionOf } from "./decide/caller/call.js";
import { resolveCaller } from "./decide/caller/name.js";
import { narrowedCaller } from "./decide/caller/session-policy.js";
import { resolveTarget } from "./decide/caller/target.js";
import { decide } from "./decide/decide.js";
import type { World } from "./world/world.js";

/** Answers a one-hop question. */
export function canDirectly(world: World, question: CanQuestion, sessionPolicy?: PolicyDocument): CanAnswer {
  const caller = resolveCaller(world, question.from);
  const target = resolveTarget(world, question.to);
  const missing = [caller, target].flatMap((named) => (named.kind === "missing" ? [named.why] : []));
  if (caller.kind === "missing" || target.kind === "missing") {
    return {
      from: question.from,
      to: question.to,
      verdict: "unknown",
      action: caller.kind === "caller" ? actionOf(caller.caller) : "sts:AssumeRole",
      requires: [],
      reason: missing.join("; "),
      evidence: [],
      assumptions: [],
      missing,
    };
  }
  return canAnswer(
    decide(world, narrowedCaller(caller.caller, sessionPolicy), target.role, question.context ?? {}),
    question.from,
  );
}
