import { analyze, type CanAnswer } from "@rolepath/analyzer";
import { describe, expect, it } from "vitest";
import { evaluate } from "../reference/evaluate.js";
import type { ConcreteRequest, Layer } from "../reference/request.js";
import { type Cell, requestsOfCell, STRENGTHS, type State, type Strength, worldOfCell } from "./cell.js";

const LAYERS: readonly Layer[] = ["scp", "rcp", "trust", "identity", "boundary"];
const FOUR: readonly State[] = ["absent", "allow", "deny", "conditional"];
const FIVE: readonly State[] = ["absent", "silent", "allow", "deny", "conditional"];

/** Every combination of the layers for one strength of trust. */
function cellsOf(strength: Strength, sameAccount: boolean): Cell[] {
  const cells: Cell[] = [];
  for (const trust of FOUR) {
    for (const identity of FOUR) {
      for (const boundary of FIVE) {
        for (const scp of FIVE) {
          for (const rcp of FOUR) cells.push({ strength, sameAccount, trust, identity, boundary, scp, rcp });
        }
      }
    }
  }
  return cells;
}

/** What is wrong with the engine's answer for a cell; null when nothing is. */
function faultOf(cell: Cell): string | null {
  const { snapshot, from, to } = worldOfCell(cell);
  const answer = analyze(snapshot).can({ from, to });
  const requests = requestsOfCell(cell).map(({ context, plain }) => {
    const { "aws:TokenIssueTime": issued, ...long } = context;
    const isSession = from.includes(":assumed-role/");
    const request: ConcreteRequest = {
      caller: { kind: "principal", arn: from },
      to,
      action: "sts:AssumeRole",
      context: isSession ? { ...long, "aws:TokenIssueTime": issued! } : long,
    };
    return { request, plain };
  });
  const passes = (request: ConcreteRequest, without?: Layer) =>
    evaluate(snapshot, request, new Set(without === undefined ? [] : [without])).decision === "allow";
  const verdict = requests.every(({ request, plain }) => !plain || passes(request))
    ? "allowed"
    : requests.some(({ request }) => passes(request))
      ? "conditional"
      : "denied";
  if (answer.verdict !== verdict) return `${answer.verdict}, not ${verdict}`;
  if (verdict !== "denied") return null;
  const deciding = LAYERS.filter((layer) => requests.some(({ request }) => passes(request, layer)));
  return layerFault(answer, deciding, (layer) =>
    requests.every(({ request }) =>
      evaluate(snapshot, request).failures.some((failure) => failure.layer === layer && failure.explicit),
    ),
  );
}

/** A single deciding layer is named, with the type of its denial. */
function layerFault(
  answer: CanAnswer,
  deciding: readonly Layer[],
  isExplicit: (layer: Layer) => boolean,
): string | null {
  const [layer, ...others] = deciding;
  if (layer === undefined || others.length > 0) return null;
  if (answer.layer !== layer) return `denied by ${answer.layer}, not by ${layer}`;
  const denyType = isExplicit(layer) ? "explicit" : "implicit";
  return answer.denyType === denyType ? null : `${answer.denyType} denial by ${layer}, not ${denyType}`;
}

describe.each([true, false])("with caller and role in the same account: %s", (sameAccount) => {
  it.each(STRENGTHS)(
    "trust by %s is decided as the reference evaluator does for every state of every layer",
    (strength) => {
      const cells = cellsOf(strength, sameAccount);
      const faults = cells.flatMap((cell) => {
        const fault = faultOf(cell);
        return fault === null ? [] : [`${JSON.stringify(cell)}: ${fault}`];
      });
      expect(cells).toHaveLength(1600);
      expect(faults).toEqual([]);
    },
  );
});
