import { signal } from "@preact/signals";
import type { Ask, CallName, Calls, FromWorker, LoadProgress } from "./protocol.js";
import { nextOf, withNewer } from "./queue.js";
import AnalyzerWorker from "./worker.js?worker&inline";

// The page's side of the protocol: each question is a promise. The worker starts with the first question, and gets one
// at a time.

interface Question {
  readonly call: CallName;
  readonly message: Ask;
  readonly resolve: (reply: unknown) => void;
  readonly reject: (error: Error) => void;
}

let worker: Worker | null = null;
let lastId = 0;
let waiting: readonly Question[] = [];
let underWay: Question | null = null;
let onProgress: (progress: LoadProgress) => void = () => {};
let onEnd: (message: string) => void = () => {};

/** Whether an answer is being worked out. */
export const busy = signal(false);

function put(question: Question | null): void {
  underWay = question;
  busy.value = question !== null;
  if (question === null) return;
  worker ??= start();
  worker.postMessage(question.message);
}

function putNext(): void {
  const next = nextOf(waiting);
  waiting = waiting.filter((one) => one !== next);
  put(next ?? null);
}

function cancel(questions: readonly Question[]): void {
  for (const { reject } of questions) reject(new Error("cancelled"));
}

function receive(message: FromWorker): void {
  if (message.kind === "progress") {
    onProgress(message.progress);
    return;
  }
  const answered = underWay;
  putNext();
  if (message.kind === "reply") answered?.resolve(message.reply);
  else answered?.reject(new Error(message.message));
}

function start(): Worker {
  const created = new AnalyzerWorker();
  created.onmessage = (event: MessageEvent<FromWorker>) => receive(event.data);
  // What goes wrong in an answer comes as a message: this is the worker itself, in most cases for want of memory.
  created.onerror = ({ message }) => {
    cancelAll();
    onEnd(message);
  };
  return created;
}

/** Asks the worker; the answer is a view model. Rejects with a sentence when it failed or was cancelled. */
export function ask<Name extends CallName>(
  call: Name,
  question: Calls[Name]["ask"],
): Promise<Calls[Name]["reply"]> {
  const message = { id: ++lastId, call, ask: question } as Ask;
  return new Promise((resolve, reject) => {
    const added = withNewer(waiting, { call, message, resolve: resolve as (reply: unknown) => void, reject });
    waiting = added.waiting;
    cancel(added.dropped);
    if (underWay === null) putNext();
  });
}

/** Hears of the steps of loading. */
export function hearProgress(listener: (progress: LoadProgress) => void): void {
  onProgress = listener;
}

/** Hears when the worker ended of itself, and with it all that it had loaded. */
export function hearEnd(listener: (message: string) => void): void {
  onEnd = listener;
}

/** Forgets what was asked and is not answered yet; what the worker has loaded stays. */
export function cancelWaiting(): void {
  const all = underWay === null ? waiting : [underWay, ...waiting];
  waiting = [];
  cancel(all);
}

/** Stops whatever the worker does and forgets what it loaded. */
export function cancelAll(): void {
  worker?.terminate();
  worker = null;
  cancelWaiting();
  put(null);
}
