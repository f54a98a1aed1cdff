import { useMemo } from "preact/hooks";
import { ask } from "../ask.js";
import type { Picture } from "../layout/picture.js";
import type { FocusView, HopView, ReachRow, ReachSide, ReachView } from "../protocol.js";
import { type FocusRoute, focusRoute, type Reach, type Route } from "../route.js";
import { finding, go, hop, route } from "../state.js";
import { counted, type Shown } from "../text.js";
import { CopyButton } from "./copy.js";
import { Fact } from "./fact.js";
import { FilterBar } from "./filter-bar.js";
import { FindingCards, FindingPanel } from "./findings.js";
import { HopPanel } from "./hop-panel.js";
import { GlyphIcon, KindIcon } from "./icon.js";
import { useParts, usePartsOf } from "./more.js";
import { Chips, FilterChip, LongText, PrincipalName, RouteLink, Star, VerdictMark } from "./parts.js";
import { PictureBox } from "./picture.js";
import { Split } from "./split.js";

const reaches: readonly { readonly reach: Reach; readonly words: string }[] = [
  { reach: 1, words: "1 hop" },
  { reach: 2, words: "2 hops" },
  { reach: 3, words: "3 hops" },
  { reach: "all", words: "all" },
];

/** One principal: who can become it, what it can become. */
export function Focus({ view }: { readonly view: FocusView }) {
  const current = route.value;
  const picture = useMemo(() => withTried(view.picture, hop.value), [view.picture, hop.value]);
  if (current.view !== "focus") return null;
  const back: Route = focusRoute(current.of, {
    reach: current.reach,
    services: current.services,
    open: current.open,
    filter: current.filter,
  });
  const detail = current.hop !== undefined || current.finding !== undefined;
  return (
    <Split
      title={view.principal.name}
      picture={
        <>
          <Toolbar view={view} current={current} />
          <PictureBox picture={picture} tall />
        </>
      }
      panel={
        <>
          {detail && (
            <RouteLink to={back} class="back-link">
              <GlyphIcon glyph="left" size={14} /> <LongText text={view.principal.name} max={40} />
            </RouteLink>
          )}
          {current.hop !== undefined && hop.value !== null && <HopPanel hop={hop.value} />}
          {current.finding !== undefined && finding.value !== null && <FindingPanel view={finding.value} />}
          {!detail && <Summary view={view} />}
        </>
      }
    />
  );
}

/** The picture with the line of the hop as it is with the reader's facts. */
function withTried(picture: Picture, tried: HopView | null): Picture {
  if (tried === null || !tried.tried || tried.verdict === "conditional" || tried.verdict === "unknown")
    return picture;
  const key = `${tried.from.id} ${tried.to.id}`;
  const { verdict } = tried;
  return {
    ...picture,
    lines: picture.lines.map((line) => (line.key === key ? { ...line, style: verdict } : line)),
    labels: picture.labels.filter((label) => label.line !== key),
  };
}

function Toolbar({ view, current }: { readonly view: FocusView; readonly current: FocusRoute }) {
  const services = view.who.services + view.what.services;
  return (
    <div class="toolbar">
      <fieldset class="segments">
        <legend class="visually-hidden">How far to follow</legend>
        {reaches.map(({ reach, words }) => (
          <label key={words} class={current.reach === reach ? "on" : undefined}>
            <input
              type="radio"
              name="reach"
              checked={current.reach === reach}
              onChange={() => go({ ...current, reach }, true)}
            />
            {words}
          </label>
        ))}
      </fieldset>
      <FilterBar
        view={view.filter}
        filter={current.filter}
        change={(filter) => go({ ...current, filter }, true)}
      />
      {view.farther > 0 && (
        <span class="muted" role="status">
          {view.farther.toLocaleString("en")} farther away
        </span>
      )}
      {services > 0 && (
        <FilterChip
          label="AWS services"
          count={services}
          on={current.services}
          flip={() => go({ ...current, services: !current.services }, true)}
        />
      )}
    </div>
  );
}

