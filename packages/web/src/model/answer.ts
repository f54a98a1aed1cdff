import type { CheckAnswer, Finding, PathResult } from "@rolepath/analyzer";
import type { AnswerFile } from "../answer-file/read-answer.js";
import type { AnswerNote, AnswerView, PathListView } from "../protocol.js";
import { counted, sentence, shown } from "../text.js";
import { chainView } from "./chain.js";
import { accountOf, type Dataset } from "./dataset.js";
import { principalView } from "./principal.js";

/** What an analysis from a file is, and where it differs from the snapshot that is open beside it. */
export function answerView(file: AnswerFile, dataset: Dataset): AnswerView {
  return {
    kind: file.kind,
    what: sentence(whatOf(file, dataset)),
    alone: dataset.alone,
    notes:
      file.kind === "findings"
        ? [...setAside(file.answer), ...(dataset.alone ? [] : findingDifferences(file.answer, dataset))]
        : dataset.alone
          ? []
          : pathDifferences(file.answer.results, dataset),
  };
}

function whatOf(file: AnswerFile, dataset: Dataset): string {
  if (file.kind === "paths") {
    const { question, results } = file.answer;
    return `the answer of \`rolepath ${question}\` from ${shown(file.name)}: ${counted(results.length, "path")}`;
  }
  const { findings, snapshot } = file.answer;
  const accounts = dataset.alone ? `, which has ${counted(snapshot.accounts, "account")}` : "";
  return (
    `the answer of \`rolepath check\` from ${shown(file.name)}: ${counted(findings.length, "finding")} in the snapshot of ` +
    `${snapshot.createdAt.slice(0, 10)}${snapshot.source === undefined ? "" : ` of ${snapshot.source}`}${accounts}`
  );
}

function note(text: string, items: readonly string[] = []): AnswerNote {
  return { text: sentence(text), items: items.map((item) => shown(item)) };
}

function setAside({ suppressed = [], findings }: CheckAnswer): readonly AnswerNote[] {
  const fresh = findings.filter(({ state }) => state === "new").length;
  return [
    ...(suppressed.length === 0
      ? []
      : [
          note(
            `${counted(suppressed.length, "more finding")} of it ${suppressed.length === 1 ? "is" : "are"} suppressed and not listed`,
          ),
        ]),
    ...(findings.some(({ state }) => state !== undefined)
      ? [note(`${counted(fresh, "finding")} of these ${fresh === 1 ? "is" : "are"} new since its baseline`)]
      : []),
  ];
}

function isOfInvariant({ rule }: Finding): boolean {
  return rule.startsWith("INVARIANT/");
}

/** Findings are the same where their fingerprints are. */
function findingDifferences(answer: CheckAnswer, dataset: Dataset): readonly AnswerNote[] {
  const here = dataset.analysis.check().findings;
  const own = new Set(here.map(({ fingerprint }) => fingerprint));
  const told = new Set(
    [...answer.findings, ...(answer.suppressed ?? [])].map(({ fingerprint }) => fingerprint),
  );
  const others = answer.findings.filter(({ fingerprint }) => !own.has(fingerprint));
  const invariants = others.filter(isOfInvariant);
  const gone = others.filter((finding) => !isOfInvariant(finding));
  const untold = here.filter(({ fingerprint }) => !told.has(fingerprint));
  const { createdAt } = dataset.analysis.summary();
  const notes = [
    ...(answer.snapshot.createdAt === createdAt
      ? []
      : [note(`it was made of a snapshot of ${answer.snapshot.createdAt}, and this one is of ${createdAt}`)]),
    ...(gone.length === 0
      ? []
      : [
          note(
            `${counted(gone.length, "finding")} of the analysis ${gone.length === 1 ? "is" : "are"} not among those of this snapshot`,
            gone.map(({ title }) => title),
          ),
        ]),
    ...(invariants.length === 0
      ? []
      : [
          note(
            `${counted(invariants.length, "finding")} of the analysis ${invariants.length === 1 ? "comes" : "come"} from invariants of its configuration, which the page does not ask for`,
            invariants.map(({ title }) => title),
          ),
        ]),
    ...(untold.length === 0
      ? []
      : [
          note(
            `${counted(untold.length, "finding")} of this snapshot ${untold.length === 1 ? "is" : "are"} not in the analysis, ` +
              "which may have been made with a configuration, by another version or of another snapshot",
            untold.map(({ title }) => title),
          ),
        ]),
  ];
  return notes.length > 0 ? notes : [note("the snapshot gives the same findings")];
}

/** Paths with a hop that the snapshot denies or does not know. */
function pathDifferences(results: readonly PathResult[], dataset: Dataset): readonly AnswerNote[] {
  const known = new Map<string, boolean>();
  const stands = ({ from, to, way }: PathResult["hops"][number]): boolean => {
    const key = `${from} ${to}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const more = way === undefined ? {} : ({ indirect: true, maxHops: 1 } as const);
    const { verdict } = dataset.analysis.can({ from, to, ...more });
    known.set(key, verdict === "allowed" || verdict === "conditional");
    return known.get(key) === true;
  };
  const gone = results.filter(({ hops }) => !hops.every(stands));
  if (gone.length === 0) return [note("every hop of them is one of this snapshot too")];
  return [
    note(
      `${counted(gone.length, "path")} of them ${gone.length === 1 ? "has" : "have"} a hop that this snapshot denies or does not know`,
      gone.map(({ path }) => path.map((id) => principalView(dataset, id).name).join(" → ")),
    ),
  ];
}

/** The paths of an answer, in its order. */
export function pathListView(file: AnswerFile | null, dataset: Dataset): PathListView {
  if (file?.kind !== "paths") throw new Error("no analysis with paths is open");
  const { question, from, to, results, truncated } = file.answer;
  const end = (name: string | undefined): string => {
    if (name === undefined) return "";
    return /^\d{12}$/.test(name) ? accountOf(dataset, name).name : principalView(dataset, name).name;
  };
  const title =
    question === "who-can"
      ? `Who can become ${end(to)}`
      : question === "what-can"
        ? `What ${end(from)} can become`
        : `Paths from ${end(from)} to ${end(to)}`;
  return {
    title: shown(title),
    paths: results.map((result) => chainView(dataset, result)),
    truncated,
    linked: !dataset.alone,
  };
}
