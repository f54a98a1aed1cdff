import { type Filter, filterCount, noFilter } from "./filter.js";

// The question and the way it is looked at: what stands in the URL's hash, so that each view can be bookmarked and
// shared and Back and Forward work, also in a report that is opened from disk. `hash.ts` writes and reads it.

/** How many hops a focus view follows to each side; `all` follows every chain. */
export type Reach = 1 | 2 | 3 | "all";

/** A fact that the reader supplies for a condition key; null for a key that the request does not have. */
export type Given = readonly [key: string, value: string | null];

export interface OverviewRoute {
  readonly view: "overview";
  readonly baseline: boolean;
  readonly filter: Filter;
}

export interface FocusRoute {
  readonly view: "focus";
  readonly of: string;
  readonly reach: Reach;
  readonly services: boolean;
  /** Columns shown in full although they hold many cards: `in1`, `out2`, … */
  readonly open: readonly string[];
  /** The direct hop whose evidence is shown: `[from, to]`. */
  readonly hop?: readonly [string, string];
  readonly finding?: string;
  readonly given: readonly Given[];
  readonly filter: Filter;
}

export interface PathRoute {
  readonly view: "path";
  readonly from: string;
  readonly to: string;
  /** Which of the paths, and which of its hops; both from 0. */
  readonly choice: number;
  readonly hop: number;
  readonly given: readonly Given[];
  readonly filter: Filter;
}

export interface FindingsRoute {
  readonly view: "findings";
  readonly severity: string;
  readonly rule: string;
  readonly text: string;
  /** The finding that is shown in full: of an analysis without its snapshot, which has no other view of it. */
  readonly finding?: string;
}

export interface AccountRoute {
  readonly view: "account";
  readonly id: string;
  readonly services: boolean;
  readonly open: boolean;
}

/** Everything that the snapshot says about one principal. */
export interface PrincipalRoute {
  readonly view: "principal";
  readonly of: string;
}

/** What was not collected. */
export interface CoverageRoute {
  readonly view: "coverage";
}

/** Walks that can be gone for ever. */
export interface CyclesRoute {
  readonly view: "cycles";
}

/** The paths of an analysis that was opened from a file. */
export interface AnswerRoute {
  readonly view: "answer";
}

/** Two snapshots side by side. */
export interface DiffRoute {
  readonly view: "diff";
  /** The second snapshot is the newer one, whatever its date says. */
  readonly turned: boolean;
}

export type Route =
  | OverviewRoute
  | FocusRoute
  | PathRoute
  | FindingsRoute
  | AccountRoute
  | PrincipalRoute
  | CoverageRoute
  | CyclesRoute
  | AnswerRoute
  | DiffRoute;

/** The view of one principal, with nothing opened yet. */
export function focusRoute(of: string, extra: Partial<FocusRoute> = {}): FocusRoute {
  return { view: "focus", of, reach: 2, services: false, open: [], given: [], filter: noFilter, ...extra };
}

/** The view of the chains between two selectors. */
export function pathRoute(from: string, to: string, extra: Partial<PathRoute> = {}): PathRoute {
  return { view: "path", from, to, choice: 0, hop: 0, given: [], filter: noFilter, ...extra };
}

/** The view of one account. */
export function accountRoute(id: string): AccountRoute {
  return { view: "account", id, services: false, open: false };
}

/** The table of findings, unfiltered unless told. */
export function findingsRoute(
  extra: { severity?: string; rule?: string; text?: string; finding?: string } = {},
): FindingsRoute {
  return { view: "findings", severity: "", rule: "", text: "", ...extra };
}

export const overviewRoute: OverviewRoute = { view: "overview", baseline: false, filter: noFilter };
/** Whether the overview is asked for as it is without anything chosen: what the head of a report has. */
export function isPlainOverview(route: Route): boolean {
  return route.view === "overview" && !route.baseline && filterCount(route.filter) === 0;
}

export const coverageRoute: CoverageRoute = { view: "coverage" };
export const cyclesRoute: CyclesRoute = { view: "cycles" };
export const answerRoute: AnswerRoute = { view: "answer" };
export const diffRoute: DiffRoute = { view: "diff", turned: false };
