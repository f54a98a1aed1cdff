export { type Analysis, analyze } from "./analyze.js";
export type * from "./answer.js";
export { keyLabel } from "./decide/key-label.js";
export { UnknownName } from "./path/queries.js";
