import { flag, list, nullable, number, object, oneOf, type Shape, text } from "./shape.js";

// The parts of the schemas of answers (schema/) that the page shows.

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

/** What every answer about chains has besides. */
const rest = { truncated: flag, problems: list(problem) };
const assumed = { ...rest, assumptions: texts };

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

const evidenced = list(evidence);

/** What is said of a hop and of a chain alike. */
const judged = { verdict, requires: list(requirement) };
const walked = { ...judged, maxSessionSeconds: nullable(number) };
const ends = { from: text, to: text };

const hops = list(object({ ...ends, action: text, ...walked }, { evidence: evidenced }));

const result = object({ principal: text, path: texts, hops, ...walked });

export const pathsShape: Shape = object(
  {
    maxHops: number,
    results: list(result),
    ...assumed,
  },
  ends,
);

export const canShape: Shape = object(
  {
    ...ends,
    ...judged,
    action: text,
    reason: text,
    evidence: evidenced,
    assumptions: texts,
  },
  {
    remedy: text,
    missing: texts,
    path: nullable(texts),
    hops,
    maxSessionSeconds: nullable(number),
    problems: list(problem),
  },
);

export const cutShape: Shape = object({
  ...ends,
  statements: nullable(list(object({ source: text, statement: number, file: text, pointer: text }))),
  verified: flag,
  reason: text,
  ...rest,
});

const blastCount = object({ roles: number, freely: number, accounts: number, admins: number });

export const blastShape: Shape = object({
  from: text,
  admin: flag,
  total: blastCount,
  byHops: list(blastCount),
  admins: list(result),
  ...assumed,
});

export const cyclesShape: Shape = object({
  results: list(object({ walk: texts, hops, ...judged })),
  ...assumed,
});

const change = oneOf("added", "removed", "changed");
const state = nullable(object(judged, { alternatives: list(list(requirement)) }));
const cause = object(
  { kind: text, change, source: text, confirmed: text },
  { statements: list(object({ change }, { sid: text, decisive: flag })) },
);

export const diffShape: Shape = object({
  old: summary,
  new: summary,
  principals: object({ added: texts, removed: texts }),
  edges: list(
    object(
      { change, ...ends, action: text, before: state, after: state, causes: list(cause) },
      { effect: oneOf("wider", "narrower", "different", "undecided") },
    ),
  ),
  chains: list(object({ change, ...ends, principals: texts, path: texts })),
  findings: object({
    new: list(finding),
    fixed: list(finding),
    changed: list(object({ before: severity, finding })),
  }),
  summary: object({
    edges: object({ added: number, removed: number, changed: number }),
    chains: object({ added: number, removed: number }),
  }),
  limits: texts,
  problems: list(problem),
});
