import type { Route } from "../route.js";
import type { Shown } from "../text.js";
import type { ChainView } from "./chain.js";
import type { EvidenceItem } from "./hop.js";

/** An analysis that was opened from a file: what the command answered, with or without the snapshot. */
export interface AnswerView {
  readonly kind: "findings" | "paths" | "diff";
  /** What it is, in a sentence. */
  readonly what: Shown;
  /** There is no snapshot to ask further. */
  readonly alone: boolean;
  /** Where the file and the snapshot differ, and what else is to be known about it. */
  readonly notes: readonly AnswerNote[];
}

export interface AnswerNote {
  readonly text: Shown;
  /** What it is about, one by one. */
  readonly items: readonly Shown[];
}

/** An answer about chains. */
export interface PathListView {
  readonly title: Shown;
  /** What it says besides the paths. */
  readonly says: readonly Shown[];
  /** What decided, where there is no path. */
  readonly evidence: readonly EvidenceItem[];
  readonly paths: readonly PathOfAnswer[];
  readonly truncated: boolean;
  /** Where the snapshot answers the same; null without one. */
  readonly go: Route | null;
}

interface PathOfAnswer {
  readonly chain: ChainView;
  /** What decided, hop by hop, as far as the answer has it. */
  readonly evidence: readonly (readonly EvidenceItem[])[];
}
