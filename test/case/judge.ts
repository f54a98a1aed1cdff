import { analyze, type CanAnswer } from "@rolepath/analyzer";
import { readSnapshot } from "@rolepath/snapshot";
import type { VerdictCase } from "./case.js";

/** How an answer compares with its case. Right: no differences. Exact: no extra keys either. */
export interface Judgement {
  /** `field: got …, expected …`, one line each. */
  readonly differences: readonly string[];
  /** Condition keys that the answer requires and the case does not name. */
  readonly extraKeys: readonly string[];
}

/** Asks the case's question of the real reader and engine, and compares the answer. Never throws. */
export function judgeCase(verdictCase: VerdictCase): Judgement {
  try {
    return compareAnswer(verdictCase, answerCase(verdictCase));
  } catch (error) {
    const place = error instanceof Error ? (error.stack?.split("\n")[1] ?? "").trim() : "";
    return { differences: [`threw ${String(error)} ${place}`], extraKeys: [] };
  }
}

function answerCase({ snapshot: bundle, ask }: VerdictCase): CanAnswer {
  const { snapshot, problems } = readSnapshot(new Map([["case.json", JSON.stringify(bundle)]]));
  if (snapshot === null)
    throw new Error(`the snapshot is refused: ${problems.map((p) => p.message).join("; ")}`);
  return analyze(snapshot).can(ask);
}

/** Compares an answer with what the case expects. */
export function compareAnswer({ ask, expect }: VerdictCase, answer: CanAnswer): Judgement {
  const got = new Set(answer.requires.map(({ key }) => key.toLowerCase()));
  const wanted = new Set((expect.requires ?? []).map((key) => key.toLowerCase()));
  const missing = [...wanted].filter((key) => !got.has(key));
  const differences = [
    ...compareField("verdict", answer.verdict, expect.verdict),
    ...compareField("layer", answer.layer, expect.layer),
    ...compareField("denyType", answer.denyType, expect.denyType),
    ...(missing.length > 0 ? [`requires: got ${list(got)}, expected ${list(wanted)}`] : []),
    ...compareField("path", pathOf(answer, ask.maxHops ?? 1), expect.path),
    ...compareField("maxSessionSeconds", answer.maxSessionSeconds, expect.maxDuration),
  ];
  return { differences, extraKeys: [...got].filter((key) => !wanted.has(key)).sort() };
}

// A question about one hop has no path in its answer; denied, it is the same as no path.
function pathOf(answer: CanAnswer, maxHops: number): CanAnswer["path"] {
  return maxHops === 1 && answer.path === undefined && answer.verdict === "denied" ? null : answer.path;
}

function compareField(name: string, got: unknown, expected: unknown): string[] {
  if (expected === undefined || JSON.stringify(got) === JSON.stringify(expected)) return [];
  return [`${name}: got ${show(got)}, expected ${show(expected)}`];
}

function show(value: unknown): string {
  return Array.isArray(value) ? value.join(" -> ") : String(value);
}

function list(keys: ReadonlySet<string>): string {
  return `[${[...keys].sort().join(" ")}]`;
}
