import { analyze } from "@rolepath/analyzer";
import type { Snapshot } from "@rolepath/snapshot";
import { describe, it } from "vitest";
import { resolveCaller } from "../reference/caller.js";
import { evaluate } from "../reference/evaluate.js";
import type { ConcreteRequest } from "../reference/request.js";
import { staticKeys } from "../reference/static-keys.js";
import { type Domain, requestDomain } from "../reference/witness/domain.js";
import { mentionedBy } from "../reference/witness/mentioned.js";
import { type Pins, requestsOf } from "../reference/witness/search.js";
import { type Asked, questionsOf } from "./question.js";
import { expectNoFault, TIMEOUT_MS } from "./run.js";

const REQUESTS_PINNED = 2;

/** Every key that some policy looks at, pinned to what the request says of it. */
function pinsOf(snapshot: Snapshot, request: ConcreteRequest, domain: Domain): Pins {
  const caller = resolveCaller(snapshot, request);
  const fixed = staticKeys(snapshot, request, caller);
  const present = new Set(Object.keys(request.context).map((name) => name.toLowerCase()));
  const looked = [
    ...mentionedBy(snapshot, caller, request.to).entries.map((entry) => entry.key),
    ...domain.choices.flatMap((choice) => choice.ways).flatMap((way) => Object.keys(way)),
  ];
  const others = looked.filter((name) => !present.has(name.toLowerCase()));
  return {
    ...Object.fromEntries(others.map((name) => [name, fixed.get(name.toLowerCase()) ?? null])),
    ...request.context,
  };
}

/** Claims of a descriptor are pinned already. */
function isPlain(asked: Asked): boolean {
  return typeof asked.question.from === "string";
}

describe("a question with every open key pinned", () => {
  it("is answered yes or no, as the reference evaluator decides", { timeout: TIMEOUT_MS }, () => {
    expectNoFault("pinned questions", 200, (snapshot, ask) => {
      const analysis = analyze(snapshot);
      let seed = 0;
      for (const asked of questionsOf(snapshot).filter(isPlain)) {
        seed++;
        const domain = requestDomain(snapshot, asked);
        for (const request of requestsOf(snapshot, asked, { limit: REQUESTS_PINNED, seed, domain })) {
          const context = pinsOf(snapshot, request, domain);
          const { verdict } = ask.answer(analysis, { ...asked.question, context });
          const expected = evaluate(snapshot, request).decision === "allow" ? "allowed" : "denied";
          if (verdict !== expected)
            return `${JSON.stringify({ ...asked.question, context })}: ${verdict}, not ${expected}`;
        }
      }
      return null;
    });
  });
});
