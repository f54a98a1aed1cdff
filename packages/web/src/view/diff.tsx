import { useMemo, useState } from "preact/hooks";
import { comparePicked } from "../open.js";
import type { DiffView, EdgeChange } from "../protocol.js";
import { compareProblems, comparing, go, route } from "../state.js";
import type { Shown } from "../text.js";
import { AnswerNotice } from "./answer.js";
import { ChainChanges, Change, EdgeChanges, FindingChanges, PrincipalChanges } from "./diff-lists.js";
import { GlyphIcon } from "./icon.js";
import { Problems } from "./landing.js";
import { LongText, Prose } from "./parts.js";
import { PickButtons } from "./pick.js";

type Pair = NonNullable<DiffView["pair"]>;

/** What changed between two snapshots. */
export function Diff({ view }: { readonly view: DiffView }) {
  return (
    <main class="page diff" id="main">
      <h1>What changed</h1>
      <AnswerNotice />
      {compareProblems.value.length > 0 && (
        <section class="refused" role="alert">
          <h2>The second snapshot cannot be opened</h2>
          <Problems problems={compareProblems.value} />
        </section>
      )}
      {comparing.value !== null && (
        <p role="status" class="notice">
          Reading and analyzing <LongText text={comparing.value.name as Shown} max={60} />…
        </p>
      )}
      {view.pair === null ? <Invitation /> : <Comparison pair={view.pair} />}
    </main>
  );
}

function Invitation() {
  return (
    <>
      <p class="lead-left">
        Drop a second snapshot, older or newer: the page says which hops were added, removed or changed, and
        which findings are new or gone.
      </p>
      <div class="drop-zone">
        <GlyphIcon glyph="folder" size={34} />
        <p>
          <b>Drop the second snapshot here</b>
          <br />a folder or a bundle (.json, .json.gz). Nothing is uploaded.
        </p>
        <PickButtons take={(pending) => void comparePicked(pending)} />
      </div>
    </>
  );
}

function Comparison({ pair }: { readonly pair: Pair }) {
  const current = route.value;
  const [only, setOnly] = useState<EdgeChange["change"] | "">("");
  const edges = useMemo(() => pair.edges.filter((edge) => only === "" || edge.change === only), [pair, only]);
  return (
    <>
      <div class="diff-sides">
        <Side title="Before" side={pair.before} shown={pair.shown === "before"} />
        <GlyphIcon glyph="arrow" size={20} />
        <Side title="After" side={pair.after} shown={pair.shown === "after"} />
        {current.view === "diff" && !pair.written && (
          <button
            type="button"
            class="button small"
            onClick={() => go({ ...current, turned: !current.turned }, true)}
          >
            Turn around
          </button>
        )}
        {!pair.written && (
          <details class="diff-other">
            <summary>Compare with another</summary>
            <PickButtons take={(pending) => void comparePicked(pending)} />
          </details>
        )}
      </div>
      {pair.limits.map((text) => (
        <p key={text} class="notice">
          <Prose text={text} max={300} />
        </p>
      ))}
      <section class="block">
        <div class="block-head">
          <h2>Direct hops</h2>
          <fieldset class="filters">
            <legend class="visually-hidden">Which changes to list</legend>
            {(["added", "changed", "removed"] as const).map((change) => (
              <button
                key={change}
                type="button"
                class={only === change ? "filter on" : "filter"}
                aria-pressed={only === change}
                onClick={() => setOnly(only === change ? "" : change)}
              >
                <Change change={change} /> <span class="filter-count">{pair.counts[change]}</span>
              </button>
            ))}
          </fieldset>
        </div>
        {pair.edges.length === 0 ? (
          <p class="muted">Nothing changed: every hop is as it was, with the same conditions.</p>
        ) : (
          <EdgeChanges edges={edges} />
        )}
      </section>
      {pair.chains.length > 0 && (
        <section class="block">
          <h2>
            Chains{" "}
            <span class="count">
              {pair.chainCounts.added} added, {pair.chainCounts.removed} removed
            </span>
          </h2>
          <ChainChanges chains={pair.chains} />
        </section>
      )}
      <section class="block">
        <h2>Findings</h2>
        {pair.findings.length === 0 ? (
          <p class="muted">The same as before.</p>
        ) : (
          <FindingChanges list={pair.findings} />
        )}
      </section>
      <section class="block">
        <h2>Principals</h2>
        <PrincipalChanges pair={pair} />
      </section>
    </>
  );
}

function Side({
  title,
  side,
  shown,
}: {
  readonly title: string;
  readonly side: Pair["before"];
  readonly shown: boolean;
}) {
  return (
    <div class="diff-side">
      <span class="muted">
        {title}
        {shown ? ", shown in all other views" : ""}
      </span>
      <b>
        <LongText text={side.name} max={48} />
      </b>
      <time dateTime={side.createdAt}>{side.createdAt}</time>
    </div>
  );
}
