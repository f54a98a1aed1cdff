import { baseline } from "./command/baseline.js";
import { blast } from "./command/blast.js";
import { bundle } from "./command/bundle.js";
import { cache } from "./command/cache.js";
import { can } from "./command/can.js";
import { check } from "./command/check.js";
import { collect } from "./command/collect.js";
import { cycles } from "./command/cycles.js";
import { demo } from "./command/demo.js";
import { diff } from "./command/diff.js";
import { explain } from "./command/explain.js";
import { exportCommand } from "./command/export.js";
import { importCommand } from "./command/import.js";
import { paths } from "./command/paths.js";
import { whatCan, whoCan } from "./command/reach.js";
import { report } from "./command/report.js";
import { serve } from "./command/serve.js";
import type { Command } from "./command.js";

/** Every command, in the order of the help. A new command is one file in `command/` and one line here. */
export const commands: readonly Command[] = [
  demo,
  collect,
  importCommand,
  can,
  whoCan,
  whatCan,
  paths,
  blast,
  cycles,
  check,
  baseline,
  diff,
  explain,
  report,
  serve,
  bundle,
  exportCommand,
  cache,
];
