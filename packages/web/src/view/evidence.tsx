import type { Layer } from "@rolepath/analyzer";
import { type LayerGroup, type LayerState, layerGroups } from "../model/layers.js";
import type { EvidenceItem } from "../protocol.js";
import { DocumentBox } from "./document.js";
import { LongText, Prose } from "./parts.js";

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
