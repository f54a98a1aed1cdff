import type { VerdictKind } from "@rolepath/analyzer";
import type { Route } from "../route.js";
import type { Shown } from "../text.js";
import type { PrincipalView } from "./principal-view.js";

/** A residual constraint as a chip: short words, and the sentence. */
export interface ChipView {
  readonly short: Shown;
  readonly text: Shown;
  readonly kind: "caller" | "environment" | "claim";
}

export interface StepView {
  readonly number: number;
  readonly from: PrincipalView;
  readonly to: PrincipalView;
  readonly action: Shown;
  readonly verdict: VerdictKind;
  readonly chips: readonly ChipView[];
  readonly session: Shown;
}

export interface ChainView {
  readonly verdict: VerdictKind;
  readonly sentence: Shown;
  readonly steps: readonly StepView[];
  readonly go: Route;
}
