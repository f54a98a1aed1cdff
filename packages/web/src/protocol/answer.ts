import type { Shown } from "../text.js";
import type { ChainView } from "./chain.js";

/** An analysis that was opened from a file: what the command answered, with or without the snapshot. */
export interface AnswerView {
  readonly kind: "findings" | "paths";
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

/** The paths of an answer. */
export interface PathListView {
  readonly title: Shown;
  readonly paths: readonly ChainView[];
  readonly truncated: boolean;
  /** Whether they can be looked at in the snapshot. */
  readonly linked: boolean;
}
