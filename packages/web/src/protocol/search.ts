import type { IconKind } from "../layout/picture.js";
import type { Route } from "../route.js";
import type { Shown } from "../text.js";

export interface SearchOption {
  readonly key: string;
  readonly icon: IconKind | "question" | "finding";
  readonly lead: Shown;
  readonly title: Shown;
  readonly detail: Shown;
  readonly admin: boolean;
  /** Where it leads, the text that it puts into the box, or how many answers there are to be instead. */
  readonly action:
    | { readonly kind: "go"; readonly route: Route }
    | { readonly kind: "fill"; readonly text: string }
    | { readonly kind: "more"; readonly most: number };
}
