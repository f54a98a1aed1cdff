import { computed, signal } from "@preact/signals";
import { factsOfHop } from "./facts.js";
import { hashOf, routeOf } from "./hash.js";
import type { Need } from "./need.js";
import type {
  AccountView,
  CoverageView,
  CyclesView,
  DatasetView,
  DiffView,
  FindingsView,
  FindingView,
  FocusView,
  Head,
  HopView,
  LoadProgress,
  OverviewView,
  PathListView,
  PathView,
  PrincipalPage,
  ProblemView,
  TriedPathView,
  UseView,
} from "./protocol.js";
import { type Given, overviewRoute, type Route } from "./route.js";
import type { Shown } from "./text.js";

// All state of the page. What is looked at comes from the URL alone; what is shown follows from it (follow.ts).

export type Phase =
  | { readonly kind: "empty" }
  | { readonly kind: "loading"; readonly name: string; readonly progress: LoadProgress }
  /** A report shows its head, and the analysis is not there. */
  | { readonly kind: "head"; readonly head: Head; readonly analysis: Pending }
  | { readonly kind: "refused"; readonly problems: readonly ProblemView[] }
  /** `head` is what the report showed before, which is what the analysis says too. */
  | { readonly kind: "ready"; readonly dataset: DatasetView; readonly head: Head | null };

/** Why the analysis behind a head is not there yet, or never will be. */
export type Pending =
  | { readonly kind: "under way"; readonly progress: LoadProgress }
  /** It takes much, and waits until the reader wants it; `broken` where it ended this tab once before. */
  | { readonly kind: "asked"; readonly need: Need; readonly broken: boolean }
  | { readonly kind: "ended"; readonly why: Shown };

export type Screen =
  | { readonly view: "overview"; readonly data: OverviewView }
  | { readonly view: "focus"; readonly data: FocusView }
  | { readonly view: "path"; readonly data: PathView }
  | { readonly view: "findings"; readonly data: FindingsView }
  | { readonly view: "account"; readonly data: AccountView }
  | { readonly view: "principal"; readonly data: PrincipalPage }
  | { readonly view: "coverage"; readonly data: CoverageView }
  | { readonly view: "cycles"; readonly data: CyclesView }
  | { readonly view: "diff"; readonly data: DiffView }
  | { readonly view: "answer"; readonly data: PathListView }
  /** What was asked for is not in this snapshot. */
  | { readonly view: "missing"; readonly message: string };

export const phase = signal<Phase>({ kind: "empty" });
export const route = signal<Route>(overviewRoute);
export const screen = signal<Screen | null>(null);
/** The hop whose evidence is shown, and the finding. */
export const hop = signal<HopView | null>(null);
export const finding = signal<FindingView | null>(null);
/** The chain that is looked at with the facts of the reader; null without any. */
export const tried = signal<TriedPathView | null>(null);
/** How the chain that is looked at is walked; null until it is asked for. */
export const use = signal<UseView | null>(null);
/** What the reader supplies for the hop that is looked at. */
export const given = signal<readonly Given[]>([]);
/** Of them those that hold at the hop that is looked at. */
export const factsHere = computed(() =>
  route.value.view === "path" ? factsOfHop(given.value, route.value.hop) : given.value,
);
export const failure = signal<string>("");
/** Card that is pointed at, in the picture or in the list. */
export const pointed = signal<string | null>(null);
/** Counts the second snapshots that were loaded: a comparison is drawn anew after each. */
export const compared = signal(0);
/** What is being done with a second snapshot. */
export const comparing = signal<{ readonly name: string } | null>(null);
export const compareProblems = signal<readonly ProblemView[]>([]);

const narrowQuery = window.matchMedia("(max-width: 860px)");
/** Too narrow for a picture and a panel side by side. */
export const narrow = signal(narrowQuery.matches);
narrowQuery.addEventListener("change", (event) => {
  narrow.value = event.matches;
});

/** On another hop or chain of the same question the reader's facts are the same. */
function withFacts(next: Route): Route {
  const now = route.value;
  if (next.view !== "path" || now.view !== "path" || next.given.length > 0) return next;
  const same = next.from === now.from && next.to === now.to;
  return same && (next.hop !== now.hop || next.choice !== now.choice)
    ? { ...next, given: given.value }
    : next;
}

/** Goes to a view; `replace` when Back should not come back to the one left. */
export function go(next: Route, replace = false): void {
  const hash = hashOf(withFacts(next));
  if (hash === hashOf(route.value)) return;
  if (replace) window.history.replaceState(null, "", hash);
  else window.history.pushState(null, "", hash);
  route.value = routeOf(hash);
}

/** Follows the address bar, Back and Forward. */
export function followHash(): void {
  const take = (): void => {
    route.value = routeOf(window.location.hash);
  };
  take();
  window.addEventListener("popstate", take);
  window.addEventListener("hashchange", take);
}

/** Shows what went wrong, unless it was called off. */
export function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  if (message !== "cancelled") failure.value = message;
}
