import type { CyclesView } from "../protocol.js";
import { pathRoute } from "../route.js";
import { counted, shown } from "../text.js";
import { chainView } from "./chain.js";
import type { Dataset } from "./dataset.js";

/** The walks that a session can go round for ever, shortest first. */
export function cyclesView(dataset: Dataset): CyclesView {
  const { results, truncated } = dataset.analysis.cycles();
  return {
    truncated,
    cycles: results.map((cycle) => {
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
    }),
  };
}
