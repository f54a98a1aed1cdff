import type { VerdictKind } from "@rolepath/analyzer";
import type { Picture } from "../layout/picture.js";
import type { Shown } from "../text.js";
import type { ChainView, StepView } from "./chain.js";
import type { FilterView } from "./filter-view.js";
import type { PrincipalView } from "./principal-view.js";

export interface PathView {
  readonly filter: FilterView;
  readonly from: EndView;
  readonly to: EndView;
  readonly verdict: VerdictKind;
  readonly sentence: Shown;
  readonly remarks: readonly Shown[];
  /** What would have to change, all of it, when there is no path. */
  readonly remedies: readonly Shown[];
  readonly chains: readonly ChainView[];
  readonly choice: number;
  readonly truncated: boolean;
  readonly picture: Picture;
  readonly assumptions: readonly Shown[];
}

/** The chain that is looked at with what the reader supplies; verdicts and chips in the order of its hops. */
export interface TriedPathView {
  readonly verdict: VerdictKind;
  readonly sentence: Shown;
  /** What was supplied, in words. */
  readonly facts: readonly Shown[];
  readonly steps: readonly Pick<StepView, "verdict" | "chips">[];
  /** As that of the path view; of what is supplied, the other chains take what holds for every hop. */
  readonly picture: Picture;
}

/** An end of a path question: a principal, or a selector that stands for several. */
export interface EndView {
  readonly text: Shown;
  readonly principal: PrincipalView | null;
}
