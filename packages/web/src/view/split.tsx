import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { narrow } from "../state.js";

const pane = signal<"answer" | "picture">("answer");

interface SplitProps {
  /** What the page is about, where its panel with the heading is not shown. */
  readonly title: string;
  readonly picture: ComponentChildren;
  readonly panel: ComponentChildren;
}

/** Picture and panel side by side; on a phone one of the two, the answer first. */
export function Split({ title, picture, panel }: SplitProps) {
  if (!narrow.value) {
    return (
      <main class="split" id="main">
        <div class="split-picture">{picture}</div>
        <aside class="panel" aria-label="Answer and evidence">
          {panel}
        </aside>
      </main>
    );
  }
  const tab = (key: "answer" | "picture", words: string) => (
    <button
      type="button"
      aria-pressed={pane.value === key}
      onClick={() => {
        pane.value = key;
      }}
    >
      {words}
    </button>
  );
  return (
    <main class="split narrow" id="main">
      <fieldset class="tabs">
        <legend class="visually-hidden">How to see the answer</legend>
        {tab("answer", "Answer")}
        {tab("picture", "Picture")}
      </fieldset>
      {pane.value === "answer" ? (
        <div class="panel">{panel}</div>
      ) : (
        <div class="split-picture">
          <h1 class="visually-hidden">{title}</h1>
          {picture}
        </div>
      )}
    </main>
  );
}
