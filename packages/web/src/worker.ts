import { explore } from "@rolepath/analyzer";
import { readSnapshot } from "@rolepath/snapshot";
import { accountView } from "./model/account.js";
import { coverageView, problemView } from "./model/coverage.js";
import { cyclesView } from "./model/cycles.js";
import { type Dataset, makeDataset } from "./model/dataset.js";
import { type Compared, diffView } from "./model/diff.js";
import { hopView } from "./model/evidence.js";
import { findingsView, findingView } from "./model/findings.js";
import { focusView } from "./model/focus.js";
import { overviewView } from "./model/overview.js";
import { pathUse, pathView } from "./model/path.js";
import { principalPage } from "./model/principal-page.js";
import { searchOptions } from "./model/search.js";
import { makeSearchIndex, type SearchIndex } from "./model/search-index.js";
import type {
  Ask,
  CallName,
  Calls,
  DatasetView,
  FromWorker,
  LoadReply,
  LoadStep,
  ProblemView,
  Source,
} from "./protocol.js";
import { shown } from "./text.js";
import { UnpackError, unpack } from "./unpack.js";

// Reads, analyzes, answers and lays out, off the main thread. One of the two places that catch (the other is
// the command): what is thrown here becomes a sentence on the page.

interface WorkerScope {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<Ask>) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;

let loaded: (Compared & { readonly index: SearchIndex }) | null = null;
let second: Compared | null = null;

function progress(step: LoadStep): void {
  scope.postMessage({ kind: "progress", step });
}

/** Files to an analysis, or what stands in the way. */
async function open(source: Source): Promise<Compared | readonly ProblemView[]> {
  progress("unpack");
  let texts: ReadonlyMap<string, string>;
  try {
    texts = await unpack(source);
  } catch (error) {
    if (!(error instanceof UnpackError)) throw error;
    const { file, message, remedy } = error;
    return [{ level: "error", where: shown(file), message: shown(message), remedy: shown(remedy) }];
  }
  progress("read");
  const { snapshot, problems } = readSnapshot(texts, { source: source.name });
  if (snapshot === null) return problems.map(problemView);
  progress("analyze");
  const analysis = explore(snapshot);
  return { analysis, dataset: makeDataset(source.name, analysis) };
}

function isOpen(opened: Compared | readonly ProblemView[]): opened is Compared {
  return "analysis" in opened;
}

function datasetView(dataset: Dataset): DatasetView {
  const summary = dataset.analysis.summary();
  return {
    name: shown(dataset.name),
    createdAt: shown(summary.createdAt),
    organization: shown(summary.organization ?? ""),
    findingCount: dataset.check.findings.length,
    warnings: dataset.analysis.problems().map(problemView),
    notices: [...summary.coverageGaps, ...dataset.check.assumptions].map((text) => shown(text)),
  };
}

async function load(source: Source): Promise<LoadReply> {
  loaded = null;
  second = null;
  const opened = await open(source);
  if (!isOpen(opened)) return { kind: "refused", problems: opened };
  progress("draw");
  loaded = { ...opened, index: makeSearchIndex(opened.dataset) };
  return { kind: "loaded", dataset: datasetView(opened.dataset) };
}

async function compare(source: Source): Promise<LoadReply> {
  const opened = await open(source);
  if (!isOpen(opened)) return { kind: "refused", problems: opened };
  second = opened;
  return { kind: "loaded", dataset: datasetView(opened.dataset) };
}

function ready(): Compared & { readonly index: SearchIndex } {
  if (loaded === null) throw new Error("no snapshot is loaded");
  return loaded;
}

const answers: {
  readonly [Name in CallName]: (
    ask: Calls[Name]["ask"],
  ) => Calls[Name]["reply"] | Promise<Calls[Name]["reply"]>;
} = {
  load,
  overview: (ask) => overviewView(ready().dataset, ask),
  focus: (ask) => focusView(ready().dataset, ask),
  path: (ask) => pathView(ready().dataset, ask),
  account: (ask) => accountView(ready().dataset, ask),
  findings: (ask) => findingsView(ready().dataset, ask),
  finding: (ask) => findingView(ready().dataset, ask.id),
  compare,
  principal: (ask) => principalPage(ready().dataset, ask),
  coverage: () => coverageView(ready().dataset),
  cycles: () => cyclesView(ready().dataset),
  diff: (ask) => diffView(ready(), second, ask),
  use: (ask) => pathUse(ready().dataset, ask),
  hop: (ask) => hopView(ready().dataset, ask.from, ask.to, ask.given, ask.indirect),
  search: (ask) => searchOptions(ready().dataset, ready().index, ask.text),
};

async function answer(message: Ask): Promise<void> {
  try {
    // The message's type pairs each call with what it asks; TypeScript does not follow that through an index.
    const call = answers[message.call] as (ask: Ask["ask"]) => unknown;
    scope.postMessage({ kind: "reply", id: message.id, reply: await call(message.ask) });
  } catch (error) {
    scope.postMessage({
      kind: "failed",
      id: message.id,
      message: shown(error instanceof Error ? error.message : String(error)),
    });
  }
}

// One after another: a question about a snapshot that is just being loaded waits for it.
let queue: Promise<void> = Promise.resolve();
scope.onmessage = (event) => {
  queue = queue.then(() => answer(event.data));
};
