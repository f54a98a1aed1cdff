import type { Layer, Severity, VerdictKind } from "@rolepath/analyzer";
import type { JsonLine, LineRange } from "./json-lines.js";
import type { IconKind, Picture } from "./layout/picture.js";
import type {
  AccountRoute,
  DiffRoute,
  FindingsRoute,
  FocusRoute,
  Given,
  OverviewRoute,
  PathRoute,
  PrincipalRoute,
  Route,
} from "./route.js";
import type { Shown } from "./text.js";

// What the page asks the worker and what comes back: view models, small and ready to be shown. The snapshot itself
// and the analysis never leave the worker.

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
  readonly warnings: readonly ProblemView[];
  /** What was not collected and what is taken for granted: said with every answer. */
  readonly notices: readonly Shown[];
}

export type LoadReply =
  | { readonly kind: "loaded"; readonly dataset: DatasetView }
  | { readonly kind: "refused"; readonly problems: readonly ProblemView[] };

export interface PrincipalView {
  readonly id: string;
  readonly idText: Shown;
  readonly icon: IconKind;
  readonly kindText: Shown;
  readonly name: Shown;
  /** Name of the account, or what stands for it (`outside`, `AWS service`). */
  readonly place: Shown;
  readonly accountId: string;
  readonly admin: boolean;
  readonly outside: boolean;
  readonly full: Shown;
  readonly go: Route;
}

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

export interface FindingRow {
  readonly id: string;
  readonly severity: Severity;
  readonly title: Shown;
  readonly rule: Shown;
  readonly resource: PrincipalView;
  readonly principals: readonly Shown[];
  readonly why: Shown;
  readonly go: Route;
}

export interface AccountPairRow {
  readonly key: string;
  readonly from: Shown;
  readonly to: Shown;
  readonly roles: number;
  readonly edges: number;
  readonly conditional: number;
  readonly admins: number;
  readonly go: Route;
}

/** A row or a column of a matrix. */
export interface MatrixSide {
  readonly key: string;
  readonly title: Shown;
  /** Rows and columns of one unit stand together. */
  readonly unit: Shown;
}

interface MatrixUnit {
  readonly title: Shown;
  readonly first: number;
  readonly count: number;
}

export interface MatrixCell {
  readonly row: number;
  readonly column: number;
  readonly roles: number;
  readonly admins: number;
  readonly conditional: boolean;
  readonly outside: boolean;
  readonly go: Route;
}

export interface MatrixView {
  readonly rows: readonly MatrixSide[];
  readonly columns: readonly MatrixSide[];
  readonly rowUnits: readonly MatrixUnit[];
  readonly columnUnits: readonly MatrixUnit[];
  readonly cells: readonly MatrixCell[];
}

/** The choices of a filter, and how much it leaves. */
export interface FilterView {
  readonly subject: "edges" | "principals" | "chains";
  readonly shown: number;
  readonly total: number;
  readonly accounts: readonly { readonly id: string; readonly name: Shown }[];
  readonly units: readonly { readonly value: string; readonly name: Shown }[];
  readonly tags: readonly string[];
}

export interface OverviewView {
  readonly filter: FilterView;
  readonly stats: readonly { readonly value: Shown; readonly label: Shown }[];
  /** Null where there are so many accounts that they are a matrix. */
  readonly picture: Picture | null;
  readonly matrix: MatrixView | null;
  readonly pairs: readonly AccountPairRow[];
  readonly accounts: readonly {
    readonly title: Shown;
    readonly detail: Shown;
    readonly outside: boolean;
    readonly icon: IconKind;
    readonly go: Route;
  }[];
  readonly saved: readonly { readonly title: Shown; readonly detail: Shown; readonly go: Route }[];
  readonly baseline: { readonly count: number; readonly groups: readonly Shown[] };
  readonly severities: readonly { readonly severity: Severity; readonly count: number }[];
  readonly findings: readonly FindingRow[];
  readonly chains: readonly ChainView[];
}

export interface ReachRow {
  readonly principal: PrincipalView;
  readonly hops: number;
  readonly verdict: VerdictKind;
  readonly chips: readonly ChipView[];
  readonly go: Route;
}

