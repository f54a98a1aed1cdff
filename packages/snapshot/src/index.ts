export type * from "./entity.js";
export type { Json, PolicyDocument } from "./policy.js";
export type { Problem } from "./problem.js";
export type * from "./snapshot.js";
