import type { Route } from "../route.js";
import type { Shown } from "../text.js";
import type { DocumentView } from "./document.js";
import type { FindingRow } from "./finding.js";
import type { PrincipalView } from "./principal-view.js";

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
