// The engine first: what is alike lies together then, and the page packs better.
import "@rolepath/snapshot";
import "@rolepath/analyzer";
import { accountView } from "./model/account.js";
import { pathListView } from "./model/answer.js";
import { coverageView, problemRows } from "./model/coverage.js";
import { cycleRows, cyclesView } from "./model/cycles.js";
import type { Dataset } from "./model/dataset.js";
import { diffView, writtenDiff } from "./model/diff.js";
import { hopView } from "./model/evidence.js";
import { findingRows, findingsView, findingView } from "./model/findings.js";
import { focusView } from "./model/focus.js";
import { baselineRows, overviewView, pairRows } from "./model/overview.js";
import { pathUse, pathView } from "./model/path.js";
import { principalPage } from "./model/principal-page.js";
import { reachRows } from "./model/reach.js";
import { searchOptions } from "./model/search.js";
import { triedPath } from "./model/tried-path.js";
import { answerOpen, compare, datasetOpen, load, secondOpen, snapshotOpen } from "./opened.js";
import type { Ask, CallName, Calls, FromWorker, LoadProgress } from "./protocol.js";
import { shown } from "./text.js";

// Reads, analyzes, answers and lays out, off the main thread. One of the two places that catch (the other is
// the command): what is thrown here becomes a sentence on the page.

interface WorkerScope {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<Ask>) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;

function progress(progress: LoadProgress): void {
  scope.postMessage({ kind: "progress", progress });
}

const dataset = (): Dataset => snapshotOpen().dataset;

const answers: {
  readonly [Name in CallName]: (
    ask: Calls[Name]["ask"],
  ) => Calls[Name]["reply"] | Promise<Calls[Name]["reply"]>;
} = {
  load: (ask) => load(ask, progress),
  overview: (ask) => overviewView(dataset(), ask),
  focus: (ask) => focusView(dataset(), ask),
  path: (ask) => pathView(dataset(), ask),
  account: (ask) => accountView(dataset(), ask),
  findings: (ask) => findingsView(datasetOpen(), ask),
  finding: (ask) => findingView(datasetOpen(), ask.id),
  compare: (ask) => compare(ask, progress),
  principal: (ask) => principalPage(dataset(), ask),
  coverage: () => coverageView(dataset()),
  cycles: () => cyclesView(dataset()),
  answer: () => pathListView(answerOpen(), datasetOpen()),
  diff: (ask) => {
    const file = answerOpen();
    return file?.kind === "diff"
      ? writtenDiff(file.answer, datasetOpen())
      : diffView(snapshotOpen(), secondOpen(), ask);
  },
  use: (ask) => pathUse(dataset(), ask),
  tried: (ask) => triedPath(dataset(), ask),
  hop: (ask) => hopView(dataset(), ask.from, ask.to, ask.given, ask),
  findingRows: (ask) => findingRows(datasetOpen(), ask),
  reachRows: (ask) => reachRows(dataset(), ask),
  pairRows: (ask) => pairRows(dataset(), ask),
  baselineRows: (ask) => baselineRows(dataset(), ask),
  cycleRows: (ask) => cycleRows(dataset(), ask),
  problemRows: (ask) => problemRows(dataset(), ask),
  search: (ask) => searchOptions(dataset(), snapshotOpen().index, ask.text, ask.most),
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