export interface ReachView {
  readonly rows: readonly ReachRow[];
  /** Service principals that are counted but not listed. */
  readonly hiddenServices: number;
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

/** An end of a path question: a principal, or a selector that stands for several. */
export interface EndView {
  readonly text: Shown;
  readonly principal: PrincipalView | null;
}

export interface MarkView {
  readonly range: LineRange;
  readonly match: "yes" | "if" | "no";
}

export interface DocumentView {
  readonly key: string;
  readonly title: Shown;
  readonly where: Shown;
  readonly lines: readonly JsonLine[];
  readonly marks: readonly MarkView[];
  /** Lines left out at the end of a very long document. */
  readonly omitted: number;
}

/** One statement that took part in a decision, with the document that it stands in. */
export interface EvidenceItem {
  readonly layerKey: Layer;
  readonly layer: Shown;
  readonly source: Shown;
  readonly effect: "Allow" | "Deny" | null;
  readonly match: "yes" | "if" | "no";
  readonly text: Shown;
  /** Its lines in the document, in words. */
  readonly lines: Shown;
  /** Given once: with the first of the statements that stand in it. */
  readonly document: DocumentView | null;
  /** Whether the document is open from the start: it decides, and is not the same everywhere. */
  readonly open: boolean;
}

/** How a value for a condition key is written down. */
export type FieldInput = "yes-no" | "text" | "list" | "address" | "number" | "date";

/** A condition key that the snapshot does not settle, for the reader to fill in. */
export interface FieldView {
  /** As the policy spells it. */
  readonly key: string;
  readonly keyText: Shown;
  readonly label: Shown;
  readonly kind: "caller" | "environment" | "claim";
  readonly input: FieldInput;
  /** What the policies want of it, each as a sentence. */
  readonly wants: readonly Shown[];
  /** A value with which the request succeeds; null for one without the key. */
  readonly sample: string | null;
  /** Why what was filled in is not taken; empty when it is. */
  readonly problem: Shown;
}

/** How a path or a hop is walked with the AWS CLI and in the console. Raw text: for the clipboard; show it with `shown`. */
export interface UseView {
  readonly config: string;
  readonly commands: readonly string[];
  readonly console: readonly { readonly hop: number; readonly url: string }[];
  readonly remarks: readonly Shown[];
}

export interface HopView {
  readonly from: PrincipalView;
  readonly to: PrincipalView;
  readonly verdict: VerdictKind;
  readonly sentence: Shown;
  readonly action: Shown;
  /** Each inner list must hold as a whole; one of them is enough. */
  readonly alternatives: readonly (readonly ChipView[])[];
  readonly remedy: Shown;
  readonly missing: readonly Shown[];
  readonly evidence: readonly EvidenceItem[];
  readonly witness: readonly { readonly key: Shown; readonly value: Shown }[];
  readonly assumptions: readonly Shown[];
  /** The layer that says no, when one does. */
  readonly decides: Layer | null;
  readonly fields: readonly FieldView[];
  /** Whether facts of the reader are part of this answer. */
  readonly tried: boolean;
  readonly use: UseView | null;
  /** The same question for the command. */
  readonly command: string;
}

export interface FindingView {
  readonly row: FindingRow;
  readonly fix: Shown;
  readonly references: readonly { readonly title: Shown; readonly url: string }[];
  readonly evidence: readonly EvidenceItem[];
  readonly path: Route | null;
}

export interface FindingsView {
  readonly rows: readonly FindingRow[];
  readonly total: number;
  readonly severities: readonly { readonly severity: Severity; readonly count: number }[];
  readonly rules: readonly { readonly rule: Shown; readonly count: number }[];
}

export interface AccountView {
  readonly title: Shown;
  readonly id: Shown;
  readonly place: Shown;
  readonly stats: readonly { readonly value: Shown; readonly label: Shown }[];
  readonly collected: boolean;
  readonly picture: Picture;
  readonly hiddenServices: number;
  readonly sections: readonly { readonly title: Shown; readonly principals: readonly PrincipalView[] }[];
  readonly sources: readonly { readonly title: Shown; readonly detail: Shown; readonly go: Route }[];
  readonly targets: readonly { readonly title: Shown; readonly detail: Shown; readonly go: Route }[];
  readonly findings: readonly FindingRow[];
}

/** A document of a principal: a trust policy, a permission policy, a boundary. */
export interface PolicySection {
  readonly title: Shown;
  /** Why the section is empty, or what it means; empty when the documents say it. */
  readonly note: Shown;
  readonly documents: readonly DocumentView[];
}

export interface PrincipalPage {
  readonly principal: PrincipalView;
  readonly known: boolean;
  readonly facts: readonly { readonly name: Shown; readonly value: Shown }[];
  readonly tags: readonly { readonly key: Shown; readonly value: Shown }[];
  readonly sections: readonly PolicySection[];
  readonly groups: readonly Shown[];
  readonly reach: readonly { readonly text: Shown; readonly go: Route }[];
  readonly findings: readonly FindingRow[];
}

/** How far the data goes for one account. */
export interface CoverageRow {
  readonly id: Shown;
  readonly name: Shown;
  readonly state: "collected" | "partly" | "missing";
  readonly users: number;
  readonly roles: number;
  readonly gaps: readonly Shown[];
  readonly go: Route;
}

export interface CoverageView {
  readonly createdAt: Shown;
  readonly source: Shown;
  readonly accounts: readonly CoverageRow[];
  readonly organization: readonly Shown[];
  readonly gaps: readonly Shown[];
  readonly assumptions: readonly Shown[];
  readonly problems: readonly ProblemView[];
  readonly problemsTotal: number;
}

export interface CyclesView {
  readonly cycles: readonly ChainView[];
  readonly truncated: boolean;
}

export interface SnapshotWords {
  readonly name: Shown;
  readonly createdAt: Shown;
}

export interface EdgeChange {
  readonly key: string;
  readonly change: "added" | "removed" | "changed";
  readonly from: PrincipalView;
  readonly to: PrincipalView;
  readonly before: Shown;
  readonly after: Shown;
  /** Of a changed hop: what that means for who gets through. */
  readonly effect: Shown;
  /** What did it, as sentences. */
  readonly because: readonly Shown[];
  /** Null where the snapshot that is shown has no such edge. */
  readonly go: Route | null;
}

export interface ChainChange {
  readonly key: string;
  readonly change: "added" | "removed";
  readonly from: PrincipalView;
  /** For how many more principals it is so. */
  readonly others: number;
  readonly to: PrincipalView;
  readonly hops: Shown;
  readonly go: Route | null;
}

export interface FindingChange {
  readonly change: "added" | "removed" | "changed";
  /** The severity before, of one that changed it. */
  readonly was: Shown;
  readonly row: FindingRow;
}

/** Two snapshots compared; null until there is a second one. */
export interface DiffView {
  readonly pair: {
    readonly before: SnapshotWords;
    readonly after: SnapshotWords;
    /** Which of the two is the one that all other views show. */
    readonly shown: "before" | "after";
    readonly edges: readonly EdgeChange[];
    readonly counts: { readonly added: number; readonly removed: number; readonly changed: number };
    readonly chains: readonly ChainChange[];
    readonly chainCounts: { readonly added: number; readonly removed: number };
    readonly findings: readonly FindingChange[];
    /** Where a limit cut the comparison, in sentences. */
    readonly limits: readonly Shown[];
    readonly principals: {
      readonly added: readonly PrincipalView[];
      readonly removed: readonly PrincipalView[];
    };
  } | null;
}

export interface SearchOption {
  readonly key: string;
  readonly icon: IconKind | "question" | "finding";
  readonly lead: Shown;
  readonly title: Shown;
  readonly detail: Shown;
  readonly admin: boolean;
  /** Where it leads, or the text that it puts into the box. */
  readonly action:
    | { readonly kind: "go"; readonly route: Route }
    | { readonly kind: "fill"; readonly text: string };
}

/** What can be asked: for each call what goes in and what comes out. */
export interface Calls {
  load: { ask: Source; reply: LoadReply };
  /** Loads a second snapshot beside the first. */
  compare: { ask: Source; reply: LoadReply };
  overview: { ask: OverviewRoute & { readonly width: number }; reply: OverviewView };
  focus: { ask: FocusRoute; reply: FocusView };
  path: {
    ask: PathRoute & { readonly width: number; readonly height: number };
    reply: PathView;
  };
  account: { ask: AccountRoute & { readonly width: number }; reply: AccountView };
  findings: { ask: FindingsRoute; reply: FindingsView };
  finding: { ask: { readonly id: string }; reply: FindingView | null };
  principal: { ask: PrincipalRoute; reply: PrincipalPage };
  coverage: { ask: object; reply: CoverageView };
  cycles: { ask: object; reply: CyclesView };
  diff: { ask: DiffRoute; reply: DiffView };
  use: { ask: PathRoute; reply: UseView };
  hop: {
    ask: {
      readonly from: string;
      readonly to: string;
      readonly given: readonly Given[];
      readonly indirect: boolean;
    };
    reply: HopView;
  };
  search: { ask: { readonly text: string }; reply: readonly SearchOption[] };
}

export type CallName = keyof Calls;

export type Ask = {
  [Name in CallName]: { readonly id: number; readonly call: Name; readonly ask: Calls[Name]["ask"] };
}[CallName];

export type FromWorker =
  | { readonly kind: "reply"; readonly id: number; readonly reply: unknown }
  | { readonly kind: "failed"; readonly id: number; readonly message: string }
  | { readonly kind: "progress"; readonly step: LoadStep };

export type LoadStep = "unpack" | "read" | "analyze" | "draw";
