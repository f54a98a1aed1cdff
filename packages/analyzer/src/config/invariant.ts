import type { PrincipalKind, Severity } from "../answer.js";

/** Words that stand for principals by what the graph knows of them. */
export const SELECTOR_WORDS = ["everyone", "origin", "outside", "admin"] as const;

export type SelectorWord = (typeof SELECTOR_WORDS)[number];

/** Where a part of a selector stands in its invariant: `to.any[1].ou`. */
interface Placed {
  readonly place: string;
}

/**
 * Which principals a rule of the user's speaks of. Patterns take `*` for any text and `?` for one character.
 *
 * `origin` is every principal that is nobody's session: a user, a person, a service, an identity provider, somebody of an
 * account that was not collected. Every role session begins with one.
 */
export type Selector =
  | (Placed & { readonly kind: "word"; readonly word: SelectorWord; readonly not: boolean })
  /** An id, a name, or `role/…`, `user/…` with or without the path. */
  | (Placed & { readonly kind: "name"; readonly pattern: string })
  | (Placed & { readonly kind: "arn"; readonly pattern: string })
  /** The id or the name of an account. */
  | (Placed & { readonly kind: "account"; readonly pattern: string })
  | (Placed & { readonly kind: "accountTag"; readonly key: string; readonly value: string })
  /** The id, the name or the path of an organizational unit; units below it count. */
  | (Placed & { readonly kind: "ou"; readonly pattern: string })
  | (Placed & { readonly kind: "tag"; readonly key: string; readonly value: string })
  | (Placed & { readonly kind: "kind"; readonly principal: PrincipalKind })
  | { readonly kind: "all" | "any"; readonly parts: readonly Selector[] }
  | { readonly kind: "not"; readonly part: Selector };

/** Something without which a path must not be: `external-id`, `mfa`, or a condition key by its name. */
export type Need = string;

interface Common {
  readonly id: string;
  readonly title?: string | undefined;
  readonly severity: Severity;
  /** Why it is so, for whoever breaks it. */
  readonly why?: string | undefined;
  readonly maxHops: number;
  /** A selector that matches nothing is no mistake. */
  readonly mayBeEmpty: boolean;
  readonly to: Selector;
}

/** A rule of the user's own about who may become which role. */
export type Invariant =
  | (Common & { readonly kind: "no-path"; readonly from: Selector })
  | (Common & { readonly kind: "only"; readonly from: Selector })
  | (Common & { readonly kind: "requires"; readonly from: Selector; readonly requires: readonly Need[] })
  | (Common & {
      readonly kind: "at-most";
      readonly from: Selector;
      readonly max: number;
      readonly requires: readonly Need[];
    });
