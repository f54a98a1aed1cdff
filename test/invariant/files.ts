import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/repository.js";

/** The YAML examples of a page of the documentation, in order. */
export function yamlExamples(page: string): readonly string[] {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, example]) => example ?? "");
}
