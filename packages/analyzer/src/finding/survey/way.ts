import type { Requirement } from "../../answer.js";
import { residualAnswer } from "../../decide/answer/answer.js";
import type { Decision } from "../../decide/decide.js";

/** One way in: everything that must hold for it; nothing for a plain request that is allowed. */
export type Way = readonly Requirement[];

/**
 * The ways in that a decision leaves open; none when it is denied, unknown or could not be analysed.
 *
 * What could not be analysed is no finding: a rule reports only what the engine is sure of.
 */
export function waysOf(decision: Decision): readonly Way[] {
  if (decision.kind === "allowed") return [[]];
  return decision.kind === "conditional" && decision.clause !== null
    ? residualAnswer(decision).alternatives
    : [];
}

/** Whether a decision leaves some way in open, for whoever need not know what it asks: far less work than to list them. */
export function hasWay(decision: Decision): boolean {
  // A clause is a request that gets in: some alternative covers it.
  return decision.kind === "allowed" || (decision.kind === "conditional" && decision.clause !== null);
}

/** The way that asks for least. */
export function easiest(ways: readonly Way[]): Way {
  return ways.reduce((best, way) => (way.length < best.length ? way : best), ways[0] ?? []);
}

/** Whether the way leads through a check of MFA. */
export function asksForMfa(way: Way): boolean {
  return way.some(
    ({ key, operator, values }) =>
      // With IfExists plain access keys pass, which carry no word of MFA.
      !operator.endsWith("IfExists") &&
      (key.toLowerCase() === "aws:multifactorauthage" ||
        (key.toLowerCase() === "aws:multifactorauthpresent" && values.includes("true"))),
  );
}
