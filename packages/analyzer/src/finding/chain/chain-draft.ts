import { chainPath } from "../../path/chain/chain-answer.js";
import type { Chain } from "../../path/chain/step.js";
import type { HopDecision } from "../../path/walk/search.js";
import type { Draft } from "../finding.js";
import { distinct, grantsOf } from "../text/proof.js";
import { shortId } from "../text/words.js";
import { chainCaller } from "./chain-caller.js";

/** The parts of a draft that show a chain: every statement on the way, the way, and who walks it. */
export function chainParts(chain: Chain): Pick<Draft, "evidence" | "path" | "requires" | "example"> {
  return {
    evidence: distinct(chain.hops.flatMap((hop: HopDecision) => grantsOf(hop))),
    path: chainPath(chain),
    ...chainCaller(chain),
  };
}

/** `alice → ci → Deploy`. */
export function chainText(chain: Chain): string {
  return chainPath(chain).map(shortId).join(" → ");
}

/** The shortest first, then by its nodes. */
export function compareChains(a: Chain, b: Chain): number {
  return a.hops.length - b.hops.length || (chainPath(a).join(" ") < chainPath(b).join(" ") ? -1 : 1);
}
