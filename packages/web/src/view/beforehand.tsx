import type { Head, LoadProgress } from "../protocol.js";
import { overviewRoute } from "../route.js";
import { route } from "../state.js";
import { counted } from "../text.js";
import { LongText, RouteLink, SeverityMark } from "./parts.js";
import { Progress } from "./progress.js";

/** Every view but the overview of a report while its snapshot is read: what is known of an account, and the progress. */
export function Beforehand({
  head,
  progress,
}: {
  readonly head: Head;
  readonly progress: LoadProgress | string;
}) {
  const current = route.value;
  const account =
    current.view === "account" ? head.overview.accounts.find(({ id }) => id === current.id) : undefined;
  return (
    <main class="landing" id="main" aria-busy={typeof progress !== "string"}>
      <h1>{account === undefined ? "One moment" : <LongText text={account.title} max={60} />}</h1>
      {account !== undefined && (
        <p class="lead">
          {account.id} · <LongText text={account.unit} max={80} />
          <br />
          {counted(account.users, "user")}, {counted(account.roles, "role")},{" "}
          {counted(account.entered, "role")} that somebody from elsewhere can enter
          <br />
          {Object.entries(account.findings).map(([severity, count]) => (
            <span key={severity} class="severity-count">
              <SeverityMark severity={severity as keyof typeof account.findings} /> {count}
            </span>
          ))}
        </p>
      )}
      <Progress progress={progress} />
      <p>
        <RouteLink to={overviewRoute} class="button">
          Overview
        </RouteLink>
      </p>
    </main>
  );
}
