import type { Shown } from "../text.js";
import type { AnswerView } from "./answer.js";
import type { OverviewView } from "./overview.js";

export interface LoadedFile {
  /** Path relative to what was dropped or picked. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export type Source =
  | { readonly kind: "files"; readonly name: string; readonly files: readonly LoadedFile[] }
  /** gzip in base64, as a report carries it. */
  | { readonly kind: "embedded"; readonly name: string; readonly base64: string };

export interface ProblemView {
  readonly level: "error" | "warning";
  readonly where: Shown;
  readonly message: Shown;
  readonly remedy: Shown;
}

export interface DatasetView {
  readonly name: Shown;
  readonly createdAt: Shown;
  readonly organization: Shown;
  readonly findingCount: number;
  /** The analysis that was opened, alone or beside a snapshot. */
  readonly answer: AnswerView | null;
  /** The first of them. */
  readonly warnings: readonly ProblemView[];
  readonly warningCount: number;
  /** What was not collected and what is taken for granted: said with every answer. */
  readonly notices: readonly Shown[];
}

/** What a report on a large organization shows before its snapshot is read. */
export interface Head {
  /** How many users and roles the snapshot has. */
  readonly principals: number;
  readonly dataset: DatasetView;
  readonly overview: OverviewView;
}

export type LoadReply =
  | { readonly kind: "loaded"; readonly dataset: DatasetView }
  | { readonly kind: "refused"; readonly problems: readonly ProblemView[] };

export type LoadStep = "unpack" | "read" | "analyze" | "find" | "draw";

/** Which step of loading is under way, and of those that can be counted how far it is. */
export interface LoadProgress {
  readonly step: LoadStep;
  readonly accounts?: { readonly read: number; readonly of: number };
}