function Summary({ view }: { readonly view: FocusView }) {
  const { principal } = view;
  const tags = usePartsOf(view.tags, "tags", (part) =>
    part.map(({ key, value }) => <Fact key={key} term={key} value={value} max={120} />),
  );
  return (
    <>
      <header class="subject">
        <KindIcon kind={principal.icon} size={30} />
        <div>
          <h1>
            {principal.admin && <Star />}
            <LongText text={principal.name} max={60} />
          </h1>
          <p class="muted">
            {principal.kindText} ·{" "}
            {principal.accountId === "" || principal.icon === "account" ? (
              <LongText text={principal.place} max={50} />
            ) : (
              <RouteLink to={{ view: "account", id: principal.accountId, services: false, open: false }}>
                {principal.place}
              </RouteLink>
            )}
          </p>
        </div>
      </header>
      <CopyLine id={principal.id} text={principal.idText} />
      <p>
        <RouteLink to={{ view: "principal", of: principal.id }} class="more-link">
          Policies, guardrails, last used
        </RouteLink>
      </p>
      {!view.known && (
        <p class="notice">The snapshot has no such principal. What follows is what policies say about it.</p>
      )}
      {view.tags.length > 0 && (
        <details class="tags">
          <summary>{counted(view.tags.length, "tag")}</summary>
          <dl>{tags.rows}</dl>
          {tags.more}
        </details>
      )}
      {view.findings.length > 0 && (
        <section>
          <h2>Findings here</h2>
          <FindingCards rows={view.findings} />
        </section>
      )}
      {view.enterable && (
        <ReachList
          title="Who can become it"
          none="Nobody, as far as the snapshot tells."
          side="who"
          reach={view.who}
        />
      )}
      <ReachList title="What it can become" none="No role." side="what" reach={view.what} />
    </>
  );
}

/** An ARN with a way to take it along. */
export function CopyLine({ id, text }: { readonly id: string; readonly text: Shown }) {
  return (
    <p class="copy-line">
      <code>
        <LongText text={text} max={300} />
      </code>
      <CopyButton text={id} what="the name" />
    </p>
  );
}

function ReachList({
  title,
  none,
  side,
  reach,
}: {
  readonly title: string;
  readonly none: string;
  readonly side: ReachSide;
  readonly reach: ReachView;
}) {
  const current = route.value;
  const { rows, more } = useParts({
    draw: (part, _, before) => <ReachRows rows={part} before={before?.hops ?? 0} />,
    first: reach.rows,
    count: reach.count,
    what: "principals",
    next: (from) =>
      current.view === "focus" ? ask("reachRows", { ...current, side, from }) : Promise.resolve([]),
  });
  const hidden = current.view === "focus" && !current.services ? reach.services : 0;
  return (
    <section class="reach">
      <h2>
        {title} <span class="count">{reach.count.toLocaleString("en")}</span>
      </h2>
      {hidden > 0 && <p class="muted">{counted(hidden, "AWS service")} not listed.</p>}
      {reach.count === 0 && <p class="muted">{none}</p>}
      {rows}
      {more}
      {reach.truncated && <p class="notice">The list was cut at a limit; there are more.</p>}
    </section>
  );
}

/** Rows by distance; that of the row before them has its heading already. */
function ReachRows({ rows, before }: { readonly rows: readonly ReachRow[]; readonly before: number }) {
  const groups = new Map<number, ReachRow[]>();
  for (const row of rows) {
    const group = groups.get(row.hops);
    if (group === undefined) groups.set(row.hops, [row]);
    else group.push(row);
  }
  return [...groups].map(([hops, list]) => (
    <div key={hops}>
      {hops !== before && <h3>{counted(hops, "hop")}</h3>}
      <ul class="rows">
        {list.map((row) => (
          <li key={row.principal.id}>
            <RouteLink
              to={row.go}
              class="row"
              points={row.principal.id}
              title="Show the path and its evidence"
            >
              <PrincipalName principal={row.principal} />
              <VerdictMark verdict={row.verdict} />
              {row.chips.length > 0 && <Chips chips={row.chips} max={2} />}
            </RouteLink>
            <RouteLink
              to={row.principal.go}
              class="icon-button"
              title={`Put ${row.principal.name} in the middle`}
            >
              <GlyphIcon glyph="fit" size={15} />
              <span class="visually-hidden">Put {row.principal.name} in the middle</span>
            </RouteLink>
          </li>
        ))}
      </ul>
    </div>
  ));
}
