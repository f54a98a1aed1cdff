export type * from "./answer.js";
