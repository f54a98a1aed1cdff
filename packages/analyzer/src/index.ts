export { type Analysis, analyze, type GraphSize } from "./analyze.js";
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
export { keyLabel } from "./decide/answer/key-label.js";
export { isKnownKey, knownKeys } from "./decide/keys/global-keys.js";
export type * from "./diff/answer.js";
export { type DiffOptions, diffAnalyses, newFindingsAnswer } from "./diff/diff.js";
export { causePlace, causeText, type EdgeGroup, groupEdges, opens } from "./diff/group.js";
export { diffMarkdown } from "./diff/markdown.js";
export { type Explorer, explore } from "./explore.js";
export { findingCatalog } from "./finding/explain.js";
export type { FindingExample, FindingInfo, FindingReference } from "./finding/finding.js";
export { invariantRule, invariantTitle } from "./invariant/invariant-finding.js";
export type * from "./path/answer.js";
export { checkDuration } from "./path/chain/duration.js";
export { PATH_COUNT_DEFAULT } from "./path/question/queries.js";
export { UnknownName } from "./path/select.js";
export { howToUse } from "./path/use/use.js";
export { compareText } from "./policy/compare-text.js";
export { csv } from "./report/csv.js";
export { exampleSends } from "./report/example-text.js";
export { findingIndex, findingPage } from "./report/finding-page.js";
export { github } from "./report/github.js";
export { placesInJson, type TextRange } from "./report/json-place.js";
export { junit } from "./report/junit.js";
export type { Locate, SourcePlace } from "./report/locate.js";
export { markdown } from "./report/markdown.js";
export { sarif } from "./report/sarif.js";
