import type { Ask, CallName, Calls, FromWorker, LoadProgress } from "./protocol.js";
import AnalyzerWorker from "./worker.js?worker&inline";

// The page's side of the protocol: each question is a promise. The worker starts with the first question.

interface Waiting {
  readonly resolve: (reply: unknown) => void;
  readonly reject: (error: Error) => void;
}

let worker: Worker | null = null;
let lastId = 0;
const waiting = new Map<number, Waiting>();
let onProgress: (progress: LoadProgress) => void = () => {};

function failAll(message: string): void {
  for (const { reject } of waiting.values()) reject(new Error(message));
  waiting.clear();
}

function receive(message: FromWorker): void {
  if (message.kind === "progress") {
    onProgress(message.progress);
    return;
  }
  const one = waiting.get(message.id);
  waiting.delete(message.id);
  if (message.kind === "reply") one?.resolve(message.reply);
  else one?.reject(new Error(message.message));
}

function start(): Worker {
  const created = new AnalyzerWorker();
  created.onmessage = (event: MessageEvent<FromWorker>) => receive(event.data);
  created.onerror = (event) => failAll(event.message || "the analysis stopped");
  return created;
}

/** Asks the worker; the answer is a view model. Rejects with a sentence when it failed or was cancelled. */
export function ask<Name extends CallName>(
  call: Name,
  question: Calls[Name]["ask"],
): Promise<Calls[Name]["reply"]> {
  worker ??= start();
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve: resolve as (reply: unknown) => void, reject });
    worker?.postMessage({ id, call, ask: question } as Ask);
  });
}

/** Hears of the steps of loading. */
export function hearProgress(listener: (progress: LoadProgress) => void): void {
  onProgress = listener;
}

/** Forgets what was asked and is not answered yet; what the worker has loaded stays. */
export function cancelWaiting(): void {
  failAll("cancelled");
}

/** Stops whatever the worker does and forgets what it loaded. */
export function cancelAll(): void {
  worker?.terminate();
  worker = null;
  failAll("cancelled");
}
