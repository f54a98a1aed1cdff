import { useEffect, useRef, useState } from "preact/hooks";
import { type Filter, filterCount, type KindGroup, kindGroups, noFilter } from "../filter.js";
import type { FilterView } from "../protocol.js";
import { counted, type Shown, shown } from "../text.js";
import { GlyphIcon } from "./icon.js";
import { LongText } from "./parts.js";

const kindNames: Readonly<Record<KindGroup, string>> = {
  people: "people (users, Identity Center)",
  roles: "roles",
  services: "AWS services and their roles",
  federated: "identity providers",
  outsiders: "outside accounts, anyone",
};

const flagNames = {
  cross: "only across accounts",
  outside: "only from outside",
  admin: "only to administrators",
  indirect: "indirect hops too",
} as const;

type Flag = keyof typeof flagNames;

interface FilterBarProps {
  readonly view: FilterView;
  readonly filter: Filter;
  readonly change: (filter: Filter) => void;
}

/** What is left out: each entry as a chip that takes it back, the count, and a panel to set them. */
export function FilterBar({ view, filter, change }: FilterBarProps) {
  const set = filterCount(filter);
  const menu = useRef<HTMLDetailsElement>(null);
  // A choice of a thousand accounts is made when somebody looks at it, not with each view.
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const close = (event: Event): void => {
      const inside = event.target instanceof Node && menu.current?.contains(event.target);
      const escaped = event instanceof KeyboardEvent && event.key === "Escape";
      if (menu.current === null || !menu.current.open) return;
      if (event instanceof KeyboardEvent ? !escaped : inside) return;
      menu.current.open = false;
      if (escaped) menu.current.querySelector("summary")?.focus();
    };
    window.addEventListener("pointerdown", close);
    window.addEventListener("keydown", close);
    return () => {
      window.removeEventListener("pointerdown", close);
      window.removeEventListener("keydown", close);
    };
  }, []);
  return (
    <div class="filter-bar">
      <details class="filter-menu" ref={menu} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary class={set > 0 ? "filter on" : "filter"}>
          Filters{set > 0 && <span class="filter-count">{set}</span>}
        </summary>
        {open && <FilterPanel view={view} filter={filter} change={change} />}
      </details>
      <ActiveFilters view={view} filter={filter} change={change} />
      {set > 0 && (
        <>
          <span class="muted" role="status">
            {view.shown.toLocaleString("en")} of {view.total.toLocaleString("en")} {view.subject} shown
          </span>
          <button type="button" class="more-link" onClick={() => change(noFilter)}>
            reset
          </button>
        </>
      )}
    </div>
  );
}

function ActiveFilters({ view, filter, change }: FilterBarProps) {
  const chip = (key: string, words: Shown, without: Partial<Filter>) => (
    <button
      key={key}
      type="button"
      class="filter on"
      title="Take this filter back"
      onClick={() => change({ ...filter, ...without })}
    >
      <LongText text={words} max={40} /> <GlyphIcon glyph="close" size={12} />
      <span class="visually-hidden">: take back</span>
    </button>
  );
  const account = view.accounts.find((one) => one.id === filter.account);
  return (
    <>
      {filter.verdict !== "" && chip("verdict", shown(`only ${filter.verdict}`), { verdict: "" })}
      {filter.kinds.length > 0 && chip("kinds", shown(filter.kinds.join(", ")), { kinds: [] })}
      {filter.account !== "" && chip("account", account?.name ?? shown(filter.account), { account: "" })}
      {filter.unit !== "" && chip("unit", shown(filter.unit), { unit: "" })}
      {filter.tag !== "" && chip("tag", shown(`tag ${filter.tag}`), { tag: "" })}
      {filter.hops > 0 && chip("hops", shown(`at most ${counted(filter.hops, "hop")}`), { hops: 0 })}
      {(Object.keys(flagNames) as Flag[]).map(
        (flag) => filter[flag] && chip(flag, shown(flagNames[flag]), { [flag]: false }),
      )}
    </>
  );
}

function FilterPanel({ view, filter, change }: FilterBarProps) {
  const flags: readonly Flag[] =
    view.subject === "edges" ? ["outside", "admin"] : ["cross", "outside", "admin", "indirect"];
  return (
    <div class="filter-panel">
      <fieldset class="segments">
        <legend>Verdict</legend>
        {(["", "allowed", "conditional"] as const).map((verdict) => (
          <label key={verdict} class={filter.verdict === verdict ? "on" : undefined}>
            <input
              type="radio"
              name="verdict"
              checked={filter.verdict === verdict}
              onChange={() => change({ ...filter, verdict })}
            />
            {verdict === "" ? "all" : verdict}
          </label>
        ))}
      </fieldset>
      <fieldset class="checks">
        <legend>{view.subject === "principals" ? "Kinds" : "Who it starts with"}</legend>
        {(Object.keys(kindGroups) as KindGroup[]).map((kind) => (
          <label key={kind}>
            <input
              type="checkbox"
              checked={filter.kinds.includes(kind)}
              onChange={(event) =>
                change({
                  ...filter,
                  kinds: event.currentTarget.checked
                    ? [...filter.kinds, kind]
                    : filter.kinds.filter((one) => one !== kind),
                })
              }
            />
            {kindNames[kind]}
          </label>
        ))}
      </fieldset>
      <label class="filter-field">
        Account
        <select
          value={filter.account}
          onChange={(event) => change({ ...filter, account: event.currentTarget.value })}
        >
          <option value="">all</option>
          {view.accounts.map((account) => (
            <option key={account.id} value={account.id}>
              {account.name}
            </option>
          ))}
        </select>
      </label>
      <label class="filter-field">
        Organizational unit
        <select
          value={filter.unit}
          onChange={(event) => change({ ...filter, unit: event.currentTarget.value })}
        >
          <option value="">all</option>
          {view.units.map((unit) => (
            <option key={unit.value} value={unit.value}>
              {unit.name}
            </option>
          ))}
        </select>
      </label>
      <label class="filter-field">
        Tag
        <input
          type="text"
          value={filter.tag}
          placeholder="key or key=value"
          list="filter-tags"
          autocomplete="off"
          onChange={(event) => change({ ...filter, tag: event.currentTarget.value.trim() })}
        />
        <datalist id="filter-tags">
          {view.tags.map((tag) => (
            <option key={tag} value={tag} />
          ))}
        </datalist>
      </label>
      {view.subject === "chains" && (
        <label class="filter-field">
          At most
          <select
            value={String(filter.hops)}
            onChange={(event) => change({ ...filter, hops: Number(event.currentTarget.value) })}
          >
            <option value="0">any number of hops</option>
            {[1, 2, 3, 4, 5].map((hops) => (
              <option key={hops} value={String(hops)}>
                {counted(hops, "hop")}
              </option>
            ))}
          </select>
        </label>
      )}
      <fieldset class="checks">
        <legend>Only, and besides</legend>
        {flags.map((flag) => (
          <label key={flag}>
            <input
              type="checkbox"
              checked={filter[flag]}
              onChange={(event) => change({ ...filter, [flag]: event.currentTarget.checked })}
            />
            {flagNames[flag]}
          </label>
        ))}
      </fieldset>
    </div>
  );
}
