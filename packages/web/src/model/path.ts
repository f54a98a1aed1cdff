import type { PathResult, PathsAnswer } from "@rolepath/analyzer";
import type { Space } from "../layout/layered.js";
import type { EndView, PathView, UseView } from "../protocol.js";
import type { PathRoute } from "../route.js";
import { counted, type Shown, sentence, shown } from "../text.js";
import { chainSentence, chainView } from "./chain.js";
import type { Dataset } from "./dataset.js";
import { filterView, keepsChain } from "./filtering.js";
import { hopOf } from "./hop-of.js";
import { selectorWords } from "./party.js";
import { pathPicture, refusedPicture, stepRoute } from "./path-picture.js";
import { principalView } from "./principal.js";
import { pathsBetweenSets, setWords } from "./selector.js";
import { useView } from "./use.js";

const hopsMax = 8;
const pathsMax = 40;

/** One end of a question about chains: a principal, or what a selector stands for. */
export function endView(dataset: Dataset, selector: string): EndView {
  const words = selectorWords(selector) ?? setWords(dataset, selector);
  if (words !== null) return { text: shown(words), principal: null };
  const account = dataset.accounts.get(selector);
  if (account !== undefined) return { text: shown(`account ${account.name}`), principal: null };
  if (selector !== "*" && selector.includes("*") && !dataset.principals.has(selector)) {
    return { text: shown(selector), principal: null };
  }
  const principal = principalView(dataset, selector);
  return { text: principal.name, principal };
}

function yesSentence(from: Shown, to: Shown, result: PathResult): Shown {
  const length = chainSentence(result.hops, result.verdict);
  if (result.verdict === "allowed") return shown(`Yes: ${from} can become ${to} (${length}).`);
  if (result.verdict === "conditional")
    return shown(`Yes, under conditions: ${from} can become ${to} (${length}).`);
  return shown(`It cannot be told whether ${from} can become ${to}.`);
}

/** The chains that the filter leaves, with their number without it. */
interface Found extends PathsAnswer {
  readonly total: number;
}

/** The chains that a path view lists, in its order. */
function ask(dataset: Dataset, route: PathRoute): Found {
  const key = JSON.stringify([route.from, route.to, route.filter]);
  const known = latest.get(dataset);
  if (known?.key === key) return known.found;
  const answer = askAll(dataset, route);
  const results = answer.results.filter((result) => keepsChain(dataset, route.filter, result));
  const found = { ...answer, results, total: answer.results.length };
  latest.set(dataset, { key, found });
  return found;
}

// The same chains are asked for again with each fact that is typed.
const latest = new WeakMap<Dataset, { readonly key: string; readonly found: Found }>();

/** The chains that a path view draws, and which of them it looks at. */
export function drawnPaths(
  dataset: Dataset,
  route: PathRoute,
): { readonly results: readonly PathResult[]; readonly choice: number } {
  const { results } = ask(dataset, route);
  return { results, choice: Math.min(route.choice, results.length - 1) };
}

function askAll(dataset: Dataset, { from, to, filter }: PathRoute): PathsAnswer {
  const options = { maxHops: hopsMax, limit: pathsMax, indirect: filter.indirect };
  const sets = pathsBetweenSets(dataset, { from, to }, options);
  if (sets !== null) return sets;
  const answer = dataset.analysis.paths({ from, to, ...options });
  if (answer.results.length > 0 || from !== to) return answer;
  // A chain enters no role twice, so that of a role to itself is the one hop.
  const direct = dataset.analysis.can({ from, to });
  const hop = hopOf(direct, from);
  if (hop === null) return answer;
  const { verdict, requires, maxSessionSeconds } = hop;
  const result = { principal: to, path: [from, to], hops: [hop], verdict, requires, maxSessionSeconds };
  return { ...answer, results: [result], assumptions: direct.assumptions };
}

/** How the chain that is looked at is walked: the same chain, asked for once more with a request for each hop. */
export function pathUse(dataset: Dataset, route: PathRoute): UseView {
  const { results, choice } = drawnPaths(dataset, route);
  const chosen = results[choice];
  const first = chosen?.path[0];
  if (chosen === undefined || first === undefined) return useView([]);
  const again = dataset.analysis.paths({
    from: first,
    to: chosen.path[chosen.path.length - 1] ?? first,
    maxHops: chosen.hops.length,
    limit: pathsMax,
    witness: true,
    indirect: route.filter.indirect,
  });
  const same = again.results.find((result) => result.path.join(" ") === chosen.path.join(" "));
  return useView((same ?? chosen).hops);
}

/** The chains from one selector to another, or why there is none. */
export function pathView(dataset: Dataset, route: PathRoute & Space): PathView {
  const from = endView(dataset, route.from);
  const to = endView(dataset, route.to);
  const answer = ask(dataset, route);
  const filter = filterView(dataset, "chains", { shown: answer.results.length, total: answer.total });
  const single = from.principal !== null && to.principal !== null;
  const chosen = answer.results[Math.min(route.choice, answer.results.length - 1)];
  if (chosen !== undefined) {
    const choice = answer.results.indexOf(chosen);
    const first = endView(dataset, chosen.path[0]!).text;
    const last = endView(dataset, chosen.path[chosen.path.length - 1]!).text;
    return {
      filter,
      from,
      to,
      verdict: chosen.verdict,
      sentence: yesSentence(first, last, chosen),
      remarks: [],
      remedies: [],
      chains: answer.results.map((result, index) => chainView(dataset, result, stepRoute(route, index, 0))),
      choice,
      truncated: answer.truncated,
      picture: pathPicture(dataset, route, answer.results, choice),
      assumptions: answer.assumptions.map((text) => shown(text)),
    };
  }
  const hidden = answer.total > 0;
  const no = single && !hidden ? dataset.analysis.can({ from: route.from, to: route.to }) : null;
  const unknown = no?.verdict === "unknown";
  const words = hidden
    ? `${counted(answer.total, "chain")} from ${from.text} to ${to.text}, and the filters leave none of them`
    : no === null
      ? `no chain of up to ${hopsMax} role assumptions leads from ${from.text} to ${to.text}`
      : no.reason;
  const remarks = [
    ...(no !== null && !unknown && !hidden ? [`No chain of up to ${hopsMax} hops leads there either.`] : []),
  ];
  return {
    filter,
    from,
    to,
    verdict: unknown ? "unknown" : "denied",
    sentence: hidden
      ? sentence(words)
      : shown(unknown ? `It cannot be told: ${sentence(words)}` : `No. ${sentence(words)}`),
    remarks: remarks.map((text) => shown(text)),
    remedies: (no?.remedy ?? "")
      .split(/; and (?=account |management account|whoever )/)
      .filter((text) => text !== "")
      .map(sentence),
    chains: [],
    choice: 0,
    truncated: answer.truncated,
    picture: refusedPicture(dataset, route, no, from, to),
    assumptions: (no?.assumptions ?? answer.assumptions).map((text) => shown(text)),
  };
}
