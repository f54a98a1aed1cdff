import type { Layer, VerdictKind } from "@rolepath/analyzer";
import type { Shown } from "../text.js";
import type { ChipView } from "./chain.js";
import type { DocumentView } from "./document.js";
import type { PrincipalView } from "./principal-view.js";

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
