import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeSnapshot } from "@rolepath/snapshot";
import { sampleSnapshot } from "./sample.js";

/** Writes `sample/snapshot/` anew: `pnpm --filter @rolepath/sample run write`. */
const folder = fileURLToPath(new URL("../snapshot", import.meta.url));
rmSync(folder, { recursive: true, force: true });
for (const [path, text] of writeSnapshot(sampleSnapshot())) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
