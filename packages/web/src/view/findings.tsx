import { ask } from "../ask.js";
import { hashOf } from "../hash.js";
import type { FindingRow, FindingsView, FindingView } from "../protocol.js";
import { type FindingsRoute, findingsRoute, type Route } from "../route.js";
import { finding, go, route } from "../state.js";
import { counted } from "../text.js";
import { AnswerNotice } from "./answer.js";
import { EvidenceList } from "./evidence.js";
import { useParts } from "./more.js";
import { LongText, PrincipalName, Prose, RouteLink, SeverityMark } from "./parts.js";

/** A few findings as cards. */
export function FindingCards({ rows }: { readonly rows: readonly FindingRow[] }) {
  return (
    <ul class="finding-cards">
      {rows.map((row) => (
        <li key={row.id}>
          <RouteLink to={row.go} class="finding-card">
            <span class="finding-top">
              <SeverityMark severity={row.severity} />
              <span class="rule">{row.rule}</span>
            </span>
            <span class="finding-title">
              <LongText text={row.title} max={140} />
            </span>
            <PrincipalName principal={row.resource} compact />
          </RouteLink>
        </li>
      ))}
    </ul>
  );
}

/** A part of the table. */
function FindingRows({
  rows,
  current,
}: {
  readonly rows: readonly FindingRow[];
  readonly current: FindingsRoute;
}) {
  return rows.map((row) => (
    <tr
      key={row.id}
      class={row.id === current.finding ? "current" : undefined}
      onClick={() => go(within(current, row.go))}
    >
      <td>
        <SeverityMark severity={row.severity} />
      </td>
      <td>
        <RouteLink to={within(current, row.go)} class="finding-link">
          <LongText text={row.title} max={160} />
        </RouteLink>
        <span class="rule">{row.rule}</span>
      </td>
      <td>
        <PrincipalName principal={row.resource} compact />
      </td>
      <td class="who">
        {row.principals.map((name, index) => (
          <span key={name}>
            {index > 0 && ", "}
            <LongText text={name} max={36} />
          </span>
        ))}
        {row.principalCount > row.principals.length && (
          <span class="muted"> and {row.principalCount - row.principals.length} more</span>
        )}
      </td>
    </tr>
  ));
}

/** All findings as a table that can be narrowed; a row leads to what it is about, with the evidence. */
export function Findings({ view }: { readonly view: FindingsView }) {
  const current = route.value;
  const table = current.view === "findings" ? current : findingsRoute();
  const { rows, more } = useParts({
    draw: (part) => <FindingRows rows={part} current={table} />,
    of: hashOf(current),
    first: view.rows,
    count: view.count,
    what: "findings",
    next: (from) => ask("findingRows", { ...table, from }),
  });
  if (current.view !== "findings") return null;
  return (
    <main class="findings page" id="main">
      <h1>Findings</h1>
      <AnswerNotice />
      {finding.value !== null && current.finding === finding.value.row.id && (
        <div class="finding-alone">
          <button type="button" class="more-link" onClick={() => go({ ...current, finding: "" })}>
            close
          </button>
          <FindingPanel view={finding.value} />
        </div>
      )}
      <fieldset class="filters">
        <legend class="visually-hidden">Narrow the table</legend>
        <input
          type="search"
          class="filter-text"
          aria-label="Words in title, role, account or principal"
          placeholder="Words"
          value={current.text}
          onInput={(event) => go({ ...current, text: event.currentTarget.value }, true)}
        />
        {view.severities.map(({ severity, count }) => {
          const on = current.severity === severity;
          return (
            <button
              key={severity}
              type="button"
              class={on ? "filter on" : "filter"}
              aria-pressed={on}
              onClick={() => go({ ...current, severity: on ? "" : severity }, true)}
            >
              <SeverityMark severity={severity} /> <span class="filter-count">{count}</span>
            </button>
          );
        })}
        <select
          class="filter-text"
          aria-label="Rule"
          value={current.rule}
          onChange={(event) => go({ ...current, rule: event.currentTarget.value }, true)}
        >
          <option value="">every rule</option>
          {view.rules.map(({ rule, count }) => (
            <option key={rule} value={rule}>
              {rule} ({count})
            </option>
          ))}
        </select>
        {(current.text !== "" || current.severity !== "" || current.rule !== "") && (
          <button type="button" class="more-link" onClick={() => go(findingsRoute(), true)}>
            show all {view.total.toLocaleString("en")}
          </button>
        )}
      </fieldset>
      <p class="muted" role="status">
        {view.count === view.total ? "" : `${view.count.toLocaleString("en")} of `}
        {counted(view.total, "finding")}
        {view.rows.length < view.count && ", the worst first"}
      </p>
      <div class="table-scroll">
        <table class="finding-table">
          <thead>
            <tr>
              <th scope="col">Severity</th>
              <th scope="col">Finding</th>
              <th scope="col">Where</th>
              <th scope="col">Who gets in</th>
            </tr>
          </thead>
          <tbody>{rows}</tbody>
        </table>
      </div>
      {more}
    </main>
  );
}

/** A finding that is shown in this view is shown with the table narrowed as it is. */
function within(current: FindingsRoute, to: Route): Route {
  return to.view === "findings" ? { ...current, finding: to.finding ?? "" } : to;
}

/** One finding: why it matters, what to do, and the statements that it rests on. */
export function FindingPanel({ view }: { readonly view: FindingView }) {
  return (
    <section class="finding-panel" aria-label="Finding">
      <p class="finding-top">
        <SeverityMark severity={view.row.severity} />
        <span class="rule">{view.row.rule}</span>
      </p>
      <h1>
        <LongText text={view.row.title} max={200} />
      </h1>
      <p>
        <Prose text={view.row.why} max={800} />
      </p>
      <p class="remedy">
        <b>What to do:</b> <Prose text={view.fix} max={800} />
      </p>
      {view.chain.length > 1 && (
        <p>
          <b>The chain:</b>{" "}
          {view.chain.map((name, index) => (
            <span key={index}>
              {index > 0 && " → "}
              <LongText text={name} max={60} />
            </span>
          ))}
        </p>
      )}
      {view.path !== null && (
        <p>
          <RouteLink to={view.path} class="button small">
            Show the chain
          </RouteLink>
        </p>
      )}
      {view.evidence.length > 0 && <h2>Evidence</h2>}
      <EvidenceList items={view.evidence} />
      {view.references.length > 0 && (
        <ul class="references">
          {view.references.map((reference) => (
            <li key={reference.url}>
              <a href={reference.url} target="_blank" rel="noreferrer noopener">
                {reference.title}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
