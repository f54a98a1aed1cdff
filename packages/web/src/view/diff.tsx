import { useState } from "preact/hooks";
import { comparePicked } from "../open.js";
import type { DiffView, EdgeChange, FindingChange } from "../protocol.js";
import { compareProblems, comparing, go, route } from "../state.js";
import type { Shown } from "../text.js";
import { GlyphIcon } from "./icon.js";
import { Problems } from "./landing.js";
import { LongText, PrincipalName, Prose, RouteLink, SeverityMark } from "./parts.js";
import { PickButtons } from "./pick.js";

type Pair = NonNullable<DiffView["pair"]>;

const rowsShown = 200;
const chainsShown = 12;

/** What changed between two snapshots. */
export function Diff({ view }: { readonly view: DiffView }) {
  return (
    <main class="page diff" id="main">
      <h1>What changed</h1>
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

const words: Readonly<Record<EdgeChange["change"], string>> = {
  added: "added",
  removed: "removed",
  changed: "changed",
};
const signs: Readonly<Record<EdgeChange["change"], string>> = { added: "+", removed: "−", changed: "~" };

function Comparison({ pair }: { readonly pair: Pair }) {
  const current = route.value;
  const [only, setOnly] = useState<EdgeChange["change"] | "">("");
  const edges = pair.edges.filter((edge) => only === "" || edge.change === only);
  return (
    <>
      <div class="diff-sides">
        <Side title="Before" side={pair.before} shown={pair.shown === "before"} />
        <GlyphIcon glyph="arrow" size={20} />
        <Side title="After" side={pair.after} shown={pair.shown === "after"} />
        {current.view === "diff" && (
          <button
            type="button"
            class="button small"
            onClick={() => go({ ...current, turned: !current.turned }, true)}
          >
            Turn around
          </button>
        )}
        <details class="diff-other">
          <summary>Compare with another</summary>
          <PickButtons take={(pending) => void comparePicked(pending)} />
        </details>
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
          <Edges edges={edges} />
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
          <Chains chains={pair.chains} />
        </section>
      )}
      <section class="block">
        <h2>Findings</h2>
        {pair.findings.length === 0 ? (
          <p class="muted">The same as before.</p>
        ) : (
          <Findings list={pair.findings} />
        )}
      </section>
      <section class="block">
        <h2>Principals</h2>
        {pair.principals.added.length + pair.principals.removed.length === 0 && (
          <p class="muted">The same as before.</p>
        )}
        {(["added", "removed"] as const).map(
          (change) =>
            pair.principals[change].length > 0 && (
              <details key={change} class="text-list" open={pair.principals[change].length <= 12}>
                <summary>
                  {pair.principals[change].length} {change}
                </summary>
                <ul class="rows">
                  {pair.principals[change].slice(0, rowsShown).map((principal) => (
                    <li key={principal.id}>
                      <span class="row">
                        <PrincipalName principal={principal} compact />
                      </span>
                    </li>
                  ))}
                </ul>
              </details>
            ),
        )}
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

function Change({ change }: { readonly change: EdgeChange["change"] }) {
  return (
    <span class={`change ${change}`}>
      <span class="change-sign" aria-hidden="true">
        {signs[change]}
      </span>
      {words[change]}
    </span>
  );
}

function Edges({ edges }: { readonly edges: readonly EdgeChange[] }) {
  return (
    <>
      <div class="table-scroll">
        <table class="stacked-table">
          <thead>
            <tr>
              <th scope="col">Change</th>
              <th scope="col">From</th>
              <th scope="col">Into</th>
              <th scope="col">Because</th>
              <th scope="col">Conditions</th>
            </tr>
          </thead>
          <tbody>
            {edges.slice(0, rowsShown).map((edge) => (
              <tr key={edge.key}>
                <td>
                  <Change change={edge.change} />
                </td>
                <td>
                  <PrincipalName principal={edge.from} compact />
                </td>
                <td>
                  {edge.go === null ? (
                    <PrincipalName principal={edge.to} compact />
                  ) : (
                    <RouteLink to={edge.go}>
                      <PrincipalName principal={edge.to} compact />
                    </RouteLink>
                  )}
                </td>
                <td>
                  {edge.because.slice(0, 4).map((text) => (
                    <p key={text}>
                      <Prose text={text} max={240} />
                    </p>
                  ))}
                </td>
                <td class="diff-words">
                  {edge.before !== "" && (
                    <span class={edge.change === "changed" ? "was" : undefined}>
                      {edge.change === "changed" && <span class="muted">before: </span>}
                      <Prose text={edge.before} max={240} />
                    </span>
                  )}
                  {edge.after !== "" && (
                    <span>
                      {edge.change === "changed" && <span class="muted">after: </span>}
                      <Prose text={edge.after} max={240} />
                    </span>
                  )}
                  {edge.effect !== "" && <b>{edge.effect}</b>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {edges.length > rowsShown && (
        <p class="muted">{(edges.length - rowsShown).toLocaleString("en")} more are not listed.</p>
      )}
    </>
  );
}

function Chains({ chains }: { readonly chains: Pair["chains"] }) {
  const [limit, setLimit] = useState(chainsShown);
  return (
    <>
      <ul class="rows">
        {chains.slice(0, limit).map((chain) => (
          <li key={chain.key}>
            <span class="row diff-finding">
              <Change change={chain.change} />
              <PrincipalName principal={chain.from} compact />
              {chain.others > 0 && <span class="muted">and {chain.others} more</span>}
              <span aria-hidden="true">→</span>
              {chain.go === null ? (
                <PrincipalName principal={chain.to} compact />
              ) : (
                <RouteLink to={chain.go}>
                  <PrincipalName principal={chain.to} compact />
                </RouteLink>
              )}
              <span class="muted">{chain.hops}</span>
            </span>
          </li>
        ))}
      </ul>
      {chains.length > limit && (
        <button type="button" class="more-link" onClick={() => setLimit(limit + rowsShown)}>
          {(chains.length - limit).toLocaleString("en")} more
        </button>
      )}
    </>
  );
}

function Findings({ list }: { readonly list: readonly FindingChange[] }) {
  return (
    <ul class="rows">
      {list.slice(0, rowsShown).map(({ change, was, row }) => (
        <li key={change + row.id}>
          <span class="row diff-finding">
            <Change change={change} />
            <SeverityMark severity={row.severity} />
            {was !== "" && <span class="muted">was {was}</span>}
            <LongText text={row.title} max={140} />
            <PrincipalName principal={row.resource} compact />
          </span>
        </li>
      ))}
    </ul>
  );
}
