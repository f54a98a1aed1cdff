import { analyze } from "@rolepath/analyzer";
import { describe, it } from "vitest";
import { evaluate } from "../reference/evaluate.js";
import { requestDomain } from "../reference/witness/domain.js";
import { requestsOf } from "../reference/witness/search.js";
import { pinsOf } from "./pin.js";
import { type Asked, questionsOf } from "./question.js";
import { expectNoFault, TIMEOUT_MS } from "./run.js";

const REQUESTS_PINNED = 2;

/** Claims of a descriptor are pinned already. */
function isPlain(asked: Asked): boolean {
  return typeof asked.question.from === "string";
}

describe("a question with every open key pinned", () => {
  it("is answered yes or no, as the reference evaluator decides", { timeout: TIMEOUT_MS }, () => {
    expectNoFault("pinned questions", 100, (snapshot, ask) => {
      const analysis = analyze(snapshot);
      let seed = 0;
      for (const asked of questionsOf(snapshot).filter(isPlain)) {
        seed++;
        const domain = requestDomain(snapshot, asked);
        for (const request of requestsOf(snapshot, asked, { limit: REQUESTS_PINNED, seed, domain })) {
          const context = pinsOf(snapshot, request, domain);
          const { verdict } = ask.answer(analysis, { ...asked.question, context });
          const expected = evaluate(snapshot, request).decision === "allow" ? "allowed" : "denied";
          if (verdict !== expected) {
            return `${JSON.stringify({ ...asked.question, context })}: ${verdict}, not ${expected}`;
          }
        }
      }
      return null;
    });
  });
});
