import { flag, list, nullable, number, object, oneOf, type Shape, text } from "./shape.js";

// The parts of schema/check.schema.json and schema/paths.schema.json that the page shows.

const severity = oneOf("critical", "high", "medium", "low", "info");
const verdict = oneOf("allowed", "conditional", "denied", "unknown");
const texts = list(text);

const requirement = object({
  key: text,
  operator: text,
  values: texts,
  kind: oneOf("caller", "environment", "claim"),
  text,
});

const evidence = object(
  {
    layer: oneOf("sts", "provider", "scp", "rcp", "trust", "identity", "boundary", "session"),
    source: text,
    effect: nullable(oneOf("Allow", "Deny")),
    match: oneOf("yes", "if", "no"),
    text,
  },
  { file: text, documentPointer: text, pointer: text },
);

const finding = object(
  {
    id: text,
    rule: text,
    severity,
    title: text,
    resource: text,
    account: text,
    principals: texts,
    evidence: list(evidence),
    why: text,
    fix: text,
    references: list(object({ title: text, url: text })),
    fingerprint: text,
  },
  { path: texts, state: oneOf("new", "known") },
);

const problem = object({
  level: oneOf("error", "warning"),
  code: text,
  file: text,
  pointer: text,
  message: text,
  remedy: text,
});

const summary = object(
  {
    createdAt: text,
    accounts: number,
    users: number,
    roles: number,
    principals: number,
    edges: number,
    coverageGaps: texts,
  },
  { source: text, organization: text },
);

export const checkShape: Shape = object(
  {
    tool: object({ name: oneOf("rolepath"), version: text }),
    snapshot: summary,
    findings: list(finding),
    problems: list(problem),
    assumptions: texts,
  },
  { suppressed: list(object({ fingerprint: text })) },
);

const hop = object({
  from: text,
  to: text,
  action: text,
  verdict,
  requires: list(requirement),
  maxSessionSeconds: nullable(number),
});

export const pathsShape: Shape = object(
  {
    question: oneOf("who-can", "what-can", "paths"),
    maxHops: number,
    results: list(
      object({
        principal: text,
        path: texts,
        hops: list(hop),
        verdict,
        requires: list(requirement),
        maxSessionSeconds: nullable(number),
      }),
    ),
    truncated: flag,
    assumptions: texts,
    problems: list(problem),
  },
  { from: text, to: text },
);
