import type { KeySpec } from "./key-spec.js";

/** What is known of a condition key for one caller, one target and one call. */
export type KeyKnowledge =
  | {
      readonly kind: "known";
      readonly name: string;
      readonly values: readonly string[];
      readonly multivalued: boolean;
    }
  | { readonly kind: "absent"; readonly name: string }
  | { readonly kind: "open"; readonly spec: KeySpec };

/** Looks up what is known of a key, by its name in any letter case. */
export type Facts = (key: string) => KeyKnowledge;
