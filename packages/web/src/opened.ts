import { explore } from "@rolepath/analyzer";
import { createSnapshotReader } from "@rolepath/snapshot";
import { type AnswerFile, type Sorted, sortAnswers } from "./answer-file/read-answer.js";
import { answerAlone, snapshotNeeded } from "./model/answer-alone.js";
import { problemView } from "./model/coverage.js";
import { type Dataset, makeDataset } from "./model/dataset.js";
import { datasetView } from "./model/dataset-view.js";
import type { Compared } from "./model/diff.js";
import { searchOptions } from "./model/search.js";
import { makeSearchIndex, type SearchIndex } from "./model/search-index.js";
import type { LoadProgress, LoadReply, ProblemView, Source } from "./protocol.js";
import { shown } from "./text.js";
import { type Content, unpack, withoutTop } from "./unpack.js";
import { UnpackError } from "./unpack-error.js";

// What is open in the worker: a snapshot, an analysis that the command wrote, or both; and a second snapshot beside.

type Loaded = Compared & { readonly index: SearchIndex };

let loaded: Loaded | null = null;
let second: Compared | null = null;
let answer: AnswerFile | null = null;
let alone: Dataset | null = null;

type Progress = (progress: LoadProgress) => void;
type Refused = readonly ProblemView[];

async function sorted(source: Source): Promise<Sorted | Refused> {
  try {
    return sortAnswers(await unpack(source));
  } catch (error) {
    if (!(error instanceof UnpackError)) throw error;
    const { file, message, remedy } = error;
    return [{ level: "error", where: shown(file), message: shown(message), remedy: shown(remedy) }];
  }
}

function isRefused(result: object): result is Refused {
  return Array.isArray(result);
}

/** Files to an analysis, or what stands in the way. */
function read(
  name: string,
  contents: ReadonlyMap<string, Content>,
  file: AnswerFile | null,
  progress: Progress,
): Compared | Refused {
  progress({ step: "read" });
  const reader = createSnapshotReader({
    source: name,
    forAnalysis: true,
    sawAccount: (read, of) => read % 10 === 0 && progress({ step: "read", accounts: { read, of } }),
  });
  for (const [path, content] of contents)
    if (typeof content === "string") reader.add(path, content);
    else reader.addPacked(path, content);
  const { snapshot, problems } = reader.finish();
  if (snapshot === null) return problems.map(problemView);
  progress({ step: "analyze" });
  const analysis = explore(snapshot);
  // The summary counts edges, which takes the graph; the findings are next.
  analysis.summary();
  progress({ step: "find" });
  analysis.check();
  progress({ step: "draw" });
  return withAnswer(name, analysis, file);
}

function withAnswer(name: string, analysis: Compared["analysis"], file: AnswerFile | null): Compared {
  const check = file?.kind === "findings" ? file.answer : undefined;
  return { analysis, dataset: makeDataset(name, analysis, check) };
}

/** The files of a snapshot that an analysis was dropped with: the snapshot's own paths, and what to call it. */
function besideAnswer(
  { rest }: Sorted,
  source: Source,
): { name: string; contents: ReadonlyMap<string, Content> } {
  const paths = [...rest.keys()];
  const inside = withoutTop(paths);
  const top = paths[0] === inside[0] ? paths[0] : paths[0]?.split("/")[0];
  const contents = new Map([...rest.values()].map((content, index) => [inside[index] ?? "", content]));
  return { name: paths.length === 1 || top !== paths[0] ? (top ?? source.name) : source.name, contents };
}

/**
 * Opens a snapshot, an analysis, or both together.
 *
 * An analysis joins the snapshot that is open, and a snapshot the analysis that was opened alone; else what is opened
 * takes the place of what was.
 */
export async function load(source: Source, progress: Progress): Promise<LoadReply> {
  progress({ step: "unpack" });
  const found = await sorted(source);
  if (isRefused(found)) return refuse(found);
  const single = found.answer !== null && found.rest.size === 0;
  alone = null;
  answer = found.answer ?? (loaded === null ? answer : null);
  let opened: Compared | Refused;
  if (single && loaded !== null) opened = withAnswer(loaded.dataset.name, loaded.analysis, answer);
  else if (single && answer !== null) {
    alone = answerAlone(answer);
    return { kind: "loaded", dataset: datasetView(alone, answer) };
  } else {
    // The old snapshot goes before the new one is read: two large ones need not fit.
    loaded = null;
    second = null;
    const files =
      found.answer === null ? { name: source.name, contents: found.rest } : besideAnswer(found, source);
    opened = read(files.name, files.contents, answer, progress);
  }
  if (isRefused(opened)) return refuse(opened);
  const index = makeSearchIndex(opened.dataset);
  // What the first letter that somebody types would wait for is made now.
  searchOptions(opened.dataset, index, "role");
  loaded = { ...opened, index };
  return { kind: "loaded", dataset: datasetView(opened.dataset, answer) };
}

function refuse(problems: Refused): LoadReply {
  loaded = null;
  second = null;
  answer = null;
  alone = null;
  return { kind: "refused", problems };
}

/** Opens a second snapshot beside the first. */
export async function compare(source: Source, progress: Progress): Promise<LoadReply> {
  progress({ step: "unpack" });
  const found = await sorted(source);
  if (isRefused(found)) return { kind: "refused", problems: found };
  if (found.answer !== null)
    return {
      kind: "refused",
      problems: [
        {
          level: "error",
          where: shown(found.answer.name),
          message: shown("is an analysis, and only snapshots are compared here"),
          remedy: shown("drop the snapshot that it was made of, or drop it on another view"),
        },
      ],
    };
  const opened = read(source.name, found.rest, null, progress);
  if (isRefused(opened)) return { kind: "refused", problems: opened };
  second = opened;
  return { kind: "loaded", dataset: datasetView(opened.dataset, answer) };
}

/** The snapshot that is open. @throws a sentence when there is none */
export function snapshotOpen(): Loaded {
  if (loaded !== null) return loaded;
  throw new Error(alone === null ? "no snapshot is loaded" : snapshotNeeded);
}

/** The second snapshot; null without one. */
export function secondOpen(): Compared | null {
  return second;
}

/** What there is to show the answers of: the snapshot, or else the analysis alone. */
export function datasetOpen(): Dataset {
  return alone ?? snapshotOpen().dataset;
}

/** The analysis that was opened; null without one. */
export function answerOpen(): AnswerFile | null {
  return answer;
}
