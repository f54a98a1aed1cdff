import { ask, busy } from "../ask.js";
import { close } from "../open.js";
import type { DatasetView } from "../protocol.js";
import {
  answerRoute,
  coverageRoute,
  diffRoute,
  findingsRoute,
  isPlainOverview,
  overviewRoute,
  type Route,
} from "../route.js";
import { failure, type Phase, phase, route, type Screen, screen } from "../state.js";
import { counted, sentence } from "../text.js";
import { themeChoice, turnTheme } from "../theme.js";
import { Account } from "./account.js";
import { AnswerNotice, PathList } from "./answer.js";
import { Coverage } from "./coverage.js";
import { Cycles } from "./cycles.js";
import { Diff } from "./diff.js";
import { Findings } from "./findings.js";
import { Focus } from "./focus.js";
import { GlyphIcon } from "./icon.js";
import { Landing, Loading, Problems, useDrop } from "./landing.js";
import { Overview } from "./overview.js";
import { LongText, Prose, RouteLink } from "./parts.js";
import { Path } from "./path.js";
import { Principal } from "./principal.js";
import { Progress } from "./progress.js";
import { SearchBox } from "./search.js";

const themeWords = { auto: "as the system has it", light: "light", dark: "dark" } as const;

/** The whole page. */
export function App() {
  const over = useDrop();
  const now = phase.value;
  const dataset = now.kind === "ready" ? now.dataset : now.kind === "head" ? now.head.dataset : null;
  return (
    <>
      <button type="button" class="skip" onClick={skipToMain}>
        Skip to the answer
      </button>
      <Header />
      {failure.value !== "" && (
        <p class="failure" role="alert">
          {failure.value}
        </p>
      )}
      {main(now)}
      {now.kind === "ready" && busy.value && (
        <p class="busy" role="status">
          Working it out…
        </p>
      )}
      {dataset !== null && <Notices dataset={dataset} />}
      {over && (
        <div class="drop-cover">
          <p>Drop to open. Nothing is uploaded.</p>
        </div>
      )}
    </>
  );
}

/** A function and no component: the overview of a report's head stays where it is when the analysis takes its place. */
function main(now: Phase) {
  switch (now.kind) {
    case "empty":
      return <Landing problems={[]} />;
    case "refused":
      return <Landing problems={now.problems} />;
    case "loading":
      return <Loading name={now.name} progress={now.progress} />;
    case "head": {
      const { head, analysis } = now;
      // Every other view takes the analysis.
      if (isPlainOverview(route.value))
        return <Overview view={head.overview} dataset={head.dataset} pending={analysis} />;
      return analysis.kind === "under way" ? (
        <Loading name={head.dataset.name} progress={analysis.progress} />
      ) : (
        <main class="landing" id="main">
          <h1>This takes the analysis</h1>
          <Progress pending={analysis} />
          <ToOverview />
        </main>
      );
    }
    case "ready":
      return viewOf(screen.value, now.dataset);
  }
}

/** Not a link to `#main`: the hash belongs to the router. */
function skipToMain(): void {
  const main = document.getElementById("main");
  main?.setAttribute("tabindex", "-1");
  main?.focus();
}

