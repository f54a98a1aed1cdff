import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { ask } from "../ask.js";
import type { AccountPairRow, DatasetView, OverviewView } from "../protocol.js";
import { findingsRoute, type OverviewRoute, overviewRoute } from "../route.js";
import { go, narrow, type Pending, route } from "../state.js";
import { counted } from "../text.js";
import { ChainCard } from "./chain.js";
import { FilterBar } from "./filter-bar.js";
import { FindingCards } from "./findings.js";
import { MatrixBox } from "./matrix.js";
import { useParts } from "./more.js";
import { FilterChip, LongText, RouteLink, SeverityMark } from "./parts.js";
import { PictureBox } from "./picture.js";
import { Progress } from "./progress.js";
import { SearchBox } from "./search.js";
import { UnitList } from "./unit-list.js";

/**
 * The organization at a glance, with the question box above.
 *
 * @param pending why the analysis is not there, while the view is that of a report's head
 */
export function Overview({
  view,
  dataset,
  pending = null,
}: {
  readonly view: OverviewView;
  readonly dataset: DatasetView;
  readonly pending?: Pending | null;
}) {
  const current = route.value;
  const baseline = current.view === "overview" && current.baseline;
  return (
    <main class="overview" id="main" aria-busy={pending?.kind === "under way" || undefined}>
      <section class="hero">
        <h1>Who can become whom?</h1>
        {pending === null ? <SearchBox large /> : <Progress pending={pending} />}
        <ul class="stats" aria-label={`What ${dataset.name} holds`}>
          {view.stats.map((stat) => (
            <li key={stat.label}>
              <b>{stat.value}</b> {stat.label}
            </li>
          ))}
        </ul>
      </section>

      <nav class="saved" aria-label="Saved questions">
        {view.saved.map((question) => (
          <RouteLink key={question.title} to={question.go} class="filter" title={question.detail}>
            {question.title}
          </RouteLink>
        ))}
      </nav>

      {view.chains.length > 0 && (
        <section class="block">
          <h2>Chains worth seeing</h2>
          <ul class="chain-list">
            {view.chains.map((chain) => (
              <li key={chain.steps.map((step) => step.to.id).join(" ")}>
                <ChainCard chain={chain} />
              </li>
            ))}
          </ul>
        </section>
      )}

      <section class="block">
        <div class="block-head">
          <h2>Accounts, and what leads from one to another</h2>
          <div class="filters">
            {current.view === "overview" && pending === null && (
              <FilterBar
                view={view.filter}
                filter={current.filter}
                change={(filter) => go({ ...current, filter }, true)}
              />
            )}
            {view.baseline.count > 0 && pending === null && (
              <FilterChip
                label="expected baseline"
                count={view.baseline.count}
                on={baseline}
                title={view.baseline.groups.slice(0, 12).join("\n")}
                flip={() => current.view === "overview" && go({ ...current, baseline: !baseline }, true)}
              />
            )}
          </div>
        </div>
        {!narrow.value && view.picture !== null && <PictureBox picture={view.picture} />}
        {!narrow.value && view.matrix !== null && <MatrixBox matrix={view.matrix} />}
        <PairTable view={view} ready={pending === null} />
        {view.baseline.count > 0 && <Baseline view={view} ready={pending === null} />}
      </section>

      {(narrow.value || view.matrix !== null) && <UnitList accounts={view.accounts} />}

      <section class="block">
        <div class="block-head">
          <h2>Findings</h2>
          <div class="filters">
            {view.severities.map(({ severity, count }) => (
              <RouteLink key={severity} to={findingsRoute({ severity })} class="filter">
                <SeverityMark severity={severity} /> <span class="filter-count">{count}</span>
              </RouteLink>
            ))}
            {dataset.findingCount > view.findings.length && (
              <RouteLink to={findingsRoute()} class="more-link">
                all {counted(dataset.findingCount, "finding")}
              </RouteLink>
            )}
          </div>
        </div>
        {view.findings.length === 0 ? (
          <p class="muted">No finding.</p>
        ) : (
          <FindingCards rows={view.findings} />
        )}
      </section>
    </main>
  );
}

/** More rows than this are made when they are looked at. */
const pairsAtOnce = 60;

interface ListProps {
  readonly view: OverviewView;
  /** Whether the worker can be asked for more. */
  readonly ready: boolean;
}

function currentOverview(): OverviewRoute {
  const current = route.peek();
  return current.view === "overview" ? current : overviewRoute;
}

function Baseline({ view: { baseline }, ready }: ListProps) {
  const { rows, more } = useParts({
    draw: (part) =>
      part.map((text) => (
        <li key={text}>
          <LongText text={text} max={200} />
        </li>
      )),
    first: baseline.groups,
    count: baseline.groupCount,
    what: "reasons",
    next: ready ? (from) => ask("baselineRows", { ...currentOverview(), from }) : null,
  });
  return (
    <details class="text-list">
      <summary>What counts as expected baseline</summary>
      <ul>{rows}</ul>
      {more}
    </details>
  );
}

function PairTable({ view, ready }: ListProps) {
  const [open, setOpen] = useState(false);
  const { rows, more } = useParts({
    draw: narrow.value ? pairItems : pairLines,
    of: narrow.value,
    first: view.pairs,
    count: view.pairCount,
    what: "pairs",
    next: ready ? (from) => ask("pairRows", { ...currentOverview(), from }) : null,
  });
  if (view.pairs.length === 0) {
    const filtered = view.filter.shown < view.filter.total;
    return (
      <p class="muted">
        {filtered ? "The filters leave nothing." : "Nothing leads from one account to another."}
      </p>
    );
  }
  return (
    <details class="table-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {narrow.value
          ? `What leads from one to another (${view.pairCount})`
          : `The same as a table (${view.pairCount})`}
      </summary>
      {view.pairs.length < view.pairCount && (
        <p class="muted">Those with most administrators and roles first.</p>
      )}
      {(open || view.pairs.length <= pairsAtOnce) && (
        <>
          {narrow.value ? <ul class="rows">{rows}</ul> : <WideTable rows={rows} />}
          {more}
        </>
      )}
    </details>
  );
}

function pairItems(pairs: readonly AccountPairRow[]) {
  return pairs.map((pair) => (
    <li key={pair.key}>
      <RouteLink to={pair.go} class="row">
        <span class="pair">
          <LongText text={pair.from} max={40} /> → <LongText text={pair.to} max={40} />
        </span>
        <span class="muted">
          {counted(pair.roles, "role")}
          {pair.admins > 0 && ` · ★ ${pair.admins}`}
        </span>
      </RouteLink>
    </li>
  ));
}

function WideTable({ rows }: { readonly rows: ComponentChildren }) {
  const columns = ["Roles", "Edges", "Under conditions", "Administrators"];
  return (
    <div class="table-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Into</th>
            {columns.map((column) => (
              <th key={column} scope="col" class="number">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{rows}</tbody>
      </table>
    </div>
  );
}

function pairLines(pairs: readonly AccountPairRow[]) {
  return pairs.map((pair) => (
    <tr key={pair.key}>
      <td>
        <LongText text={pair.from} max={48} />
      </td>
      <td>
        <RouteLink to={pair.go} points={pair.key}>
          <LongText text={pair.to} max={48} />
        </RouteLink>
      </td>
      <td class="number">{pair.roles}</td>
      <td class="number">{pair.edges}</td>
      <td class="number">{pair.conditional || "–"}</td>
      <td class="number">{pair.admins > 0 ? `★ ${pair.admins}` : "–"}</td>
    </tr>
  ));
}
