import type { ChainView } from "./chain.js";

export interface CyclesView {
  /** The first of them. */
  readonly cycles: readonly ChainView[];
  readonly count: number;
  readonly truncated: boolean;
}
