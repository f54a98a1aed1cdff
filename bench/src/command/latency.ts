import { parseArgs } from "node:util";
import { count, organizationArguments, organizationShape } from "../organization/organization-arguments.js";
import { withOrganization } from "../organization/with-organization.js";
import { latencyTable, measureLatency } from "../question/latency.js";
import { loadedAnalysis } from "../scale/phases.js";
import { print, tell } from "./print.js";

/** Measures how long single questions take on a loaded graph. */
export function latency(args: readonly string[]): Promise<number> | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...organizationArguments,
      accounts: { type: "string", default: "100" },
      questions: { type: "string", default: "1000" },
      dir: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const [accounts, questions] = [count(values.accounts), count(values.questions)];
  const shape = organizationShape(values);
  if (!accounts || !questions || shape === null) return null;
  return withOrganization({ ...shape, accounts }, values.dir, (snapshot) => {
    const analysis = loadedAnalysis(snapshot);
    const { principals, edges } = analysis.summary();
    tell(`${accounts} accounts, ${principals} principals, ${edges} edges`);
    const figures = measureLatency(analysis, questions, shape.seed);
    return print(values.json ? JSON.stringify(figures, null, 2) : latencyTable(figures));
  });
}
