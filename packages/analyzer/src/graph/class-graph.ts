import type { MultiDirectedGraph } from "graphology";
import type { HopAction } from "../answer.js";
import type { Caller } from "../decide/caller.js";
import type { Cell } from "./cell.js";
import type { HopDecision } from "./class-decisions.js";

/** A node: a cell of callers, or a role (or root user) that some cell can become. */
export type ClassNode =
  | { readonly kind: "cell"; readonly cell: Cell }
  | { readonly kind: "target"; readonly caller: Caller };

/**
 * A direct hop of every caller of a cell. The decision is of its first caller, by a session that nothing is known of, so
 * on a path it may turn out narrower, never wider.
 */
export interface ClassHop {
  readonly decision: HopDecision;
  readonly action: HopAction;
}

/** Every direct hop, between cells and roles. The key of a role's node is its ARN. */
export type ClassGraph = MultiDirectedGraph<ClassNode, ClassHop>;
