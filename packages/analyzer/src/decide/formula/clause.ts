import type { Constraint, KeyState } from "../domain/constraint.js";
import type { KeySpec } from "../domain/key-spec.js";
import type { Leaf, LinkLeaf, OpaqueLeaf } from "./formula.js";

export type Literal = Leaf | LinkLeaf | OpaqueLeaf;

/** Literals that hold together, and what they leave of each key. */
export interface Clause {
  readonly literals: readonly Literal[];
  readonly constraints: ReadonlyMap<string, Constraint>;
  /** One state for each key that is constrained or linked. */
  readonly states: ReadonlyMap<string, KeyState>;
}

/** What a key is, by its lower-case id. */
export type Specs = (keyId: string) => KeySpec;
