import type { ChipView, EvidenceItem, EvidenceView, HopView } from "../protocol.js";
import { titleText } from "../text.js";
import { DocumentBox } from "./document.js";
import { LongText, VerdictMark } from "./parts.js";

const matchWords: Readonly<Record<EvidenceItem["match"], string>> = { yes: "applies", if: "applies under a condition", no: "does not apply" };

function Item({ item }: { readonly item: EvidenceItem }) {
  return (
    <li class={`evidence-item ${item.match}`}>
      <p class="evidence-head">
        <span class="layer">{item.layer}</span>
        {item.effect !== null && <span class={`effect ${item.effect === "Deny" ? "deny" : "allow"}`}>{item.effect}</span>}
        <span class="match">{matchWords[item.match]}</span>
      </p>
      <p class="evidence-text">
        <LongText text={item.text} max={600} />
      </p>
      <p class="evidence-source">
        <LongText text={item.source} max={100} />
        {item.lines !== "" && <span class="muted"> · {item.lines}</span>}
      </p>
    </li>
  );
}

/** What decided, statement by statement: first what applies, then the near misses; below, the documents. */
export function EvidenceList({ evidence }: { readonly evidence: EvidenceView }) {
  const decisive = evidence.items.filter((item) => item.match !== "no");
  const misses = evidence.items.filter((item) => item.match === "no");
  const firstWithMark = evidence.documents.find((document) => document.marks.some((mark) => mark.match !== "no")) ?? evidence.documents[0];
  return (
    <div class="evidence">
      <ul class="evidence-list">
        {decisive.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: evidence has no id and its order is fixed
          <Item key={index} item={item} />
        ))}
      </ul>
      {misses.length > 0 && (
        <details class="misses">
          <summary>{misses.length === 1 ? "1 statement that does not apply" : `${misses.length} statements that do not apply`}</summary>
          <ul class="evidence-list">
            {misses.map((item, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: evidence has no id and its order is fixed
              <Item key={index} item={item} />
            ))}
          </ul>
        </details>
      )}
      {evidence.documents.map((document) => (
        <DocumentBox key={document.key} document={document} open={document === firstWithMark || document.marks.some((mark) => mark.match !== "no")} />
      ))}
    </div>
  );
}

const kindWords: Readonly<Record<ChipView["kind"], string>> = { caller: "caller", environment: "environment", claim: "token" };

function Requirements({ alternatives }: { readonly alternatives: HopView["alternatives"] }) {
  if (alternatives.length === 0) return null;
  return (
    <section class="requirements">
      <h4>{alternatives.length === 1 ? "What must hold" : "One of these must hold"}</h4>
      {alternatives.map((list, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: alternatives have no id and their order is fixed
        <ul key={index} class="requirement-list">
          {list.map((chip) => (
            <li key={chip.text}>
              <span class={`requirement-kind ${chip.kind}`}>{kindWords[chip.kind]}</span>
              <LongText text={chip.text} max={300} />
            </li>
          ))}
        </ul>
      ))}
    </section>
  );
}

/** One hop with everything that decided it. */
export function HopPanel({ hop, headed = true }: { readonly hop: HopView; readonly headed?: boolean }) {
  return (
    <section class="hop-panel" aria-label={`Evidence: ${hop.from.name} to ${hop.to.name}`}>
      {headed && (
        <h3 class="hop-title" title={titleText(hop.to.full)}>
          <LongText text={hop.from.name} max={40} /> <span aria-label="to">→</span> <LongText text={hop.to.name} max={40} />
        </h3>
      )}
      <p class="sentence">
        <VerdictMark verdict={hop.verdict} />
        <LongText text={hop.sentence} max={700} />
      </p>
      <p class="muted action">{hop.action}</p>
      <Requirements alternatives={hop.alternatives} />
      {hop.remedy !== "" && (
        <p class="remedy">
          <b>To allow it:</b> <LongText text={hop.remedy} max={600} />
        </p>
      )}
      {hop.missing.length > 0 && <TextList title="What is missing" texts={hop.missing} open />}
      <h4>Evidence</h4>
      <EvidenceList evidence={hop.evidence} />
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
export function TextList({ title, texts, open = false }: { readonly title: string; readonly texts: readonly HopView["sentence"][]; readonly open?: boolean }) {
  return (
    <details class="text-list" open={open}>
      <summary>
        {title} ({texts.length})
      </summary>
      <ul>
        {texts.map((text) => (
          <li key={text}>
            <LongText text={text} max={400} />
          </li>
        ))}
      </ul>
    </details>
  );
}
