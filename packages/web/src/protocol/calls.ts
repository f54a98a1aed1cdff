import type { Space } from "../layout/layered.js";
import type { Part } from "../part.js";
import type {
  AccountRoute,
  DiffRoute,
  FindingsRoute,
  FocusRoute,
  Given,
  OverviewRoute,
  PathRoute,
  PrincipalRoute,
} from "../route.js";
import type { Shown } from "../text.js";
import type { AccountView } from "./account.js";
import type { PathListView } from "./answer.js";
import type { ChainView } from "./chain.js";
import type { CoverageView } from "./coverage.js";
import type { CyclesView } from "./cycles.js";
import type { DiffView } from "./diff.js";
import type { FindingRow, FindingsView, FindingView } from "./finding.js";
import type { FocusView, ReachRow, ReachSide } from "./focus.js";
import type { HopView, UseView } from "./hop.js";
import type { LoadProgress, LoadReply, ProblemView, Source } from "./load.js";
import type { AccountPairRow, OverviewView } from "./overview.js";
import type { PathView, TriedPathView } from "./path.js";
import type { PrincipalPage } from "./principal.js";
import type { SearchOption } from "./search.js";

/** What can be asked: for each call what goes in and what comes out. */
export interface Calls {
  load: { ask: Source; reply: LoadReply };
  /** Loads a second snapshot beside the first. */
  compare: { ask: Source; reply: LoadReply };
  overview: { ask: OverviewRoute & { readonly width: number }; reply: OverviewView };
  focus: { ask: FocusRoute; reply: FocusView };
  path: { ask: PathRoute & Space; reply: PathView };
  account: { ask: AccountRoute & { readonly width: number }; reply: AccountView };
  findings: { ask: FindingsRoute; reply: FindingsView };
  finding: { ask: { readonly id: string }; reply: FindingView | null };
  principal: { ask: PrincipalRoute; reply: PrincipalPage };
  coverage: { ask: object; reply: CoverageView };
  cycles: { ask: object; reply: CyclesView };
  answer: { ask: object; reply: PathListView };
  diff: { ask: DiffRoute; reply: DiffView };
  use: { ask: PathRoute; reply: UseView };
  /** The chain that is looked at, under the facts of the route. */
  tried: { ask: PathRoute & Space; reply: TriedPathView | null };
  hop: {
    ask: {
      readonly from: string;
      readonly to: string;
      readonly given: readonly Given[];
      readonly indirect: boolean;
      /** It is a hop of a path, and what is given may be meant for the others. */
      readonly onPath: boolean;
    };
    reply: HopView;
  };
  /** Rows of long lists from some place on. */
  findingRows: { ask: FindingsRoute & Part; reply: readonly FindingRow[] };
  reachRows: { ask: FocusRoute & Part & { readonly side: ReachSide }; reply: readonly ReachRow[] };
  pairRows: { ask: OverviewRoute & Part; reply: readonly AccountPairRow[] };
  baselineRows: { ask: OverviewRoute & Part; reply: readonly Shown[] };
  cycleRows: { ask: Part; reply: readonly ChainView[] };
  problemRows: { ask: Part; reply: readonly ProblemView[] };
  search: { ask: { readonly text: string; readonly most?: number }; reply: readonly SearchOption[] };
}

export type CallName = keyof Calls;

export type Ask = {
  [Name in CallName]: { readonly id: number; readonly call: Name; readonly ask: Calls[Name]["ask"] };
}[CallName];

export type FromWorker =
  | { readonly kind: "reply"; readonly id: number; readonly reply: unknown }
  | { readonly kind: "failed"; readonly id: number; readonly message: string }
  | { readonly kind: "progress"; readonly progress: LoadProgress };
