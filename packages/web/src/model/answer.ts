import type { CheckAnswer, Finding, PathResult } from "@rolepath/analyzer";
import type { ChainsAnswer } from "../answer-file/chains-answer.js";
import type { AnswerFile } from "../answer-file/read-answer.js";
import type { AnswerNote, AnswerView, PathListView } from "../protocol.js";
import { cyclesRoute, focusRoute, pathRoute, type Route } from "../route.js";
import { counted, sentence, shown } from "../text.js";
import { chainView } from "./chain.js";
import type { Dataset } from "./dataset.js";
import { evidenceItems } from "./evidence.js";
import { endView } from "./path.js";
import { principalView } from "./principal.js";

/** What an analysis from a file is, and where it differs from the snapshot that is open beside it. */
export function answerView(file: AnswerFile, dataset: Dataset): AnswerView {
  return {
    kind: file.kind,
    what: sentence(whatOf(file, dataset)),
    alone: dataset.alone,
    notes: [
      ...(file.kind === "findings" ? setAside(file.answer) : []),
      ...(dataset.alone ? [] : differences(file, dataset)),
    ],
  };
}

function differences(file: AnswerFile, dataset: Dataset): readonly AnswerNote[] {
  if (file.kind === "findings") return findingDifferences(file.answer, dataset);
  return file.kind === "paths" ? pathDifferences(file.answer.results, dataset) : [];
}

function whatOf(file: AnswerFile, dataset: Dataset): string {
  if (file.kind === "paths") {
    const { length } = file.answer.results;
    const count = length === 0 ? "" : `: ${counted(length, "path")}`;
    return `the answer of \`rolepath ${file.command}\` from ${shown(file.name)}${count}`;
  }
  if (file.kind === "diff") return `the answer of \`rolepath diff\` from ${shown(file.name)}`;
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
  if (results.length === 0) return [];
  if (gone.length === 0) return [note("every hop of them is one of this snapshot too")];
  return [
    note(
      `${counted(gone.length, "path")} of them ${gone.length === 1 ? "has" : "have"} a hop that this snapshot denies or does not know`,
      gone.map(({ path }) => path.map((id) => principalView(dataset, id).name).join(" → ")),
    ),
  ];
}

/** The id that a short name (`user/alice`) stands for, which only one principal has. */
function idOf(dataset: Dataset, name: string): string {
  const [, kind, short] = /^(user|role)\/(.+)$/.exec(name) ?? [];
  if (short === undefined) return name;
  const all = [...dataset.principals.values()];
  return all.find((one) => one.name === short && one.id.includes(`:${kind}/`))?.id ?? name;
}

/** Where the snapshot answers the same question, and more. */
function routeOf(question: ChainsAnswer["question"], from: string, to: string): Route {
  if (question === "cycles") return cyclesRoute;
  if (question === "who-can") return focusRoute(to);
  return question === "what-can" || question === "blast"
    ? focusRoute(from, { reach: "all" })
    : pathRoute(from, to);
}

/** The paths of an answer, in its order, with what else it says. */
export function pathListView(file: AnswerFile | null, dataset: Dataset): PathListView {
  if (file?.kind !== "paths") throw new Error("no analysis with paths is open");
  const { question, results, truncated, says, evidence, ...ends } = file.answer;
  const named = (name = ""): string => idOf(dataset, name);
  const [start, goal] = [named(ends.from), named(ends.to)];
  const [from, to] = [endView(dataset, start).text, endView(dataset, goal).text];
  const titles: Readonly<Record<typeof question, string>> = {
    can: `Can ${from} become ${to}?`,
    "who-can": `Who can become ${to}`,
    "what-can": `What ${from} can become`,
    paths: `Paths from ${from} to ${to}`,
    cut: `What cuts every path from ${from} to ${to}`,
    blast: `What falls with ${from}`,
    cycles: "Endless cycles",
  };
  return {
    title: shown(titles[question]),
    says: says.map(sentence),
    evidence: evidenceItems(dataset, evidence),
    paths: results.map((result) => ({
      chain: chainView(dataset, {
        ...result,
        path: result.path.map(named),
        hops: result.hops.map((hop) => ({ ...hop, from: named(hop.from) })),
      }),
      evidence: result.hops.map((hop) => evidenceItems(dataset, hop.evidence ?? [])),
    })),
    truncated,
    go: dataset.alone ? null : routeOf(question, start, goal),
  };
}
