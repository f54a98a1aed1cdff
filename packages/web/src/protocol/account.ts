import type { Picture } from "../layout/picture.js";
import type { Route } from "../route.js";
import type { Shown } from "../text.js";
import type { FindingRow } from "./finding.js";
import type { PrincipalView } from "./principal-view.js";

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
  /** The worst of them. */
  readonly findings: readonly FindingRow[];
  readonly findingCount: number;
}
