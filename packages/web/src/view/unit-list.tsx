import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { AccountRow } from "../protocol.js";
import { counted } from "../text.js";
import { LongText, RouteLink, SeverityMark } from "./parts.js";
import { severities, unitRows } from "./unit-rows.js";

/** Drawing thousands of rows would stop the page for a while. */
const rowsShown = 250;

type Counted = Pick<AccountRow, "users" | "roles" | "entered" | "findings">;

/** The accounts by organizational unit, those with the worst findings first, and a box that looks for accounts. */
export function UnitList({ accounts }: { readonly accounts: readonly AccountRow[] }) {
  const [text, setText] = useState("");
  const units = useMemo(() => unitRows(accounts, text), [accounts, text]);
  const found = units.reduce((sum, unit) => sum + unit.accounts.length, 0);
  const rows = units.flatMap((unit) => [
    <Line key={`unit ${unit.unit}`} row={unit}>
      <th scope="rowgroup">
        <button type="button" class="more-link" onClick={() => setText(unit.unit)}>
          <LongText text={unit.unit} max={60} />{" "}
          <span class="count">{counted(unit.accounts.length, "account")}</span>
        </button>
      </th>
    </Line>,
    ...(text.trim() !== ""
      ? unit.accounts.map((row) => (
          <Line key={row.id} row={row}>
            <td class="unit-account">
              <RouteLink to={row.go}>
                <LongText text={row.title} max={48} />
              </RouteLink>{" "}
              <span class="muted">{row.outside ? "not collected" : row.id}</span>
            </td>
          </Line>
        ))
      : []),
  ]);
  return (
    <section class="block unit-list">
      <div class="block-head">
        <h2>Accounts by organizational unit</h2>
        <div class="filters">
          <input
            type="search"
            class="filter-text"
            aria-label="Look for accounts by name, number or unit"
            placeholder="Name, number or unit"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <span class="muted" role="status">
            {counted(found, "account")} in {counted(units.length, "unit")}
            {rows.length > rowsShown && ", too many to list"}
          </span>
        </div>
      </div>
      <div class="table-scroll">
        <table class="stacked-table">
          <thead>
            <tr>
              <th scope="col">Unit, account</th>
              {["Users", "Roles", "Entered from elsewhere"].map((title) => (
                <th key={title} scope="col" class="number">
                  {title}
                </th>
              ))}
              <th scope="col">Worst findings</th>
            </tr>
          </thead>
          <tbody>{rows.slice(0, rowsShown)}</tbody>
        </table>
      </div>
    </section>
  );
}

function Line({ row, children }: { readonly row: Counted; readonly children: ComponentChildren }) {
  const worst = severities.find((severity) => row.findings[severity] !== undefined);
  return (
    <tr>
      {children}
      {(["users", "roles", "entered"] as const).map((name) => (
        <td key={name} class="number" data-label={name}>
          {row[name].toLocaleString("en")}
        </td>
      ))}
      <td>
        {worst === undefined ? (
          <span class="muted">no finding</span>
        ) : (
          <>
            <SeverityMark severity={worst} /> {row.findings[worst]}
          </>
        )}
      </td>
    </tr>
  );
}
