import type { Analysis } from "@rolepath/analyzer";
import { measured } from "../measure.js";
import { Random } from "../random.js";
import { table } from "../table.js";
import { type Pair, Population } from "./sample.js";

/** How long questions of one kind took, in milliseconds. */
export interface LatencyFigures {
  readonly question: string;
  readonly asked: number;
  /** Questions with a positive answer, and how many results the answers had together. */
  readonly hits: number;
  readonly results: number;
  readonly cpu: Spread;
  readonly wall: Spread;
  /** CPU of the first question of the kind, which may have to make what the later ones use. */
  readonly firstCpu: number;
  /** What the question with the most CPU was about. */
  readonly slowest: string;
}

interface Spread {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** A question that is ready to be asked, and how many results its answer has. */
interface Ready {
  readonly about: string;
  readonly ask: () => number;
}

const WARM_UP_COUNT = 20;

/** Questions of each kind on a loaded graph, one after the other; of those with many results a tenth as many. */
export function measureLatency(
  analysis: Analysis,
  questions: number,
  seed: number,
): readonly LatencyFigures[] {
  const tenth = Math.max(1, Math.round(questions / 10));
  const population = new Population(analysis.snapshot, new Random(seed));
  const verdict = (kind: string): number => (kind === "denied" || kind === "unknown" ? 0 : 1);
  const listed = ({ results }: { readonly results: readonly unknown[] }): number => results.length;
  const rows: readonly (readonly [question: string, count: number, draw: () => Ready])[] = [
    ["can", questions, () => asking(population.pair(), (pair) => verdict(analysis.can(pair).verdict))],
    [
      "can --max-hops 8",
      questions,
      () => asking(population.pair(), (pair) => verdict(analysis.can({ ...pair, maxHops: 8 }).verdict)),
    ],
    ["who-can", tenth, () => asking(population.role(), (role) => listed(analysis.whoCan(role)))],
    [
      "who-can --max-hops 1",
      tenth,
      () => asking(population.role(), (role) => listed(analysis.whoCan(role, { maxHops: 1 }))),
    ],
    ["paths", tenth, () => asking(population.pair(), (pair) => listed(analysis.paths(pair)))],
    [
      "paths --max-hops 3",
      tenth,
      () => asking(population.pair(), (pair) => listed(analysis.paths({ ...pair, maxHops: 3 }))),
    ],
    [
      "paths from an account",
      tenth,
      () =>
        asking({ from: population.account(), to: population.role() }, (pair) => listed(analysis.paths(pair))),
    ],
  ];
  return rows.map(([question, count, draw]) => measureKind(question, count, draw));
}

/** Draws what to ask about before the clock runs. */
function asking<About extends string | Pair>(about: About, ask: (about: About) => number): Ready {
  return {
    about: typeof about === "string" ? about : `${about.from} to ${about.to}`,
    ask: () => ask(about),
  };
}

function measureKind(question: string, count: number, draw: () => Ready): LatencyFigures {
  const first = measured(draw().ask);
  for (let warm = 1; warm < Math.min(WARM_UP_COUNT, count); warm += 1) draw().ask();
  const asked = Array.from({ length: count }, () => {
    const { about, ask } = draw();
    const { result, cost } = measured(ask);
    return { about, results: result, cpu: cost.cpuSeconds * 1_000, wall: cost.wallSeconds * 1_000 };
  });
  const cpu = spread(asked.map((one) => one.cpu));
  return {
    question,
    asked: count,
    hits: asked.filter(({ results }) => results > 0).length,
    results: asked.reduce((sum, { results }) => sum + results, 0),
    cpu,
    wall: spread(asked.map(({ wall }) => wall)),
    firstCpu: first.cost.cpuSeconds * 1_000,
    slowest: asked.find((one) => one.cpu === cpu.max)?.about ?? "",
  };
}

/** The value below or at which half of them and 99 of 100 are, and the largest. */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (part: number): number => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** The figures of all kinds. */
export function latencyTable(all: readonly LatencyFigures[]): string {
  const head = [
    ...["question", "asked", "hits", "results", "first ms"],
    ...["CPU p50 ms", "p99", "max", "wall p50 ms", "p99", "max"],
  ];
  const rows = all.map(({ question, asked, hits, results, cpu, wall, firstCpu }) => [
    question,
    String(asked),
    String(hits),
    String(results),
    firstCpu.toFixed(1),
    ...[cpu.p50, cpu.p99, cpu.max, wall.p50, wall.p99, wall.max].map((value) => value.toFixed(2)),
  ]);
  const slowest = all.map(({ question, slowest }) => `  ${question}: ${slowest}`);
  return [table(head, rows), "", "Slowest:", ...slowest].join("\n");
}
