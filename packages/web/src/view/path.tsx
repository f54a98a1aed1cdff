import { useEffect } from "preact/hooks";
import type { ChainView, EndView, PathView, StepView } from "../protocol.js";
import { focusRoute, pathRoute } from "../route.js";
import { go, hop, route } from "../state.js";
import { HopPanel, TextList } from "./evidence.js";
import { GlyphIcon } from "./icon.js";
import { Chips, LongText, Prose, RouteLink, Star, VerdictMark } from "./parts.js";
import { PictureBox } from "./picture.js";
import { Split } from "./split.js";

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
      if (step !== 0 && next >= 0 && next < view.chains.length) go(pathRoute(now.from, now.to, next));
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [view.chains.length]);
  if (current.view !== "path") return null;
  return (
    <Split
      picture={
        <>
          <div class="toolbar question">
            <span>Path from</span> <End end={view.from} /> <span>to</span> <End end={view.to} />
            <RouteLink to={pathRoute(current.to, current.from)} class="more-link">
              the other way
            </RouteLink>
          </div>
          <PictureBox picture={view.picture} tall />
        </>
      }
      panel={
        <>
          {view.chains.length > 1 && <Chooser view={view} from={current.from} to={current.to} />}
          <h1 class="answer">
            <Prose text={view.sentence} max={500} />
          </h1>
          {view.remarks.map((remark) => (
            <p key={remark} class="remedy">
              <Prose text={remark} max={600} />
            </p>
          ))}
          {chain !== undefined && (
            <Steps chain={chain} at={current.hop} from={current.from} to={current.to} choice={view.choice} />
          )}
          {chain === undefined && hop.value !== null && <HopPanel hop={hop.value} headed={false} answered />}
          {view.assumptions.length > 0 && <TextList title="Taken for granted" texts={view.assumptions} />}
        </>
      }
    />
  );
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

function Chooser({
  view,
  from,
  to,
}: {
  readonly view: PathView;
  readonly from: string;
  readonly to: string;
}) {
  const turn = (step: number, glyph: "left" | "right", words: string) => {
    const next = view.choice + step;
    return (
      <button
        type="button"
        class="icon-button"
        aria-label={words}
        title={words}
        disabled={next < 0 || next >= view.chains.length}
        onClick={() => go(pathRoute(from, to, next))}
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

interface StepsProps {
  readonly chain: ChainView;
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly choice: number;
}

function Steps({ chain, at, from, to, choice }: StepsProps) {
  const selected = Math.min(at, chain.steps.length - 1);
  return (
    <ol class="steps">
      {chain.steps.map((step, index) => (
        <li key={step.number} class={index === selected ? "step current" : "step"}>
          <RouteLink
            to={pathRoute(from, to, choice, index)}
            current={index === selected}
            class="step-head"
            points={`${step.from.id} ${step.to.id}`}
          >
            <span class="step-number">{step.number}</span>
            <StepWords step={step} />
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

function StepWords({ step }: { readonly step: StepView }) {
  return (
    <span class="step-words">
      <span class="step-names">
        {step.from.admin && <Star />}
        <LongText text={step.from.name} max={34} /> <span class="visually-hidden">becomes</span>
        <span aria-hidden="true">→</span> {step.to.admin && <Star />}
        <LongText text={step.to.name} max={34} />{" "}
        <span class="muted">
          in <LongText text={step.to.place} max={30} />
        </span>
      </span>
      <span class="step-side">
        <VerdictMark verdict={step.verdict} /> <span class="muted">{step.action}</span>
        {step.session !== "" && <span class="muted"> · session up to {step.session}</span>}
      </span>
      <Chips chips={step.chips} max={4} />
    </span>
  );
}
