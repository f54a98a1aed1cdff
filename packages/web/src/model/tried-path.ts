import type { HopAnswer, PathResult, Requirement, VerdictKind } from "@rolepath/analyzer";
import { factsOfHop, placeOfFact } from "../facts.js";
import type { Space } from "../layout/layered.js";
import type { FieldView, TriedPathView } from "../protocol.js";
import type { Given, PathRoute } from "../route.js";
import { counted, type Shown, shown } from "../text.js";
import type { Dataset } from "./dataset.js";
import { drawnPaths } from "./path.js";
import { pathPicture } from "./path-picture.js";
import { principalView } from "./principal.js";
import { chipView, distinctRequirements } from "./requirement.js";
import { contextOf, fieldsOf, labelOf } from "./residual-form.js";

interface TriedHop {
  readonly hop: HopAnswer;
  readonly verdict: VerdictKind;
  readonly requires: readonly Requirement[];
  readonly fields: readonly FieldView[];
}

function isOf(key: string): (one: { readonly key: string }) => boolean {
  const name = key.toLowerCase();
  return (one) => one.key.toLowerCase() === name;
}

/**
 * A hop with the facts that it asks for. What the path has settled on the way there stays settled, so that of what the
 * hop would ask alone only that counts which it asks on the path.
 */
function triedHop(dataset: Dataset, hop: HopAnswer, facts: readonly Given[]): TriedHop {
  const asked = facts.filter(([key]) => hop.requires.some(isOf(key)));
  const way = hop.way === undefined ? {} : ({ indirect: true, maxHops: 1 } as const);
  const question = { from: hop.from, to: hop.to, ...way };
  if (asked.length === 0) return { hop, verdict: hop.verdict, requires: hop.requires, fields: [] };
  const fields = fieldsOf(dataset.analysis.can(question), asked);
  const context = contextOf(fields, asked);
  if (Object.keys(context).length === 0) return { hop, verdict: hop.verdict, requires: hop.requires, fields };
  const answer = dataset.analysis.can({ ...question, context });
  const requires = answer.requires.filter(({ key }) => hop.requires.some(isOf(key)));
  const open = answer.verdict === "conditional" && (requires.length > 0 || answer.complete === false);
  const verdict = answer.verdict === "conditional" && !open ? "allowed" : answer.verdict;
  return { hop, verdict, requires, fields };
}

function verdictOf(hops: readonly TriedHop[]): VerdictKind {
  return (
    (["denied", "unknown", "conditional"] as const).find((kind) =>
      hops.some(({ verdict }) => verdict === kind),
    ) ?? "allowed"
  );
}

function sentenceOf(dataset: Dataset, path: PathResult, hops: readonly TriedHop[]): Shown {
  const name = (id: string | undefined): Shown => principalView(dataset, id ?? "").name;
  const ends = [name(path.path[0]), name(path.path[path.path.length - 1])] as const;
  const verdict = verdictOf(hops);
  const at = hops.findIndex((one) => one.verdict === verdict);
  const hop = hops[at]?.hop;
  const where = `hop ${at + 1}, ${name(hop?.from)} → ${name(hop?.to)},`;
  if (verdict === "denied")
    return shown(`With your facts, no: ${where} lets nobody through who makes such a request.`);
  if (verdict === "unknown") return shown(`With your facts it cannot be told: ${where} is not known.`);
  const left = distinctRequirements(hops.map((one) => ({ ...one.hop, requires: one.requires }))).length;
  const rest = verdict === "allowed" ? "no condition is left" : `${counted(left, "condition")} left`;
  const under = verdict === "allowed" ? "" : ", under conditions";
  return shown(`With your facts${under}: ${ends[0]} can become ${ends[1]}, ${rest}.`);
}

function factText([kept, value]: Given, hops: readonly TriedHop[]): Shown {
  const { hop, key } = placeOfFact(kept);
  const field = hops.flatMap(({ fields }) => fields).find(isOf(key));
  const spoken =
    field?.input === "yes-no" ? (value === "true" ? "yes" : value === "false" ? "no" : value) : value;
  const remark =
    field === undefined
      ? "no hop asks for it"
      : field.problem !== ""
        ? "not taken into account"
        : hop === null
          ? ""
          : `hop ${hop + 1}`;
  return shown(
    `${labelOf(key)} ${spoken === null ? "not there" : `= ${spoken}`}${remark === "" ? "" : ` (${remark})`}`,
  );
}

/** The chain that is looked at, with what the reader supplies applied to each hop that asks for it; null for no chain. */
export function triedPath(dataset: Dataset, route: PathRoute & Space): TriedPathView | null {
  const { results, choice } = drawnPaths(dataset, route);
  const path = results[choice];
  if (path === undefined) return null;
  const { given } = route;
  const hops = path.hops.map((hop, index) => triedHop(dataset, hop, factsOfHop(given, index)));
  const everywhere = factsOfHop(given, null);
  const seen = (hop: HopAnswer, at: number | null): HopAnswer => {
    const { verdict, requires } = hops[at ?? -1] ?? triedHop(dataset, hop, everywhere);
    return { ...hop, verdict, requires };
  };
  return {
    verdict: verdictOf(hops),
    sentence: sentenceOf(dataset, path, hops),
    facts: given.map((fact) => factText(fact, hops)),
    steps: hops.map(({ verdict, requires }) => ({ verdict, chips: requires.map(chipView) })),
    picture: pathPicture(dataset, route, results, choice, seen),
  };
}
