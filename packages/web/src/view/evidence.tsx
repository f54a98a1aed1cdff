import type { Layer } from "@rolepath/analyzer";
import { type LayerGroup, type LayerState, layerGroups } from "../model/layers.js";
import type { ChipView, EvidenceItem, HopView } from "../protocol.js";
import { titleText } from "../text.js";
import { CopyButton } from "./copy.js";
import { DocumentBox } from "./document.js";
import { LongText, Prose, VerdictMark } from "./parts.js";
import { ResidualForm } from "./residual-form.js";
import { UsePanel } from "./use.js";

const matchWords: Readonly<Record<EvidenceItem["match"], string>> = {
  yes: "applies",
  if: "applies under a condition",
  no: "does not apply",
};

function Item({ item, open = item.open }: { readonly item: EvidenceItem; readonly open?: boolean }) {
  return (
    <li class={`evidence-item ${item.match}`}>
      <p class="evidence-head">
        {item.effect !== null && (
          <span class={`effect ${item.effect === "Deny" ? "deny" : "allow"}`}>{item.effect}</span>
        )}
        <span class="match">{matchWords[item.match]}</span>
      </p>
      {!/^(?:Allows|Denies) it\.$/.test(item.text) && (
        <p class="evidence-text">
          <Prose text={item.text} max={600} />
        </p>
      )}
      {item.document === null ? (
        <p class="evidence-source">
          <LongText text={item.source} max={100} />
          {item.lines !== "" && <span> · {item.lines}</span>}
        </p>
      ) : (
        <DocumentBox document={item.document} lines={item.lines} open={open} />
      )}
    </li>
  );
}

const stateWords: Readonly<Record<LayerState, string>> = {
  allows: "allows it",
  "allows-if": "allows it under a condition",
  denies: "denies it",
  "denies-if": "denies it under a condition",
  silent: "says nothing of it",
  passes: "does not deny it",
};

const stateSigns: Readonly<Record<LayerState, string>> = {
  allows: "M4 10.5l4 4 8-9",
  "allows-if": "M3.5 10h4M9 10h3M13.5 10h3",
  denies: "M5 5l10 10M15 5 5 15",
  "denies-if": "M5 5l10 10M15 5 5 15",
  silent: "M5 10h10",
  passes: "M5 10h10",
};

function LayerSection({ group }: { readonly group: LayerGroup }) {
  const words = group.state === "silent" && group.decides ? "does not allow it" : stateWords[group.state];
  return (
    <section class={group.decides ? "layer-group decides" : "layer-group"}>
      <h3 class="layer-head">
        <svg
          class={`layer-sign ${group.state}`}
          width="16"
          height="16"
          viewBox="0 0 20 20"
          aria-hidden="true"
        >
          <path
            d={stateSigns[group.state]}
            fill="none"
            stroke="currentColor"
            stroke-width="2.4"
            stroke-linecap="round"
          />
        </svg>
        <span class="layer">{group.title}</span> <span class="layer-words">{words}</span>
        {group.decides && <span class="layer-decides">decides</span>}
      </h3>
      <ul class="evidence-list">
        {group.items.map((item, index) => (
          <Item key={index} item={item} />
        ))}
      </ul>
      {group.misses.length > 0 && (
        <details class="misses" open={group.decides && group.items.length === 0}>
          <summary>
            {group.misses.length === 1
              ? "1 near miss, and why"
              : `${group.misses.length} near misses, and why`}
          </summary>
          <ul class="evidence-list">
            {group.misses.map((item, index) => (
              <Item
                key={`${index} ${group.decides}`}
                item={item}
                open={item.open || (group.decides && index === 0)}
              />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** What decided, layer by layer, statement by statement, each in its document; near misses are counted and can be opened. */
export function EvidenceList({
  items,
  decides = null,
}: {
  readonly items: readonly EvidenceItem[];
  readonly decides?: Layer | null;
}) {
  return (
    <div class="evidence">
      {layerGroups(items, decides).map((group) => (
        <LayerSection key={group.layer} group={group} />
      ))}
    </div>
  );
}

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
      <p>
        <CopyButton worded text={text} what="the request" />
      </p>
    </details>
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
