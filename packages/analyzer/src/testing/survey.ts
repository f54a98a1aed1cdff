import { analyze } from "../analyze.js";
import { nobodyTrusted } from "../config/check-options.js";
import { insideOf } from "../explore.js";
import { type Survey, surveyOf } from "../finding/survey/survey.js";
import { snapshot } from "./world.js";

/** What rules look at, of a snapshot of users and roles; nobody outside is trusted, and no repairs are written. */
export function surveyed(...contents: Parameters<typeof snapshot>): Survey {
  const world = snapshot(...contents);
  const { graph, tracking } = insideOf(analyze(world));
  return surveyOf({
    snapshot: world,
    world: graph.world,
    graph,
    tracking,
    trusted: nobodyTrusted,
    repairing: null,
  });
}
