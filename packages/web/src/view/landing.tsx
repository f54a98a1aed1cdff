import { useMemo, useRef, useState } from "preact/hooks";
import { embeddedSample, readDropped } from "../load.js";
import { close, comparePicked, load, loadPicked } from "../open.js";
import { partOf } from "../part.js";
import type { LoadProgress, LoadStep, ProblemView } from "../protocol.js";
import { phase, route } from "../state.js";
import { counted } from "../text.js";
import { GlyphIcon } from "./icon.js";
import { useParts } from "./more.js";
import { LongText, Prose } from "./parts.js";
import { PickButtons } from "./pick.js";

const steps: readonly { readonly step: LoadStep; readonly words: string }[] = [
  { step: "unpack", words: "Unpack the files" },
  { step: "read", words: "Read the snapshot" },
  { step: "analyze", words: "Work out who can become whom" },
  { step: "find", words: "Look for findings" },
  { step: "draw", words: "Prepare the views" },
];

/** What a step is about, and how far it is where that can be counted. */
export function progressWords({ step, accounts }: LoadProgress): string {
  const words = steps.find((one) => one.step === step)?.words ?? "";
  if (accounts === undefined) return words;
  return `${words}: ${accounts.read.toLocaleString("en")} of ${counted(accounts.of, "account")}`;
}

/** Which step of loading is under way, with a way out. */
export function Loading({ name, progress }: { readonly name: string; readonly progress: LoadProgress }) {
  const at = steps.findIndex((one) => one.step === progress.step);
  return (
    <main class="landing" id="main">
      <div class="loading" role="status">
        <h1>Loading {name}</h1>
        <ol>
          {steps.map(({ step: key, words }, index) => (
            <li key={key} class={index < at ? "done" : index === at ? "now" : undefined}>
              {index === at ? progressWords(progress) : words}
            </li>
          ))}
        </ol>
        <button type="button" class="button" onClick={close}>
          Cancel
        </button>
      </div>
    </main>
  );
}

/** Problems as sentences, each with its place and what to do; `problems` are the first of `count`. */
export function Problems({
  problems,
  count = problems.length,
  next = null,
}: {
  readonly problems: readonly ProblemView[];
  readonly count?: number;
  readonly next?: ((from: number) => Promise<readonly ProblemView[]>) | null;
}) {
  const first = useMemo(() => partOf(problems, 0), [problems]);
  const { rows, more } = useParts({
    draw: (part) =>
      part.map((problem, index) => (
        <li key={index} class={problem.level}>
          {problem.where !== "" && <LongText class="problem-where" text={problem.where} max={120} />}
          <span>
            <Prose text={problem.message} max={400} />.
          </span>
          {problem.remedy !== "" && (
            <span class="problem-remedy">
              What to do: <Prose text={problem.remedy} max={300} />
            </span>
          )}
        </li>
      )),
    first,
    count,
    what: "problems",
    next: (from) => (from < problems.length || next === null ? partOf(problems, from) : next(from)),
  });
  return (
    <>
      <ul class="problems">{rows}</ul>
      {more}
    </>
  );
}

/** Where one starts without data: the sample, a drop, or a choice of files. */
export function Landing({ problems }: { readonly problems: readonly ProblemView[] }) {
  const sample = embeddedSample(document);
  const errors = useMemo(() => problems.filter((problem) => problem.level === "error"), [problems]);
  return (
    <main class="landing" id="main">
      <h1>Who can become whom?</h1>
      <p class="lead">
        Rolepath shows who can become which role in an AWS organization, through which chain of hops, under
        which conditions, and why.
      </p>
      {problems.length > 0 && (
        <section class="refused" role="alert">
          <h2>This cannot be opened</h2>
          <Problems problems={errors.length > 0 ? errors : problems} />
        </section>
      )}
      <div class="drop-zone">
        <GlyphIcon glyph="folder" size={34} />
        <p>
          <b>Drop a snapshot here</b>
          <br />a folder, a bundle (.json, .json.gz), either as .zip, or what this prints:
          <br />
          <code>aws iam get-account-authorization-details</code>
          <br />
          Or a report, or an answer: what <code>rolepath … --format json</code> wrote, alone or with its
          snapshot
        </p>
        <PickButtons take={(pending) => void loadPicked(pending)} />
      </div>
      {sample !== null && (
        <p class="sample">
          <button type="button" class="button primary" onClick={() => void load(sample)}>
            <GlyphIcon glyph="flask" /> Load the sample organization
          </button>
        </p>
      )}
      <p class="privacy">
        <GlyphIcon glyph="shield" /> Nothing is uploaded: the page works without a network, and may not
        connect anywhere.
      </p>
    </main>
  );
}

/** Takes what is dropped anywhere on the page, and shows while something is held over it that it may be dropped. */
export function useDrop(): boolean {
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  const ready = useRef(false);
  if (!ready.current) {
    ready.current = true;
    window.addEventListener("dragenter", () => {
      depth.current++;
      setOver(true);
    });
    window.addEventListener("dragleave", () => {
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) setOver(false);
    });
    window.addEventListener("dragover", (event) => event.preventDefault());
    window.addEventListener("drop", (event) => {
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      if (event.dataTransfer === null || event.dataTransfer.items.length === 0) return;
      const dropped = readDropped(event.dataTransfer.items);
      // Where two snapshots are compared, what is dropped is the second one.
      const now = phase.value;
      const compare =
        route.value.view === "diff" && now.kind === "ready" && now.dataset.answer?.kind !== "diff";
      void (compare ? comparePicked(dropped) : loadPicked(dropped));
    });
  }
  return over;
}
