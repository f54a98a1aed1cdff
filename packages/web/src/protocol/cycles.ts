import type { ChainView } from "./chain.js";

export interface CyclesView {
  readonly cycles: readonly ChainView[];
  readonly truncated: boolean;
}
