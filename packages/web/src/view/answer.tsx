import { loadPicked } from "../open.js";
import { chainPartSize } from "../part.js";
import type { AnswerView, ChainView, PathListView } from "../protocol.js";
import { phase } from "../state.js";
import { ChainCard } from "./chain.js";
import { usePartsOf } from "./more.js";
import { Prose } from "./parts.js";
import { PickButtons } from "./pick.js";
import { StepWords } from "./step.js";

/** What an analysis from a file is, what cannot be asked of it alone, and where it differs from the snapshot. */
export function AnswerNotice() {
  const now = phase.value;
  if (now.kind !== "ready" || now.dataset.answer === null) return null;
  const { answer } = now.dataset;
  return (
    <section class="answer-notice" aria-label="The analysis that was opened">
      <p>
        <Prose text={answer.what} max={400} />
      </p>
      {answer.notes.map((note) => (
        <Note key={note.text} note={note} />
      ))}
      {answer.alone && (
        <>
          <p>
            {answer.kind === "findings"
              ? "Pictures, chains, documents with their statements, and questions of your own cannot be had from it alone."
              : "Evidence, pictures, conditions to try out, and other questions cannot be had from it alone."}{" "}
            <b>Drop the snapshot that it was made of as well</b>, or choose it:
          </p>
          <PickButtons take={(pending) => void loadPicked(pending)} />
        </>
      )}
    </section>
  );
}

function Note({ note }: { readonly note: AnswerView["notes"][number] }) {
  const { rows, more } = usePartsOf(note.items, "entries", (part) =>
    part.map((item, index) => (
      <li key={index}>
        <Prose text={item} max={300} />
      </li>
    )),
  );
  if (note.items.length === 0)
    return (
      <p>
        <Prose text={note.text} max={400} />
      </p>
    );
  return (
    <details class="text-list">
      <summary>
        <Prose text={note.text} max={400} />
      </summary>
      <ul>{rows}</ul>
      {more}
    </details>
  );
}

/** The paths of an analysis, each with its hops. */
export function PathList({ view }: { readonly view: PathListView }) {
  const { rows, more } = usePartsOf(
    view.paths,
    "paths",
    (part) =>
      part.map((path, at) => (
        <li key={at}>
          <ChainCard chain={path} linked={view.linked} />
          <details class="text-list">
            <summary>The hops and what they ask</summary>
            <Hops path={path} />
          </details>
        </li>
      )),
    chainPartSize,
  );
  return (
    <main class="page" id="main">
      <h1>{view.title}</h1>
      <AnswerNotice />
      {view.paths.length === 0 && <p class="muted">There is none.</p>}
      {view.truncated && <p class="notice">The search was cut at a limit; there may be more.</p>}
      <ol class="chain-list">{rows}</ol>
      {more}
    </main>
  );
}

function Hops({ path }: { readonly path: ChainView }) {
  return (
    <ol class="steps">
      {path.steps.map((step) => (
        <li key={step.number} class="step">
          <span class="step-head">
            <span class="step-number">{step.number}</span>
            <StepWords step={step} />
          </span>
        </li>
      ))}
    </ol>
  );
}
