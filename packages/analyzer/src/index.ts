export { type Analysis, analyze } from "./analyze.js";
export type * from "./answer.js";
export { type BaselineResult, baselineOf, readBaseline } from "./config/baseline.js";
export type {
  CheckOptions,
  FindingMatcher,
  SeverityOverride,
  Suppression,
  Trusted,
} from "./config/check-options.js";
export type { Invariant, Selector } from "./config/invariant.js";
export type { ConfigIssue } from "./config/issue.js";
export { baselineJsonSchema, configJsonSchema, type JsonSchema } from "./config/json-schema.js";
export { type ConfigResult, readConfig } from "./config/read.js";
export { keyLabel } from "./decide/key-label.js";
export { findingCatalog } from "./finding/explain.js";
export type { FindingExample, FindingInfo, FindingReference } from "./finding/finding.js";
export type * from "./path/answer.js";
export { checkDuration } from "./path/duration.js";
export { UnknownName } from "./path/select.js";
export { howToUse } from "./path/use.js";
export { findingIndex, findingPage } from "./report/finding-page.js";
export { placesInJson, type TextRange } from "./report/json-place.js";
