import type { CanAnswer, Evidence, Layer, Requirement } from "@rolepath/analyzer";
import { valueAt } from "@rolepath/snapshot";
import { printJson } from "../json-lines.js";
import type { DocumentView, EvidenceItem, EvidenceView, HopView, MarkView } from "../protocol.js";
import { type Shown, shown } from "../text.js";
import type { Dataset } from "./dataset.js";
import { principalView } from "./principal.js";
import { chipView } from "./requirement.js";

const linesMax = 600;

const layerNames: Readonly<Record<Layer, string>> = {
  trust: "Trust policy",
  identity: "Identity policy",
  boundary: "Permissions boundary",
  scp: "Service control policy",
  rcp: "Resource control policy",
  provider: "Identity provider",
  sts: "Rule of the call",
};

interface Growing {
  readonly title: Shown;
  readonly where: Shown;
  readonly printed: ReturnType<typeof printJson>;
  readonly marks: MarkView[];
}

function documentKey(evidence: Evidence): string | null {
  return evidence.file === undefined || evidence.documentPointer === undefined ? null : `${evidence.file}#${evidence.documentPointer}`;
}

function linesText(range: readonly [number, number] | undefined): Shown {
  if (range === undefined) return shown("");
  return shown(range[0] === range[1] ? `line ${range[0] + 1}` : `lines ${range[0] + 1} to ${range[1] + 1}`);
}

/**
 * Statements that took part in a decision, each with its place in the whole document; a document that several
 * statements stand in is given once.
 */
export function evidenceView(dataset: Dataset, evidence: readonly Evidence[]): EvidenceView {
  const documents = new Map<string, Growing>();
  const items = evidence.map((one): EvidenceItem => {
    const key = documentKey(one);
    let lines: Shown = shown("");
    let found = false;
    if (key !== null) {
      let document = documents.get(key);
      if (document === undefined) {
        const value = valueAt(dataset.analysis.snapshot, one.file!, one.documentPointer!);
        if (value !== undefined && value !== null) {
          document = { title: shown(one.source), where: shown(`${one.file} ${one.documentPointer}`), printed: printJson(value), marks: [] };
          documents.set(key, document);
        }
      }
      if (document !== undefined) {
        found = true;
        const pointer = one.pointer?.startsWith(one.documentPointer!) ? one.pointer.slice(one.documentPointer!.length) : undefined;
        const range = pointer === undefined ? undefined : document.printed.ranges.get(pointer);
        if (range !== undefined && pointer !== "") {
          document.marks.push({ range, match: one.match });
          lines = linesText(range);
        }
      }
    }
    return { layer: shown(layerNames[one.layer]), source: shown(one.source), effect: one.effect, match: one.match, text: shown(one.text), document: found ? key : null, lines };
  });
  return {
    items,
    documents: [...documents].map(
      ([key, { title, where, printed, marks }]): DocumentView => ({
        key,
        title,
        where,
        lines: printed.lines.slice(0, linesMax),
        marks,
        omitted: Math.max(0, printed.lines.length - linesMax),
      }),
    ),
  };
}

function alternativesOf(answer: CanAnswer): readonly (readonly Requirement[])[] {
  if (answer.alternatives !== undefined && answer.alternatives.length > 0) return answer.alternatives;
  return answer.requires.length === 0 ? [] : [answer.requires];
}

function hopSentence(from: Shown, to: Shown, answer: CanAnswer): Shown {
  switch (answer.verdict) {
    case "allowed":
      return shown(`${from} can become ${to}. ${answer.reason}`);
    case "conditional":
      return shown(`${from} can become ${to} if what follows holds. ${answer.reason}`);
    case "denied":
      return shown(`${from} cannot become ${to}. ${answer.reason}`);
    case "unknown":
      return shown(`It cannot be told whether ${from} can become ${to}. ${answer.reason}`);
  }
}

function valueText(value: string | readonly string[]): Shown {
  return shown(typeof value === "string" ? value : value.join(", "));
}

/** Everything about one hop: verdict, what must hold, each layer's statements in their documents, a request that works. */
export function hopView(dataset: Dataset, from: string, to: string): HopView {
  const answer = dataset.analysis.can({ from, to });
  const source = principalView(dataset, from);
  const target = principalView(dataset, to);
  return {
    from: source,
    to: target,
    verdict: answer.verdict,
    sentence: hopSentence(source.name, target.name, answer),
    action: shown(answer.action),
    alternatives: alternativesOf(answer).map((list) => list.map(chipView)),
    remedy: shown(answer.remedy ?? ""),
    missing: (answer.missing ?? []).map((text) => shown(text)),
    evidence: evidenceView(dataset, answer.evidence),
    witness: Object.entries(answer.witness ?? {}).map(([key, value]) => ({ key: shown(key), value: valueText(value) })),
    assumptions: answer.assumptions.map((text) => shown(text)),
  };
}
