import type { FindingCaller } from "../../answer.js";
import { hopEnd, type IndirectHop, indirectEvidence, indirectHopAnswer } from "../../indirect/hop.js";
import type { Draft } from "../finding.js";
import { distinct } from "./proof.js";

/** The parts of a draft that show an indirect hop: the statements that it rests on, and who makes it. */
export function indirectParts(hop: IndirectHop): Pick<Draft, "evidence" | "path" | "requires" | "example"> {
  const answer = indirectHopAnswer(hop);
  const example: FindingCaller = {
    from: answer.from,
    to: hopEnd(hop),
    verdict: answer.verdict === "allowed" ? "allowed" : "conditional",
  };
  return {
    evidence: distinct(
      indirectEvidence(hop).filter(({ effect, match }) => effect === "Allow" && match !== "no"),
    ).filter(({ layer, file }) => layer !== "scp" && file !== ""),
    path: [answer.from, hopEnd(hop)],
    requires: answer.requires,
    example,
  };
}
