import type { ChipView, EvidenceItem, HopView } from "../protocol.js";
import { titleText } from "../text.js";
import { DocumentBox } from "./document.js";
import { LongText, Prose, VerdictMark } from "./parts.js";

const matchWords: Readonly<Record<EvidenceItem["match"], string>> = {
  yes: "applies",
  if: "applies under a condition",
  no: "does not apply",
};

function Item({ item }: { readonly item: EvidenceItem }) {
  return (
    <li class={`evidence-item ${item.match}`}>
      <p class="evidence-head">
        <span class="layer">{item.layer}</span>
        {item.effect !== null && (
          <span class={`effect ${item.effect === "Deny" ? "deny" : "allow"}`}>{item.effect}</span>
        )}
        <span class="match">{matchWords[item.match]}</span>
      </p>
      <p class="evidence-text">
        <Prose text={item.text} max={600} />
      </p>
      {item.document === null ? (
        <p class="evidence-source">
          <LongText text={item.source} max={100} />
          {item.lines !== "" && <span> · {item.lines}</span>}
        </p>
      ) : (
        <DocumentBox document={item.document} lines={item.lines} open={item.open} />
      )}
    </li>
  );
}

/** What decided, statement by statement, each with its document; what does not apply is counted and can be opened. */
export function EvidenceList({ items }: { readonly items: readonly EvidenceItem[] }) {
  const decisive = items.filter((item) => item.match !== "no");
  const misses = items.filter((item) => item.match === "no");
  return (
    <div class="evidence">
      <ul class="evidence-list">
        {decisive.map((item, index) => (
          <Item key={index} item={item} />
        ))}
      </ul>
      {misses.length > 0 && (
        <details class="misses">
          <summary>
            {misses.length === 1
              ? "1 statement that does not apply"
              : `${misses.length} statements that do not apply`}
          </summary>
          <ul class="evidence-list">
            {misses.map((item, index) => (
              <Item key={index} item={item} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

const kindWords: Readonly<Record<ChipView["kind"], string>> = {
  caller: "caller",
  environment: "environment",
  claim: "token",
};

function Requirements({ alternatives }: { readonly alternatives: HopView["alternatives"] }) {
  if (alternatives.length === 0) return null;
  return (
    <section class="requirements">
      <h2>{alternatives.length === 1 ? "What must hold" : "One of these must hold"}</h2>
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
      {headed && !answered && (
        <p class="sentence">
          <VerdictMark verdict={hop.verdict} />
          <Prose text={hop.sentence} max={700} />
        </p>
      )}
      <p class="muted action">{hop.action}</p>
      <Requirements alternatives={hop.alternatives} />
      {!answered && hop.remedy !== "" && (
        <p class="remedy">
          <b>To allow it:</b> <Prose text={hop.remedy} max={600} />
        </p>
      )}
      {hop.missing.length > 0 && <TextList title="What is missing" texts={hop.missing} open />}
      <h2>Evidence</h2>
      <EvidenceList items={hop.evidence} />
      {hop.witness.length > 0 && (
        <details class="witness">
          <summary>A request that succeeds</summary>
          <dl>
            {hop.witness.map(({ key, value }) => (
              <div key={key}>
                <dt>
                  <LongText text={key} max={80} />
                </dt>
                <dd>
                  <LongText text={value} max={300} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {hop.assumptions.length > 0 && <TextList title="Taken for granted" texts={hop.assumptions} />}
    </section>
  );
}

/** Sentences behind a heading that opens. */
export function TextList({
  title,
  texts,
  open = false,
}: {
  readonly title: string;
  readonly texts: readonly HopView["sentence"][];
  readonly open?: boolean;
}) {
  return (
    <details class="text-list" open={open}>
      <summary>
        {title} ({texts.length})
      </summary>
      <ul>
        {texts.map((text) => (
          <li key={text}>
            <Prose text={text} max={400} />
          </li>
        ))}
      </ul>
    </details>
  );
}
