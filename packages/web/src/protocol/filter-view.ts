import type { Shown } from "../text.js";

/** The choices of a filter, and how much it leaves. */
export interface FilterView {
  readonly subject: "edges" | "principals" | "chains";
  readonly shown: number;
  readonly total: number;
  readonly accounts: readonly { readonly id: string; readonly name: Shown }[];
  readonly units: readonly { readonly value: string; readonly name: Shown }[];
  readonly tags: readonly string[];
}
