import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CanQuestion, DenyType, Layer, VerdictKind } from "@rolepath/analyzer";

/** What AWS does with one question about one small snapshot; README.md tells the fields. */
export interface VerdictCase {
  readonly id: string;
  readonly title: string;
  readonly topic: string;
  /** A snapshot bundle, as it would stand in a file. */
  readonly snapshot: object;
  readonly ask: CanQuestion;
  readonly expect: Expectation;
  readonly why: string;
  /** The title of the public page that the case rests on. */
  readonly source: string;
}

/** What must be in the answer; an absent field is not compared. */
interface Expectation {
  readonly verdict?: VerdictKind;
  readonly requires?: readonly string[];
  readonly layer?: Layer;
  readonly denyType?: DenyType;
  readonly path?: readonly string[] | null;
  /** Seconds. */
  readonly maxDuration?: number;
}

const folder = dirname(fileURLToPath(import.meta.url));

/** All verdict cases, in the order of their files. */
export function loadCases(): VerdictCase[] {
  const names = readdirSync(folder).filter((name) => /^\d\d-.*\.json$/.test(name));
  return names
    .sort()
    .flatMap((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as VerdictCase[]);
}

/** The cases that the engine is known to get wrong, each with the reason; test/case/open.json. */
export function loadOpenCases(): ReadonlyMap<string, string> {
  const text = readFileSync(join(folder, "open.json"), "utf8");
  return new Map(Object.entries(JSON.parse(text) as Record<string, string>));
}
