import { describe, it } from "vitest";
import {
  type Answered,
  allowanceFault,
  denialFault,
  type Effort,
  residualFault,
  witnessFault,
} from "./agreement.js";
import { expectNoFault, TIMEOUT_MS } from "./run.js";

const REQUESTS_TRIED = 8;

type Check = (answered: Answered, effort: Effort) => string | null;

/** Runs a check over every answer about many snapshots; each answer gets another sample of requests. */
function expectAgreement(title: string, runs: number, check: Check): void {
  expectNoFault(title, runs, (snapshot, ask) => {
    let seed = 0;
    for (const { asked, answer } of ask.answers(snapshot)) {
      seed++;
      const fault = check({ snapshot, asked, answer }, { requests: REQUESTS_TRIED, seed });
      if (fault !== null) return `${JSON.stringify(asked.question)}: ${fault}`;
    }
    return null;
  });
}

describe("the engine and the reference evaluator", () => {
  it("agree that the witness of every allowed and conditional answer is let through", {
    timeout: TIMEOUT_MS,
  }, () => {
    expectAgreement("witnesses", 800, witnessFault);
  });

  it("agree that no request gets through a denial", { timeout: TIMEOUT_MS }, () => {
    expectAgreement("denials", 260, denialFault);
  });

  it("agree that every plain request gets through an allowance", { timeout: TIMEOUT_MS }, () => {
    expectAgreement("allowances", 150, allowanceFault);
  });

  it("agree that the alternatives hold in exactly the requests that get through", {
    timeout: TIMEOUT_MS,
  }, () => {
    expectAgreement("alternatives", 260, residualFault);
  });
});
