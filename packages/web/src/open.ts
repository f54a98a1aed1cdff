import { ask, cancelAll, cancelWaiting, hearProgress } from "./ask.js";
import { PickError } from "./load.js";
import type { Head, LoadProgress, ProblemView, Source } from "./protocol.js";
import { answerRoute, diffRoute, findingsRoute, isPlainOverview, overviewRoute } from "./route.js";
import { compared, compareProblems, comparing, failure, go, phase, route, screen } from "./state.js";
import { type Shown, shown } from "./text.js";

// Opening a snapshot, a second one beside it, and closing both.

/**
 * Loads a snapshot or an analysis and shows what the URL asks for.
 *
 * What is open stays until the files are looked into: an analysis joins the snapshot that it is dropped on.
 *
 * @param head what is known of the snapshot beforehand, to be shown until it is loaded
 */
export async function load(source: Source, head: Head | null = null): Promise<void> {
  if (phase.value.kind === "ready") cancelWaiting();
  else cancelAll();
  failure.value = "";
  screen.value = null;
  comparing.value = null;
  compareProblems.value = [];
  const progress: LoadProgress = { step: "unpack" };
  phase.value =
    head === null
      ? { kind: "loading", name: source.name, progress, head }
      : { kind: "loading", name: source.name, progress, head };
  hearProgress((progress) => {
    if (phase.value.kind === "loading" && typeof phase.value.progress !== "string")
      phase.value = { ...phase.value, progress };
  });
  try {
    const reply = await ask("load", source);
    if (reply.kind === "refused") refuse(reply.problems, head);
    else {
      const { answer } = reply.dataset;
      if (answer !== null) go(answer.kind === "findings" ? findingsRoute() : answerRoute);
      // Until the same comes from the analysis itself.
      if (head !== null && isPlainOverview(route.value))
        screen.value = { view: "overview", data: head.overview };
      phase.value = { kind: "ready", dataset: reply.dataset };
    }
  } catch (error) {
    if (error instanceof Error && error.message === "cancelled") return;
    refuse([problemOf(shown(source.name), error)], head);
  }
}

/** Shows the head of a report that is about to be loaded. */
export function showHead(head: Head): void {
  phase.value = { kind: "loading", name: head.dataset.name, progress: { step: "unpack" }, head };
}

/** Loads what was dropped or picked, or says why it cannot be. */
export async function loadPicked(pending: Promise<Source>): Promise<void> {
  try {
    await load(await pending);
  } catch (error) {
    refuse([problemOf(shown(""), error)], null);
  }
}

/** Loads a second snapshot to compare the first with, and shows the comparison. */
export async function comparePicked(pending: Promise<Source>): Promise<void> {
  compareProblems.value = [];
  try {
    const source = await pending;
    comparing.value = { name: source.name };
    const reply = await ask("compare", source);
    if (reply.kind === "refused") {
      compareProblems.value = reply.problems;
      comparing.value = null;
    } else compared.value++;
    if (route.value.view !== "diff") go(diffRoute);
  } catch (error) {
    if (error instanceof Error && error.message === "cancelled") return;
    compareProblems.value = [problemOf(shown(""), error)];
    comparing.value = null;
  }
}

function problemOf(
  where: Shown,
  error: unknown,
): { level: "error"; where: Shown; message: Shown; remedy: Shown } {
  const message = error instanceof Error ? error.message : String(error);
  const remedy =
    error instanceof PickError
      ? error.remedy
      : "This is a fault of the page. Try the command line, and report it with the message above.";
  return { level: "error", where, message: shown(message), remedy: shown(remedy) };
}

function refuse(problems: readonly ProblemView[], head: Head | null): void {
  const [first] = problems;
  // What the command worked out stands, whatever the page can do with the rest.
  phase.value =
    head === null
      ? { kind: "refused", problems }
      : { kind: "loading", name: head.dataset.name, progress: `${first?.message}. ${first?.remedy}`, head };
}

/** Back to the start: nothing loaded. */
export function close(): void {
  cancelAll();
  screen.value = null;
  compareProblems.value = [];
  phase.value = { kind: "empty" };
  go(overviewRoute);
}
