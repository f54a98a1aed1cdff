import type { CyclesAnswer } from "@rolepath/analyzer";
import { chainPartSize, type Part, partOf } from "../part.js";
import type { ChainView, CyclesView } from "../protocol.js";
import { pathRoute } from "../route.js";
import { counted, shown } from "../text.js";
import { chainView } from "./chain.js";
import type { Dataset } from "./dataset.js";
import { oncePer } from "./once.js";

const cyclesOf = oncePer((dataset) => dataset.analysis.cycles());

/** The walks that a session can go round for ever, shortest first. */
export function cyclesView(dataset: Dataset): CyclesView {
  const { results, truncated } = cyclesOf(dataset);
  return { truncated, count: results.length, cycles: cycleRows(dataset, { from: 0 }) };
}

/** Walks from some place on. */
export function cycleRows(dataset: Dataset, { from }: Part): readonly ChainView[] {
  return partOf(cyclesOf(dataset).results, from, chainPartSize).map((cycle) => cycleView(dataset, cycle));
}

function cycleView(dataset: Dataset, cycle: CyclesAnswer["results"][number]): ChainView {
  const [first = "", second = first] = cycle.walk;
  const chain = chainView(
    dataset,
    {
      principal: first,
      path: cycle.walk,
      hops: cycle.hops,
      verdict: cycle.verdict,
      requires: cycle.requires,
      maxSessionSeconds: null,
    },
    pathRoute(first, second),
  );
  const rest = cycle.roles.length - new Set(cycle.walk).size;
  return {
    ...chain,
    sentence: shown(
      `${chain.sentence}${rest > 0 ? `; ${counted(rest, "more role")} can be walked on the way` : ""}`,
    ),
  };
}
