import { analyze } from "@rolepath/analyzer";
import { type Problem, readSnapshot } from "@rolepath/snapshot";
import { accountView } from "./model/account.js";
import { type Dataset, makeDataset } from "./model/dataset.js";
import { hopView } from "./model/evidence.js";
import { findingsView, findingView } from "./model/findings.js";
import { focusView } from "./model/focus.js";
import { overviewView } from "./model/overview.js";
import { pathView } from "./model/path.js";
import { searchOptions } from "./model/search.js";
import { makeSearchIndex, type SearchIndex } from "./model/search-index.js";
import type {
  Ask,
  CallName,
  Calls,
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

let loaded: { readonly dataset: Dataset; readonly index: SearchIndex } | null = null;

function progress(step: LoadStep): void {
  scope.postMessage({ kind: "progress", step });
}

function problemView(problem: Problem): ProblemView {
  const where = problem.pointer === "" ? problem.file : `${problem.file} ${problem.pointer}`;
  return {
    level: problem.level,
    where: shown(where),
    message: shown(problem.message),
    remedy: shown(problem.remedy),
  };
}

async function load(source: Source): Promise<LoadReply> {
  loaded = null;
  progress("unpack");
  let texts: ReadonlyMap<string, string>;
  try {
    texts = await unpack(source);
  } catch (error) {
    if (!(error instanceof UnpackError)) throw error;
    return {
      kind: "refused",
      problems: [
        {
          level: "error",
          where: shown(error.file),
          message: shown(error.message),
          remedy: shown(error.remedy),
        },
      ],
    };
  }
  progress("read");
  const { snapshot, problems } = readSnapshot(texts, { source: source.name });
  if (snapshot === null) return { kind: "refused", problems: problems.map(problemView) };
  progress("analyze");
  const dataset = makeDataset(source.name, analyze(snapshot));
  progress("draw");
  loaded = { dataset, index: makeSearchIndex(dataset) };
  const summary = dataset.analysis.summary();
  return {
    kind: "loaded",
    dataset: {
      name: shown(source.name),
      createdAt: shown(summary.createdAt),
      organization: shown(summary.organization ?? ""),
      findingCount: dataset.check.findings.length,
      warnings: dataset.analysis.problems().map(problemView),
      notices: [...summary.coverageGaps, ...dataset.check.assumptions].map((text) => shown(text)),
    },
  };
}

function ready(): { readonly dataset: Dataset; readonly index: SearchIndex } {
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
  hop: (ask) => hopView(ready().dataset, ask.from, ask.to),
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