function Header() {
  const now = phase.value;
  const ready = now.kind === "ready";
  const current = route.value.view;
  return (
    <header class="top">
      <RouteLink to={overviewRoute} class="brand" title="Rolepath: to the overview">
        <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
          <rect class="brand-ground" width="32" height="32" rx="8" />
          <path
            d="M9 21.5 14.5 12M17.5 12l5.5 9.5"
            fill="none"
            stroke="#fff"
            stroke-width="2.2"
            stroke-linecap="round"
          />
          <circle cx="16" cy="9.6" r="3.2" fill="#fff" />
          <circle cx="8.4" cy="22.6" r="3.2" fill="#fff" />
          <circle cx="23.6" cy="22.6" r="3.2" fill="none" stroke="#fff" stroke-width="2" />
        </svg>
        <span>Rolepath</span>
      </RouteLink>
      <div class="top-search">{ready && !alone() && current !== "overview" && <SearchBox />}</div>
      {ready && <Views />}
      {ready && (
        <button type="button" class="dataset" onClick={close} title="Close it and open another">
          <LongText text={now.dataset.name} max={28} />
          <GlyphIcon glyph="close" size={13} />
          <span class="visually-hidden">: close and open another</span>
        </button>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={`Theme: ${themeWords[themeChoice.value]}`}
        title={`Theme: ${themeWords[themeChoice.value]}`}
        onClick={turnTheme}
      >
        <GlyphIcon
          glyph={themeChoice.value === "auto" ? "auto" : themeChoice.value === "light" ? "sun" : "moon"}
        />
      </button>
    </header>
  );
}

/** Links to the views that there are of what is open. */
function Views() {
  const now = phase.value;
  const answer = now.kind === "ready" ? now.dataset.answer : null;
  const link = (to: Route, words: string) => (
    <RouteLink to={to} current={route.value.view === to.view} class="nav-link">
      {words}
    </RouteLink>
  );
  return (
    <nav aria-label="Views">
      {!alone() && link(overviewRoute, "Overview")}
      {!(alone() && answer?.kind !== "findings") && link(findingsRoute(), "Findings")}
      {answer?.kind === "paths" && link(answerRoute, "Paths")}
      {!alone() && link(coverageRoute, "Coverage")}
      {!(alone() && answer?.kind !== "diff") && link(diffRoute, "Compare")}
    </nav>
  );
}

function viewOf(now: Screen | null, dataset: DatasetView) {
  // Until the answer is there; what is shown belongs to the view that was left.
  if (now === null || (now.view !== "missing" && now.view !== route.value.view))
    return <main class="landing" id="main" aria-busy="true" />;
  switch (now.view) {
    case "overview":
      return <Overview view={now.data} dataset={dataset} />;
    case "focus":
      return <Focus view={now.data} />;
    case "path":
      return <Path view={now.data} />;
    case "findings":
      return <Findings view={now.data} />;
    case "account":
      return <Account view={now.data} />;
    case "principal":
      return <Principal view={now.data} />;
    case "coverage":
      return <Coverage view={now.data} />;
    case "cycles":
      return <Cycles view={now.data} />;
    case "diff":
      return <Diff view={now.data} />;
    case "answer":
      return <PathList view={now.data} />;
    case "missing":
      return <Missing message={now.message} />;
  }
}

/** Whether only an analysis is open, which has an answer and no snapshot to ask further. */
function alone(): boolean {
  const now = phase.value;
  return now.kind === "ready" && now.dataset.answer?.alone === true;
}

/** A question about something that this snapshot does not have, such as a link made for another one. */
function ToOverview() {
  return (
    <p>
      <RouteLink to={overviewRoute} class="button">
        Overview
      </RouteLink>
    </p>
  );
}

function Missing({ message }: { readonly message: string }) {
  return (
    <main class="landing" id="main">
      <h1>{alone() ? "Not in this analysis" : "Not in this snapshot"}</h1>
      <p class="lead">
        <Prose text={sentence(message)} max={400} />
      </p>
      {alone() ? <AnswerNotice /> : <ToOverview />}
    </main>
  );
}

/** What belongs to every answer: when the data is from, what is missing in it, what was taken for granted. */
function Notices({ dataset }: { readonly dataset: DatasetView }) {
  return (
    <footer class="notices">
      <span>
        {dataset.createdAt !== "" && (
          <>
            As of <time dateTime={dataset.createdAt}>{dataset.createdAt.slice(0, 10)}</time>
          </>
        )}
        {dataset.organization !== "" && <> · {dataset.organization}</>}
      </span>
      {dataset.notices.length > 0 && (
        <details>
          <summary>{counted(dataset.notices.length, "gap or assumption", "gaps and assumptions")}</summary>
          <ul>
            {dataset.notices.map((text) => (
              <li key={text}>
                <Prose text={text} max={300} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {dataset.warningCount > 0 && (
        <details>
          <summary>{counted(dataset.warningCount, "warning")} about the input</summary>
          <Problems
            problems={dataset.warnings}
            count={dataset.warningCount}
            next={(from) => ask("problemRows", { from })}
          />
        </details>
      )}
      <span class="privacy-note">Nothing is uploaded.</span>
    </footer>
  );
}
