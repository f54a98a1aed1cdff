import type { ChipView, HopView } from "../protocol.js";
import { titleText } from "../text.js";
import { CopyButton } from "./copy.js";
import { EvidenceList } from "./evidence.js";
import { Fact } from "./fact.js";
import { LongText, Prose, VerdictMark } from "./parts.js";
import { ResidualForm } from "./residual-form.js";
import { TextList } from "./text-list.js";
import { UsePanel } from "./use.js";

const kindWords: Readonly<Record<ChipView["kind"], string>> = {
  caller: "caller",
  environment: "environment",
  claim: "token",
};

function Requirements({ hop }: { readonly hop: HopView }) {
  const { alternatives } = hop;
  const asked = new Set(hop.fields.flatMap((field) => field.wants));
  const inForm = alternatives[0]?.every((chip) => asked.has(chip.text)) === true;
  // With one way in, the form says of each key what must hold.
  if (alternatives.length === 0 || (alternatives.length === 1 && inForm && !hop.tried)) return null;
  return (
    <section class="requirements">
      <h2>
        {alternatives.length === 1
          ? hop.tried
            ? "What must still hold"
            : "What must hold"
          : "One of these must hold"}
      </h2>
      {alternatives.map((list, index) => (
        <ul key={index} class="requirement-list">
          {list.map((chip) => (
            <li key={chip.text}>
              <span class={`requirement-kind ${chip.kind}`}>{kindWords[chip.kind]}</span>
              <Prose text={chip.text} max={300} />
            </li>
          ))}
        </ul>
      ))}
    </section>
  );
}

interface HopPanelProps {
  readonly hop: HopView;
  /** With the names of its ends. */
  readonly headed?: boolean;
  /** Verdict and remedy are already said above. */
  readonly answered?: boolean;
}

/** One hop with everything that decided it. */
export function HopPanel({ hop, headed = true, answered = false }: HopPanelProps) {
  return (
    <section class="hop-panel" aria-label={`Evidence: ${hop.from.name} to ${hop.to.name}`}>
      {headed && (
        <h1 class="hop-title" title={titleText(hop.to.full)}>
          <LongText text={hop.from.name} max={40} /> <span class="visually-hidden">to</span>
          <span aria-hidden="true">→</span> <LongText text={hop.to.name} max={40} />
        </h1>
      )}
      {headed && !answered && hop.fields.length === 0 && (
        <p class="sentence">
          <VerdictMark verdict={hop.verdict} />
          <Prose text={hop.sentence} max={700} />
        </p>
      )}
      <p class="muted action">{hop.action}</p>
      <ResidualForm hop={hop} />
      <Requirements hop={hop} />
      {!answered && hop.remedy !== "" && !hop.tried && (
        <p class="remedy">
          <b>To allow it:</b> <Prose text={hop.remedy} max={600} />
        </p>
      )}
      {hop.missing.length > 0 && <TextList title="What is missing" texts={hop.missing} open />}
      {hop.evidence.length > 0 && <h2>Evidence</h2>}
      <EvidenceList items={hop.evidence} decides={hop.decides} />
      <Witness hop={hop} />
      {hop.use !== null && (
        <details class="use-details">
          <summary>Walk this hop: CLI profile, command, console</summary>
          <UsePanel use={hop.use} />
        </details>
      )}
      {hop.assumptions.length > 0 && <TextList title="Taken for granted" texts={hop.assumptions} />}
      <p class="hop-tools">
        <CopyButton worded text={hop.command} what="as a command" />
      </p>
    </section>
  );
}

function Witness({ hop }: { readonly hop: HopView }) {
  if (hop.witness.length === 0) return null;
  const text = hop.witness.map(({ key, value }) => `${key} = ${value}`).join("\n");
  return (
    <details class="witness">
      <summary>A request that succeeds</summary>
      <dl>
        {hop.witness.map(({ key, value }) => (
          <Fact key={key} term={key} value={value} max={300} />
        ))}
      </dl>
      <p>
        <CopyButton worded text={text} what="the request" />
      </p>
    </details>
  );
}
