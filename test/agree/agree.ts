import { type Analysis, analyze, type CanAnswer } from "@rolepath/analyzer";
import { type Pair, Population, Random } from "@rolepath/bench";
import type { Snapshot } from "@rolepath/snapshot";
import {
  type Answered,
  allowanceFault,
  denialFault,
  type Effort,
  residualFault,
  witnessFault,
} from "../property/agreement.js";
import { replay } from "../property/chain-replay.js";
import { askerOf } from "../reference/case-question.js";
import { readPolicy } from "../reference/document.js";
import { findRole } from "../reference/world.js";

/** How the engine's answers about an organization compare with those of the reference evaluator. */
export interface Agreement {
  /** Questions of each verdict, and chains, on which both agree. */
  readonly agreed: Readonly<Record<string, number>>;
  /** Pairs that the graph has an edge for, or none, as the question alone is answered. */
  readonly edges: number;
  /** Questions that AWS does not settle. */
  readonly skipped: number;
  /** What the two do not agree on, in words. */
  readonly faults: readonly string[];
}

/** What is compared. */
export interface AgreeOptions {
  /** Pairs of a principal and a role; a tenth as many chains are walked. */
  readonly samples: number;
  readonly seed: number;
  /** Requests that the reference evaluator tries for one answer. */
  readonly requests: number;
}

/** Asks about random pairs of the organization, and lets the reference evaluator try requests for each. */
export function agree(snapshot: Snapshot, { samples, seed, requests }: AgreeOptions): Agreement {
  const analysis = analyze(snapshot);
  const population = new Population(snapshot, new Random(seed));
  const edges = edgesOf(analysis);
  const agreed: Record<string, number> = {};
  const faults: string[] = [];
  let skipped = 0;
  let edgesCompared = 0;
  const take = (kind: string, fault: string | null): void => {
    if (fault === null) agreed[kind] = (agreed[kind] ?? 0) + 1;
    else faults.push(fault);
  };
  for (let sample = 0; sample < samples; sample += 1) {
    const pair = population.pair();
    if (isOpen(snapshot, pair)) {
      skipped += 1;
      continue;
    }
    const answer = analysis.can(pair);
    const fault =
      directFault(snapshot, pair, answer, { requests, seed: seed + sample }) ??
      edgeFault(pair, answer, edges);
    edgesCompared += isPrincipal(pair.from) ? 1 : 0;
    take(answer.verdict, fault === null ? null : `${pair.from} → ${pair.to}: ${fault}`);
    if (sample % 10 > 0) continue;
    const farthest = farthestFrom(analysis, pair.from);
    if (farthest !== null) take("chain", chainFault(snapshot, analysis, pair.from, farthest));
  }
  return { agreed, edges: edgesCompared, skipped, faults };
}

/** AWS does not say whether a wildcard admits services and providers, nor whether a Deny with one reaches them. */
function isOpen(snapshot: Snapshot, { from, to }: Pair): boolean {
  if (isPrincipal(from) || /^\d{12}$/.test(from)) return false;
  const { statements } = readPolicy(findRole(snapshot, to)?.AssumeRolePolicyDocument ?? null);
  return statements.some(({ principal }) => principal?.some(({ value }) => value === "*"));
}

function isPrincipal(from: string): boolean {
  return /^arn:aws:iam::\d{12}:(user|role)\//.test(from);
}

function directFault(snapshot: Snapshot, pair: Pair, answer: CanAnswer, effort: Effort): string | null {
  if (answer.verdict === "unknown") return `unknown: ${answer.reason}`;
  const answered: Answered = {
    snapshot,
    asked: { question: pair, to: pair.to, ...askerOf(pair.from) },
    answer,
  };
  return (
    witnessFault(answered) ??
    denialFault(answered, effort) ??
    allowanceFault(answered, effort) ??
    residualFault(answered, effort)
  );
}

function edgesOf(analysis: Analysis): ReadonlyMap<string, string> {
  return new Map([...analysis.edges()].map(({ from, to, verdict }) => [`${from} ${to}`, verdict]));
}

/** The graph decides classes of callers at once; it must hold what the question alone gives. */
function edgeFault(
  { from, to }: Pair,
  { verdict }: CanAnswer,
  edges: ReadonlyMap<string, string>,
): string | null {
  if (!isPrincipal(from)) return null;
  const edge = edges.get(`${from} ${to}`) ?? "denied";
  return edge === verdict ? null : `alone ${verdict}, in the graph ${edge}`;
}

/** Where the longest of the shortest chains of a principal leads. */
function farthestFrom(analysis: Analysis, from: string): string | null {
  const { results } = analysis.whatCan(from);
  return results.toSorted((one, other) => other.hops.length - one.hops.length)[0]?.principal ?? null;
}

/** A shortest chain, walked in the reference evaluator. */
function chainFault(snapshot: Snapshot, analysis: Analysis, from: string, to: string): string | null {
  const { hops = [], path } = analysis.can({ from, to, maxHops: 8 });
  if (path == null) return `${from} reaches ${to}, but cannot when asked`;
  const walked = replay(snapshot, from, hops);
  return walked.kind === "walked" ? null : `${path.join(" → ")}: ${walked.text}`;
}
