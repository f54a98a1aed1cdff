import type { CheckAnswer, Finding, PrincipalInfo, PrincipalKind, SnapshotSummary } from "@rolepath/analyzer";
import type { AnswerFile } from "../answer-file/read-answer.js";
import { type AskedAnalysis, type Dataset, makeDataset } from "./dataset.js";

// An analysis without its snapshot: it can say again what stands in the file, and nothing else.

/** What the page says to a question that only a snapshot answers. */
export const snapshotNeeded =
  "this was opened from an analysis alone, which holds only its own answers: drop the snapshot that it was made of as well, then this can be asked";

function summaryOf(file: AnswerFile): SnapshotSummary {
  if (file.kind === "findings") return file.answer.snapshot;
  if (file.kind === "diff") return file.answer.new;
  return {
    createdAt: "",
    accounts: 0,
    users: 0,
    roles: 0,
    principals: 0,
    edges: 0,
    coverageGaps: [],
  };
}

function checkOf(file: AnswerFile): CheckAnswer {
  if (file.kind === "findings") return file.answer;
  return {
    tool: { name: "rolepath", version: "" },
    snapshot: summaryOf(file),
    findings: [],
    summary: { total: 0, bySeverity: { critical: 0, high: 0, medium: 0, low: 0, info: 0 }, byRule: {} },
    problems: file.answer.problems,
    assumptions: file.kind === "paths" ? file.answer.assumptions : [],
  };
}

const kinds: readonly (readonly [pattern: RegExp, kind: PrincipalKind])[] = [
  [/^\*$/, "anyone"],
  [/^(?:\d{12}|arn:[^:]+:iam::\d{12}:root)$/, "account"],
  [/:oidc-provider\//, "oidc"],
  [/:saml-provider\//, "saml"],
  [/(?:^|:)user\//, "user"],
  [/:role\/aws-service-role\//, "service-linked-role"],
  [/:role\/aws-reserved\/sso\.amazonaws\.com\//, "sso-role"],
  [/(?:^|:)role\//, "role"],
  [/\.amazonaws\.com(?:\.cn)?$/, "service"],
];

/** What an id says of itself: whether it is outside or an administrator, the file does not tell. */
function infoOf(id: string): PrincipalInfo | null {
  const kind = kinds.find(([pattern]) => pattern.test(id))?.[1];
  if (kind === undefined) return null;
  const account = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(id)?.[1] ?? (/^\d{12}$/.test(id) ? id : "");
  return {
    id,
    kind,
    name: kind === "account" ? account : id.slice(id.lastIndexOf("/") + 1),
    account,
    accountName: account,
    outside: false,
    admin: false,
    tags: {},
  };
}

function idsIn(file: AnswerFile): readonly string[] {
  if (file.kind === "findings") return file.answer.findings.flatMap(idsOf);
  if (file.kind === "paths") {
    const { from = "", to = "", results } = file.answer;
    return [from, to, ...results.flatMap(({ path, hops }) => [...path, ...hops.flatMap(endsOf)])];
  }
  const { principals, edges, chains, findings } = file.answer;
  return [
    ...principals.added,
    ...principals.removed,
    ...[...edges, ...chains].flatMap(endsOf),
    ...[...findings.new, ...findings.fixed, ...findings.changed.map(({ finding }) => finding)].flatMap(idsOf),
  ];
}

function endsOf({ from, to }: { readonly from: string; readonly to: string }): readonly string[] {
  return [from, to];
}

function idsOf({ resource, principals, path = [] }: Finding): readonly string[] {
  return [resource, ...principals, ...path];
}

function none(): never {
  throw new Error(snapshotNeeded);
}

/** A dataset of what stands in the file; every other question is refused with a sentence. */
export function answerAlone(file: AnswerFile): Dataset {
  const createdAt = summaryOf(file).createdAt;
  const principals = [...new Set(idsIn(file))].sort().flatMap((id) => infoOf(id) ?? []);
  const analysis: AskedAnalysis = {
    snapshot: { manifest: { formatVersion: 1, createdAt }, accounts: [], problems: [] },
    problems: () => file.answer.problems,
    summary: () => summaryOf(file),
    principals: () => principals,
    hops: () => [],
    hopsFrom: () => [],
    hopsInto: () => [],
    can: none,
    whoCan: none,
    whatCan: none,
    paths: none,
    cycles: none,
    check: () => checkOf(file),
  };
  return { ...makeDataset(file.name, analysis), alone: true };
}
