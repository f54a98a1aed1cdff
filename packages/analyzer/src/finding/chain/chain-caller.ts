import type { FindingCaller, Requirement } from "../../answer.js";
import { unionOf } from "../../decide/answer/union.js";
import { chainHop, chainPath } from "../../path/chain/chain-answer.js";
import { jointWitness } from "../../path/chain/joint-witness.js";
import type { Chain } from "../../path/chain/step.js";

/** The parts of a draft that show who walks a chain: all that it asks for, and the first request of who starts it. */
export function chainCaller(chain: Chain): {
  readonly requires: readonly Requirement[];
  readonly example?: FindingCaller;
} {
  const hops = chain.hops.map(chainHop);
  const path = chainPath(chain);
  const [from, to] = [path[0], path.at(-1)];
  const requires = unionOf(hops.flatMap((hop) => hop.requires));
  if (from === undefined || to === undefined) return { requires };
  const witnesses = jointWitness(chain);
  const [context] = typeof witnesses === "string" ? [] : witnesses;
  return {
    requires,
    example: {
      from,
      to,
      verdict: hops.every((hop) => hop.verdict === "allowed") ? "allowed" : "conditional",
      ...(context === undefined ? {} : { context }),
    },
  };
}
