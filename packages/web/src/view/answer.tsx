import { loadPicked } from "../open.js";
import { chainPartSize } from "../part.js";
import type { AnswerView, PathListView } from "../protocol.js";
import { phase } from "../state.js";
import { ChainCard } from "./chain.js";
import { EvidenceList } from "./evidence.js";
import { usePartsOf } from "./more.js";
import { Prose, RouteLink } from "./parts.js";
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
            Pictures, documents, and questions of your own cannot be had from it alone.{" "}
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

/** An answer about chains: what it says, and its paths, each with its hops. */
export function PathList({ view }: { readonly view: PathListView }) {
  const { rows, more } = usePartsOf(
    view.paths,
    "paths",
    (part) =>
      part.map((path, at) => (
        <li key={at}>
          <ChainCard chain={path.chain} linked={view.go !== null} />
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
      <h1>
        <Prose text={view.title} max={300} />
      </h1>
      <AnswerNotice />
      <div class="says">
        {view.says.map((text) => (
          <p key={text}>
            <Prose text={text} max={900} />
          </p>
        ))}
        {view.paths.length + view.says.length === 0 && <p class="muted">There is none.</p>}
        {view.truncated && <p class="notice">The search was cut at a limit; there may be more.</p>}
        {view.go !== null && (
          <RouteLink to={view.go} class="button small">
            Ask the snapshot the same
          </RouteLink>
        )}
      </div>
      {view.paths.length > 0 ? <h2>Paths</h2> : view.evidence.length > 0 && <h2>Evidence</h2>}
      <EvidenceList items={view.evidence} />
      <ol class="chain-list">{rows}</ol>
      {more}
    </main>
  );
}

function Hops({ path }: { readonly path: PathListView["paths"][number] }) {
  return (
    <ol class="steps">
      {path.chain.steps.map((step, index) => (
        <li key={step.number} class="step">
          <span class="step-head">
            <span class="step-number">{step.number}</span>
            <StepWords step={step} />
          </span>
          <EvidenceList items={path.evidence[index] ?? []} />
        </li>
      ))}
    </ol>
  );
}
