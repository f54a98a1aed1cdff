import type { CanAnswer, Evidence, Layer, Requirement } from "@rolepath/analyzer";
import { valueAt } from "@rolepath/snapshot";
import { type LineRange, type PrintedJson, printJson } from "../json-lines.js";
import type { EvidenceItem, HopView, MarkView, PrincipalView } from "../protocol.js";
import type { Given } from "../route.js";
import { type Shown, sentence, shown } from "../text.js";
import { canCommand } from "./command-line.js";
import type { Dataset } from "./dataset.js";
import { hopOf } from "./hop-of.js";
import { documentView } from "./policy-document.js";
import { principalView } from "./principal.js";
import { chipView } from "./requirement.js";
import { contextOf, fieldsOf } from "./residual-form.js";
import { useView } from "./use.js";

const layerNames: Readonly<Record<Layer, string>> = {
  trust: "Trust policy",
  identity: "Identity policy",
  boundary: "Permissions boundary",
  session: "Session policy",
  scp: "Service control policy",
  rcp: "Resource control policy",
  provider: "Identity provider",
  sts: "Rule of the call",
};

interface Growing {
  readonly title: Shown;
  readonly where: Shown;
  readonly printed: PrintedJson;
  readonly marks: MarkView[];
}

interface Placed {
  readonly evidence: Evidence;
  readonly key: string | null;
  readonly lines: Shown;
}

function linesText(range: LineRange): Shown {
  return shown(range[0] === range[1] ? `line ${range[0] + 1}` : `lines ${range[0] + 1} to ${range[1] + 1}`);
}

/** Looks the statement up in its document, which is printed when it is first met, and marks its lines there. */
function placeOf(dataset: Dataset, evidence: Evidence, documents: Map<string, Growing>): Placed {
  const nowhere: Placed = { evidence, key: null, lines: shown("") };
  const { file, documentPointer, pointer } = evidence;
  if (file === undefined || documentPointer === undefined) return nowhere;
  const key = `${file}#${documentPointer}`;
  let document = documents.get(key);
  if (document === undefined) {
    const value = valueAt(dataset.analysis.snapshot, file, documentPointer);
    if (value === undefined || value === null) return nowhere;
    document = {
      title: shown(evidence.source),
      where: shown(`${file} ${documentPointer}`),
      printed: printJson(value),
      marks: [],
    };
    documents.set(key, document);
  }
  const inside = pointer?.startsWith(`${documentPointer}/`) ? pointer.slice(documentPointer.length) : "";
  const range = inside === "" ? undefined : document.printed.ranges.get(inside);
  if (range === undefined) return { evidence, key, lines: shown("") };
  document.marks.push({ range, match: evidence.match });
  return { evidence, key, lines: linesText(range) };
}

/** What says no comes first, then what says yes, then what does not apply; else in the order of the answer. */
function weightOf(evidence: Evidence): number {
  if (evidence.match === "no") return 2;
  return evidence.effect === "Deny" ? 0 : 1;
}

/** Statements that took part in a decision, each with its place in its whole document. */
export function evidenceItems(dataset: Dataset, evidence: readonly Evidence[]): readonly EvidenceItem[] {
  const documents = new Map<string, Growing>();
  const placed = evidence
    .map((one, index) => ({ one, index }))
    .sort((a, b) => weightOf(a.one) - weightOf(b.one) || a.index - b.index)
    .map(({ one }) => placeOf(dataset, one, documents));
  const given = new Set<string>();
  return placed.map(({ evidence: one, key, lines }): EvidenceItem => {
    const document = key === null || given.has(key) ? undefined : documents.get(key);
    if (key !== null) given.add(key);
    const everywhere = (one.layer === "scp" || one.layer === "rcp") && one.effect === "Allow";
    return {
      layerKey: one.layer,
      layer: shown(layerNames[one.layer]),
      source: shown(one.source),
      effect: one.effect,
      match: one.match,
      text: sentence(one.text),
      lines,
      document:
        key === null || document === undefined
          ? null
          : documentView(key, document.title, document.where, document.printed, document.marks),
      open: one.match !== "no" && !everywhere,
    };
  });
}

function alternativesOf(answer: CanAnswer): readonly (readonly Requirement[])[] {
  if (answer.alternatives !== undefined && answer.alternatives.length > 0) return answer.alternatives;
  return answer.requires.length === 0 ? [] : [answer.requires];
}

function valueText(value: string | readonly string[]): Shown {
  return shown(typeof value === "string" ? value : value.join(", "));
}

function sentenceOf(answer: CanAnswer, source: PrincipalView, target: PrincipalView, tried: boolean): Shown {
  if (answer.verdict === "conditional")
    return shown(
      `${source.name} can become ${target.name} if what follows ${tried ? "also holds" : "holds"}.`,
    );
  if (tried && answer.verdict === "allowed")
    return shown(`With this, ${source.name} can become ${target.name}.`);
  return tried ? sentence(`With this, ${answer.reason}`) : sentence(answer.reason);
}

/**
 * Everything about one hop: verdict, what must hold, each layer's statements in their documents, a request that works.
 *
 * @param given facts that the reader supplies; the verdict and everything with it is then that of such a request
 * @param options.onPath facts that the hop does not ask for are for other hops, and left out
 */
export function hopView(
  dataset: Dataset,
  from: string,
  to: string,
  given: readonly Given[] = [],
  { indirect = false, onPath = false }: { readonly indirect?: boolean; readonly onPath?: boolean } = {},
): HopView {
  const direct = dataset.analysis.can({ from, to });
  // An indirect hop is only taken where no direct one leads.
  const around = indirect && (direct.verdict === "denied" || direct.verdict === "unknown");
  const way = around ? ({ indirect: true, maxHops: 1 } as const) : {};
  const plain = around ? dataset.analysis.can({ from, to, ...way }) : direct;
  const asked = new Set(plain.requires.map(({ key }) => key.toLowerCase()));
  const facts = onPath ? given.filter(([key]) => asked.has(key.toLowerCase())) : given;
  const fields = fieldsOf(plain, facts);
  const context = contextOf(fields, facts);
  const tried = Object.keys(context).length > 0;
  const answer = tried ? dataset.analysis.can({ from, to, context, ...way }) : plain;
  const source = principalView(dataset, from);
  const target = principalView(dataset, to);
  const hop = hopOf(answer, from);
  return {
    from: source,
    to: target,
    verdict: answer.verdict,
    sentence: sentenceOf(answer, source, target, tried),
    action: shown(answer.action),
    alternatives: alternativesOf(answer).map((list) => list.map(chipView)),
    remedy: sentence(answer.remedy ?? ""),
    missing: (answer.missing ?? []).map((text) => shown(text)),
    evidence: evidenceItems(dataset, answer.evidence),
    witness: Object.entries(answer.witness ?? {}).map(([key, value]) => ({
      key: shown(key),
      value: valueText(value),
    })),
    assumptions: answer.assumptions.map((text) => shown(text)),
    decides: answer.layer ?? null,
    fields,
    tried,
    use: hop === null ? null : useView([hop]),
    command: canCommand(from, to, context),
  };
}
