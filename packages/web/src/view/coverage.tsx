import { ask } from "../ask.js";
import type { CoverageRow, CoverageView } from "../protocol.js";
import type { Shown } from "../text.js";
import { Problems } from "./landing.js";
import { usePartsOf } from "./more.js";
import { LongText, Prose, RouteLink } from "./parts.js";
import { proseItems } from "./text-list.js";

const stateWords: Readonly<Record<CoverageRow["state"], string>> = {
  collected: "collected",
  partly: "in part",
  missing: "not collected",
};

/** What the data does not say: an answer is only as good as the snapshot. */
export function Coverage({ view }: { readonly view: CoverageView }) {
  const { rows, more } = usePartsOf(view.accounts, "accounts", accountRows);
  const complete = view.accounts.filter((row) => row.state === "collected").length;
  return (
    <main class="page" id="main">
      <h1>Coverage</h1>
      <p class="lead-left">
        {complete} of {view.accounts.length} accounts were collected completely, as of{" "}
        <time dateTime={view.createdAt}>{view.createdAt}</time>.
        {view.source !== "" && (
          <>
            {" "}
            Source: <LongText text={view.source} max={80} />.
          </>
        )}
      </p>
      <Sentences title="The organization" texts={view.organization} />
      <section class="block">
        <h2>Accounts</h2>
        <div class="table-scroll">
          <table class="stacked-table">
            <thead>
              <tr>
                <th scope="col">Account</th>
                <th scope="col">Data</th>
                <th scope="col" class="number">
                  Users
                </th>
                <th scope="col" class="number">
                  Roles
                </th>
                <th scope="col">What is missing</th>
              </tr>
            </thead>
            <tbody>{rows}</tbody>
          </table>
        </div>
        {more}
      </section>
      <Sentences title="Gaps that answers carry" texts={view.gaps} none="None." />
      <Sentences title="Taken for granted" texts={view.assumptions} none="Nothing." />
      <section class="block">
        <h2>
          Problems with the input <span class="count">{view.problemsTotal}</span>
        </h2>
        {view.problemsTotal === 0 ? (
          <p class="muted">None.</p>
        ) : (
          <Problems
            problems={view.problems}
            count={view.problemsTotal}
            next={(from) => ask("problemRows", { from })}
          />
        )}
      </section>
    </main>
  );
}

function accountRows(rows: readonly CoverageRow[]) {
  return rows.map((row) => (
    <tr key={row.id}>
      <td>
        <RouteLink to={row.go}>
          <LongText text={row.name} max={40} />
        </RouteLink>{" "}
        {row.name !== row.id && <span class="muted">{row.id}</span>}
      </td>
      <td>
        <span class={`coverage-state ${row.state}`}>{stateWords[row.state]}</span>
      </td>
      <td class="number" data-label={row.users === 1 ? "user" : "users"}>
        {row.state === "missing" ? "–" : row.users}
      </td>
      <td class="number" data-label={row.roles === 1 ? "role" : "roles"}>
        {row.state === "missing" ? "–" : row.roles}
      </td>
      <td>
        {row.gaps.length === 0 && <span class="muted">nothing is missing</span>}
        {row.gaps.map((gap) => (
          <p key={gap}>
            <Prose text={gap} max={300} />
          </p>
        ))}
      </td>
    </tr>
  ));
}

function Sentences({
  title,
  texts,
  none,
}: {
  readonly title: string;
  readonly texts: readonly Shown[];
  readonly none?: string;
}) {
  const { rows, more } = usePartsOf(texts, "sentences", proseItems);
  return (
    <section class="block">
      <h2>
        {title} {none !== undefined && <span class="count">{texts.length}</span>}
      </h2>
      {texts.length === 0 && <p class="muted">{none}</p>}
      <ul class="plain-list">{rows}</ul>
      {more}
    </section>
  );
}
