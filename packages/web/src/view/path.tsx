import { useEffect } from "preact/hooks";
import { askUse, giveFacts } from "../follow.js";
import type { ChainView, EndView, PathView, TriedPathView } from "../protocol.js";
import { focusRoute, type PathRoute, pathRoute } from "../route.js";
import { go, hop, phase, route, tried, use } from "../state.js";
import { ticketText } from "../take-away/ticket.js";
import { CopyButton } from "./copy.js";
import { FilterBar } from "./filter-bar.js";
import { HopPanel } from "./hop-panel.js";
import { GlyphIcon } from "./icon.js";
import { LongText, Prose, RouteLink, Star, VerdictMark } from "./parts.js";
import { PictureBox } from "./picture.js";
import { Split } from "./split.js";
import { StepWords } from "./step.js";
import { TextList } from "./text-list.js";
import { UsePanel } from "./use.js";

/** The chains from A to B: the picture, the steps, and for the step looked at the evidence. */
export function Path({ view }: { readonly view: PathView }) {
  const current = route.value;
  const chain = view.chains[view.choice];
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const now = route.peek();
      if (now.view !== "path" || event.target instanceof HTMLInputElement) return;
      const step = event.key === "]" ? 1 : event.key === "[" ? -1 : 0;
      const next = now.choice + step;
      if (step !== 0 && next >= 0 && next < view.chains.length)
        go({ ...now, choice: next, hop: 0, given: [] });
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [view.chains.length]);
  if (current.view !== "path") return null;
  return (
    <Split
      title={view.sentence}
      picture={
        <>
          <div class="toolbar question">
            <span>Path from</span> <End end={view.from} /> <span>to</span> <End end={view.to} />
            <RouteLink to={pathRoute(current.to, current.from, { filter: current.filter })} class="more-link">
              the other way
            </RouteLink>
            <FilterBar
              view={view.filter}
              filter={current.filter}
              change={(filter) => go({ ...current, filter, choice: 0, hop: 0 }, true)}
            />
          </div>
          <PictureBox picture={tried.value?.picture ?? view.picture} tall />
        </>
      }
      panel={
        <>
          {view.chains.length > 1 && <Chooser view={view} current={current} />}
          <h1 class="answer">
            <Prose
              text={chain !== undefined && tried.value !== null ? tried.value.sentence : view.sentence}
              max={500}
            />
          </h1>
          {chain !== undefined && tried.value !== null && <Facts view={tried.value} />}
          {view.remarks.map((remark) => (
            <p key={remark} class="remedy">
              <Prose text={remark} max={600} />
            </p>
          ))}
          {view.remedies.length > 0 && (
            <div class="remedy">
              <b>To allow it:</b>
              <ul class="remedies">
                {view.remedies.map((remedy) => (
                  <li key={remedy}>
                    <Prose text={remedy} max={600} />
                  </li>
                ))}
              </ul>
            </div>
          )}
          {chain !== undefined && <Steps chain={chain} current={current} choice={view.choice} />}
          {chain !== undefined && chain.steps.length > 1 && (
            <details
              class="use-details"
              key={view.choice}
              onToggle={(event) => event.currentTarget.open && askUse()}
            >
              <summary>Walk the whole path: CLI profile chain</summary>
              {use.value === null ? <p class="muted">Working it out…</p> : <UsePanel use={use.value} />}
            </details>
          )}
          {chain !== undefined && (
            <p class="ticket">
              <CopyButton text={ticketText(chain, source())} what="the path for a ticket" worded />
            </p>
          )}
          {chain === undefined && !current.filter.indirect && view.filter.total === 0 && (
            <p class="remedy">
              <RouteLink to={{ ...current, filter: { ...current.filter, indirect: true } }} class="more-link">
                Follow indirect hops too
              </RouteLink>
            </p>
          )}
          {chain === undefined && hop.value !== null && <HopPanel hop={hop.value} headed={false} answered />}
          {view.assumptions.length > 0 && <TextList title="Taken for granted" texts={view.assumptions} />}
        </>
      }
    />
  );
}

// A page opened from disk has an address that means nothing to others.
function source(): { readonly name: string; readonly link: string } {
  const now = phase.value;
  return {
    name: now.kind === "ready" ? now.dataset.name : "",
    link: window.location.protocol === "file:" ? "" : window.location.href,
  };
}

function End({ end }: { readonly end: EndView }) {
  if (end.principal === null)
    return (
      <b>
        <LongText text={end.text} max={44} />
      </b>
    );
  return (
    <RouteLink to={focusRoute(end.principal.id)} class="end-chip" title={end.principal.full}>
      {end.principal.admin && <Star />}
      <LongText text={end.principal.name} max={36} />
    </RouteLink>
  );
}

function Chooser({ view, current }: { readonly view: PathView; readonly current: PathRoute }) {
  const turn = (step: number, glyph: "left" | "right", words: string) => {
    const next = view.choice + step;
    return (
      <button
        type="button"
        class="icon-button"
        aria-label={words}
        title={words}
        disabled={next < 0 || next >= view.chains.length}
        onClick={() => go({ ...current, choice: next, hop: 0, given: [] })}
      >
        <GlyphIcon glyph={glyph} size={16} />
      </button>
    );
  };
  return (
    <div class="chooser" aria-live="polite">
      <span>
        Path {view.choice + 1} of {view.chains.length}
        {view.truncated ? " or more" : ""}
      </span>
      <span class="turns">
        {turn(-1, "left", "Path before this one, key [")}
        {turn(1, "right", "Next path, key ]")}
      </span>
    </div>
  );
}

/** What the reader supplies, which holds for every hop that asks for it. */
function Facts({ view }: { readonly view: TriedPathView }) {
  return (
    <p class="with-facts" role="status">
      <VerdictMark verdict={view.verdict} />
      <span>
        With your facts:{" "}
        {view.facts.map((fact, index) => (
          <span key={fact}>
            {index > 0 && ", "}
            <LongText text={fact} max={120} />
          </span>
        ))}
        .
      </span>
      <button type="button" class="more-link" onClick={() => giveFacts([])}>
        reset
      </button>
    </p>
  );
}

interface StepsProps {
  readonly chain: ChainView;
  readonly current: PathRoute;
  readonly choice: number;
}

function Steps({ chain, current, choice }: StepsProps) {
  const selected = Math.min(current.hop, chain.steps.length - 1);
  return (
    <ol class="steps">
      {chain.steps.map((step, index) => (
        <li key={step.number} class={index === selected ? "step current" : "step"}>
          <RouteLink
            to={{ ...current, choice, hop: index, given: [] }}
            current={index === selected}
            class="step-head"
            points={`${step.from.id} ${step.to.id}`}
          >
            <span class="step-number">{step.number}</span>
            <StepWords step={{ ...step, ...tried.value?.steps[index] }} />
          </RouteLink>
          {index === selected &&
            hop.value !== null &&
            hop.value.from.id === step.from.id &&
            hop.value.to.id === step.to.id && <HopPanel hop={hop.value} headed={false} />}
        </li>
      ))}
    </ol>
  );
}
