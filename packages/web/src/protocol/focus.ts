import type { VerdictKind } from "@rolepath/analyzer";
import type { Picture } from "../layout/picture.js";
import type { Route } from "../route.js";
import type { Shown } from "../text.js";
import type { ChipView } from "./chain.js";
import type { FilterView } from "./filter-view.js";
import type { FindingRow } from "./finding.js";
import type { PrincipalView } from "./principal-view.js";

export interface ReachRow {
  readonly principal: PrincipalView;
  readonly hops: number;
  readonly verdict: VerdictKind;
  readonly chips: readonly ChipView[];
  readonly go: Route;
}

/** Who can become it, or what it can become. */
export type ReachSide = "who" | "what";

export interface ReachView {
  /** The first of them. */
  readonly rows: readonly ReachRow[];
  readonly count: number;
  /** How many are farther away than the picture shows. */
  readonly farther: number;
  /** How many AWS services there are, listed or not. */
  readonly services: number;
  readonly truncated: boolean;
}

export interface FocusView {
  readonly filter: FilterView;
  readonly principal: PrincipalView;
  readonly tags: readonly { readonly key: Shown; readonly value: Shown }[];
  readonly known: boolean;
  /** Whether it is something that others can become at all. */
  readonly enterable: boolean;
  readonly picture: Picture;
  readonly who: ReachView;
  readonly what: ReachView;
  readonly farther: number;
  readonly findings: readonly FindingRow[];
}
