import { ask, cancelAll, cancelWaiting, hearProgress } from "./ask.js";
import { beginAttempt, endAttempt } from "./attempt.js";
import { PickError } from "./load.js";
import { isMuch, memoryLimit, needOf, withoutBrowser } from "./need.js";
import type { Head, LoadProgress, ProblemView, Source } from "./protocol.js";
import { answerRoute, diffRoute, findingsRoute, overviewRoute } from "./route.js";
import { compared, compareProblems, comparing, failure, go, phase, route, screen } from "./state.js";
import { type Shown, sentence, shown } from "./text.js";

// Opening a snapshot, a second one beside it, and closing both.

/** Where each kind of analysis is shown. */
const answerViews = { findings: findingsRoute(), paths: answerRoute, diff: diffRoute };

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
  beginAttempt(source.name);
  const step = (progress: LoadProgress): void => {
    phase.value =
      head === null
        ? { kind: "loading", name: source.name, progress }
        : { kind: "head", head, analysis: { kind: "under way", progress } };
  };
  step({ step: "unpack" });
  const begun = phase.value.kind;
  hearProgress((progress) => phase.value.kind === begun && step(progress));
  try {
    const reply = await ask("load", source);
    if (reply.kind === "refused") refuse(reply.problems, head);
    else {
      const { answer } = reply.dataset;
      if (answer !== null) go(answerViews[answer.kind]);
      phase.value = { kind: "ready", dataset: reply.dataset, head };
    }
  } catch (error) {
    if (error instanceof Error && error.message === "cancelled") return;
    refuse([problemOf(shown(source.name), error)], head);
  }
  endAttempt();
}

/**
 * Opens what a report carries: its head first, so that there is something to read while the rest is worked out.
 *
 * What takes much memory waits until the reader wants it.
 */
export async function openReport(carried: Source, head: Head | null, broken: boolean): Promise<void> {
  if (head === null) return load(carried);
  const need = needOf(head);
  if (broken || isMuch(need, memoryLimit())) {
    phase.value = { kind: "head", head, analysis: { kind: "asked", need, broken } };
    return;
  }
  phase.value = { kind: "head", head, analysis: { kind: "under way", progress: { step: "unpack" } } };
  // A moment to be drawn, also where a hidden page has no frames.
  await new Promise((resolve) => setTimeout(resolve, 50));
  await load(carried, head);
}

/** Says why there is no analysis: what was begun ended the tab, or the worker. */
export function sayEnded(name: string, message = ""): void {
  const now = phase.value;
  const head = now.kind === "head" || now.kind === "ready" ? now.head : null;
  const why = message === "" ? "" : ` (${message})`;
  endAttempt();
  refuse(
    [
      {
        level: "error",
        where: shown(name),
        message: shown(`The analysis ended before it was done, most likely for want of memory${why}`),
        remedy: shown(withoutBrowser),
      },
    ],
    head,
  );
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
  const why = problems.slice(0, 1).map(({ message, remedy }) => `${sentence(message)} ${sentence(remedy)}`);
  // What the command worked out stands, whatever the page can do with the rest.
  phase.value =
    head === null
      ? { kind: "refused", problems }
      : { kind: "head", head, analysis: { kind: "ended", why: shown(why.join("")) } };
}

/** Back to the start: nothing loaded. */
export function close(): void {
  cancelAll();
  screen.value = null;
  compareProblems.value = [];
  phase.value = { kind: "empty" };
  go(overviewRoute);
}
