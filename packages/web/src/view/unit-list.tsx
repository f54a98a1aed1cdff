import type { Severity } from "@rolepath/analyzer";
import { useMemo, useState } from "preact/hooks";
import type { AccountRow } from "../protocol.js";
import { counted, type Shown } from "../text.js";
import { GlyphIcon } from "./icon.js";
import { LongText, RouteLink, SeverityMark } from "./parts.js";
import { unitRows } from "./unit-rows.js";

/** Drawing thousands of rows would stop the page for a while. */
const rowsShown = 60;

const serious: readonly Severity[] = ["critical", "high"];

/** The accounts by organizational unit, those with the worst findings first, and a box that looks for accounts. */
export function UnitList({ accounts }: { readonly accounts: readonly AccountRow[] }) {
  const [text, setText] = useState("");
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [count, setCount] = useState(rowsShown);
  const units = useMemo(() => unitRows(accounts, text), [accounts, text]);
  const found = units.reduce((sum, unit) => sum + unit.accounts.length, 0);
  const isOpen = (unit: string): boolean => text.trim() !== "" || open.has(unit);
  const flip = (unit: string): void => {
    const next = new Set(open);
    if (!next.delete(unit)) next.add(unit);
    setOpen(next);
  };
  const rows = units.flatMap((unit) => [
    <UnitLine key={`unit ${unit.unit}`} unit={unit} open={isOpen(unit.unit)} flip={() => flip(unit.unit)} />,
    ...(isOpen(unit.unit) ? unit.accounts.map((row) => <AccountLine key={row.id} row={row} />) : []),
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
            onInput={(event) => {
              setText(event.currentTarget.value);
              setCount(rowsShown);
            }}
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
              {["Users", "Roles", "Roles entered from elsewhere", "Findings"].map((title) => (
                <th key={title} scope="col" class="number">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{rows.slice(0, count)}</tbody>
        </table>
      </div>
      {rows.length > count && (
        <button type="button" class="more-link" onClick={() => setCount(count + rowsShown)}>
          show more
        </button>
      )}
    </section>
  );
}

interface UnitLineProps {
  readonly unit: ReturnType<typeof unitRows>[number];
  readonly open: boolean;
  readonly flip: () => void;
}

function UnitLine({ unit, open, flip }: UnitLineProps) {
  return (
    <tr class="unit-line">
      <th scope="rowgroup">
        <button type="button" class="unit-button" aria-expanded={open} onClick={flip}>
          <GlyphIcon glyph="right" size={12} />
          <LongText text={unit.unit} max={60} />{" "}
          <span class="count">{counted(unit.accounts.length, "account")}</span>
        </button>
      </th>
      <Numbers row={unit} />
    </tr>
  );
}

function AccountLine({ row }: { readonly row: AccountRow }) {
  return (
    <tr>
      <td class="unit-account">
        <RouteLink to={row.go}>
          <LongText text={row.title} max={48} />
        </RouteLink>{" "}
        {row.title !== (row.id as Shown) && <span class="muted">{row.id}</span>}
        {row.outside && <span class="muted"> · not collected</span>}
      </td>
      <Numbers row={row} />
    </tr>
  );
}

function Numbers({ row }: { readonly row: Pick<AccountRow, "users" | "roles" | "entered" | "findings"> }) {
  const total = Object.values(row.findings).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <td class="number" data-label="users">
        {row.users.toLocaleString("en")}
      </td>
      <td class="number" data-label="roles">
        {row.roles.toLocaleString("en")}
      </td>
      <td class="number" data-label="entered from elsewhere">
        {row.entered.toLocaleString("en")}
      </td>
      <td class="number" data-label="findings">
        {serious.map(
          (severity) =>
            row.findings[severity] !== undefined && (
              <span key={severity} class="serious">
                <SeverityMark severity={severity} /> {row.findings[severity]}
              </span>
            ),
        )}
        {total === 0 ? "–" : total.toLocaleString("en")}
      </td>
    </>
  );
}
