import type { Constraint } from "../../decide/domain/constraint.js";

/** A way through a hop, as constraints by key. */
export type Constraints = ReadonlyMap<string, Constraint>;
