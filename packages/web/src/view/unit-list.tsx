import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { AccountRow } from "../protocol.js";
import { counted } from "../text.js";
import { usePartsOf } from "./more.js";
import { LongText, RouteLink, SeverityMark } from "./parts.js";
import { severities, type UnitRow, unitRows } from "./unit-rows.js";

type Counted = Pick<AccountRow, "users" | "roles" | "entered" | "findings">;

/** The accounts by organizational unit, those with the worst findings first, and a box that looks for accounts. */
export function UnitList({ accounts }: { readonly accounts: readonly AccountRow[] }) {
  const [text, setText] = useState("");
  const units = useMemo(() => unitRows(accounts, text), [accounts, text]);
  const found = units.reduce((sum, unit) => sum + unit.accounts.length, 0);
  const lines = useMemo(
    () => units.flatMap((unit) => [unit, ...(text.trim() === "" ? [] : unit.accounts)]),
    [units],
  );
  const { rows, more } = usePartsOf(lines, "rows", (list) =>
    list.map((row) =>
      "accounts" in row ? (
        <UnitLine key={`unit ${row.unit}`} unit={row} look={setText} />
      ) : (
        <AccountLine key={row.id} row={row} />
      ),
    ),
  );
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
          <tbody>{rows}</tbody>
        </table>
      </div>
      {more}
    </section>
  );
}

function UnitLine({ unit, look }: { readonly unit: UnitRow; readonly look: (text: string) => void }) {
  return (
    <Line row={unit}>
      <th scope="rowgroup">
        <button type="button" class="more-link" onClick={() => look(unit.unit)}>
          <LongText text={unit.unit} max={60} />{" "}
          <span class="count">{counted(unit.accounts.length, "account")}</span>
        </button>
      </th>
    </Line>
  );
}

function AccountLine({ row }: { readonly row: AccountRow }) {
  return (
    <Line row={row}>
      <td class="unit-account">
        <RouteLink to={row.go}>
          <LongText text={row.title} max={48} />
        </RouteLink>{" "}
        <span class="muted">{row.outside ? "not collected" : row.id}</span>
      </td>
    </Line>
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
