export { evaluate } from "./evaluate.js";
export type { Action, Caller, ConcreteRequest, Context, Evaluation, Failure, Layer } from "./request.js";
export { validateContext } from "./validate.js";
