import { ask } from "../ask.js";
import { chainPartSize } from "../part.js";
import type { CyclesView } from "../protocol.js";
import { ChainCard } from "./chain.js";
import { useParts } from "./more.js";

/** Sessions that need never end. */
export function Cycles({ view }: { readonly view: CyclesView }) {
  const { rows, more } = useParts({
    draw: (part) =>
      part.map((cycle) => (
        <li key={cycle.steps.map((step) => step.to.id).join(" ")}>
          <ChainCard chain={cycle} />
        </li>
      )),
    first: view.cycles,
    count: view.count,
    what: "walks",
    size: chainPartSize,
    next: (from) => ask("cycleRows", { from }),
  });
  return (
    <main class="page" id="main">
      <h1>Endless cycles</h1>
      <p class="lead-left">
        Each hop opens a new session with a clock of its own. A walk that comes back to the session it began
        with can be gone for ever: whoever gets in once need not leave when the first credentials expire.
      </p>
      {view.cycles.length === 0 && <p class="muted">There is none.</p>}
      {view.truncated && <p class="notice">The search was cut at a limit; there may be more.</p>}
      <ul class="chain-list">{rows}</ul>
      {more}
    </main>
  );
}
