export { type Analysis, analyze } from "./analyze.js";
export type * from "./answer.js";
export { keyLabel } from "./decide/key-label.js";
export { findingCatalog } from "./finding/catalog.js";
export type { FindingExample, FindingInfo, FindingReference } from "./finding/finding.js";
export type * from "./path/answer.js";
export { checkDuration } from "./path/duration.js";
export { UnknownName } from "./path/select.js";
export { findingIndex, findingPage } from "./report/finding-page.js";
