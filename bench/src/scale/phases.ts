import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Analysis, analyze, type GraphSize } from "@rolepath/analyzer";
import { createSnapshotReader, type Snapshot } from "@rolepath/snapshot";
import { added, type Cost, measured, noCost, peakBytes, startMeasure } from "../measure.js";
import { jsonFiles } from "./json-files.js";

/** What each part of a check costs in one process that does one after the other, and what it found. */
export interface PhaseFigures {
  /** The files themselves: nothing of it is ours. */
  readonly files: Cost;
  readonly read: Cost;
  readonly world: Cost;
  readonly graph: Cost;
  readonly check: Cost;
  readonly accounts: number;
  readonly principals: number;
  /** Groups of callers whom no policy tells apart, hops from these into roles, and decisions that were made for them. */
  readonly size: GraphSize;
  /** Between principals: counted, never listed. */
  readonly edges: number;
  readonly findings: number;
  readonly peakBytes: number;
}

/** Reads a snapshot directory, draws its graph and checks it. */
export function measurePhases(folder: string): PhaseFigures {
  const { snapshot, files, read } = readMeasured(folder);
  const world = measured(() => analyze(snapshot));
  const analysis = world.result;
  const graph = measured(() => analysis.summary());
  const check = measured(() => analysis.check());
  const { accounts, principals, edges } = graph.result;
  return {
    files,
    read,
    world: world.cost,
    graph: graph.cost,
    check: check.cost,
    accounts,
    principals,
    size: analysis.graphSize(),
    edges,
    findings: check.result.findings.length,
    peakBytes: peakBytes(),
  };
}

/** The snapshot in a directory, loaded and drawn, for questions. */
export function loadedAnalysis(folder: string): Analysis {
  const analysis = analyze(readMeasured(folder).snapshot);
  analysis.summary();
  return analysis;
}

function readMeasured(folder: string): {
  readonly snapshot: Snapshot;
  readonly files: Cost;
  readonly read: Cost;
} {
  const reader = createSnapshotReader({ forAnalysis: true });
  let files = noCost;
  let read = noCost;
  for (const path of jsonFiles(folder)) {
    const stopFile = startMeasure();
    const text = readFileSync(join(folder, path), "utf8");
    files = added(files, stopFile());
    const stopRead = startMeasure();
    reader.add(path, text);
    read = added(read, stopRead());
  }
  const stopRead = startMeasure();
  const { snapshot, problems } = reader.finish();
  read = added(read, stopRead());
  if (snapshot === null) throw new Error(`${folder}: ${problems.map(({ message }) => message).join("; ")}`);
  return { snapshot, files, read };
}
