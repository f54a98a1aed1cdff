import type { Analysis, PathResult } from "@rolepath/analyzer";
import type { Names } from "./names.js";

const chainCount = 3;
const candidateCountMax = 200;
// Outsiders first: they are nobody's colleagues. Then whoever holds a password or a key.
const starts = ["outside", "arn:*:iam::*:user/*", "arn:*:iam::*:role/*"];
const hopCountBest = 3;

/**
 * Up to three chains that show most: into administrators, from outside before inside, over more than one hop and
 * account, no two alike. Where nothing leads to an administrator, the chains between any roles.
 */
export function chainsWorthSeeing(analysis: Analysis, names: Names): PathResult[] {
  const chosen: PathResult[] = [];
  for (const to of ["admin", "arn:*:iam::*:role/*"])
    for (const from of starts) {
      const { results } = analysis.paths({ from, to, limit: candidateCountMax });
      const ranked = results.toSorted((a, b) => worth(b, names) - worth(a, names) || compare(key(a), key(b)));
      for (const result of ranked) {
        if (chosen.length === chainCount) return chosen;
        if (result.hops.length > 0 && !chosen.some((other) => alike(result, other, names)))
          chosen.push(result);
      }
    }
  return chosen;
}

/** More accounts and a readable number of hops are worth more; a chain without any condition is worse news. */
function worth({ path, hops, verdict }: PathResult, names: Names): number {
  const accounts = new Set(path.map((id) => names.accountOf(id))).size;
  return (
    2 * Math.min(accounts, hopCountBest) -
    Math.abs(hops.length - hopCountBest) +
    (verdict === "allowed" ? 1 : 0)
  );
}

function alike(a: PathResult, b: PathResult, names: Names): boolean {
  const [startA, startB] = [a.path[0] ?? "", b.path[0] ?? ""];
  return startA === startB || names.group(startA) === names.group(startB) || a.path.at(-1) === b.path.at(-1);
}

function key({ path }: PathResult): string {
  return path.join(" ");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
