// What the page asks the worker and what comes back: view models, small and ready to be shown. The snapshot itself
// and the analysis never leave the worker.

export type * from "./protocol/account.js";
export type * from "./protocol/answer.js";
export type * from "./protocol/calls.js";
export type * from "./protocol/chain.js";
export type * from "./protocol/coverage.js";
export type * from "./protocol/cycles.js";
export type * from "./protocol/diff.js";
export type * from "./protocol/document.js";
export type * from "./protocol/filter-view.js";
export type * from "./protocol/finding.js";
export type * from "./protocol/focus.js";
export type * from "./protocol/hop.js";
export type * from "./protocol/load.js";
export type * from "./protocol/matrix.js";
export type * from "./protocol/overview.js";
export type * from "./protocol/path.js";
export type * from "./protocol/principal.js";
export type * from "./protocol/principal-view.js";
export type * from "./protocol/search.js";
