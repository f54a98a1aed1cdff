import type { Analysis, PathResult, PrincipalInfo } from "@rolepath/analyzer";
import type { Names } from "./names.js";

const chainCount = 3;
const candidateCountMax = 300;
const hopCountBest = 3;
const users = "arn:*:iam::*:user/*";
const roles = "arn:*:iam::*:role/*";

/** Where to look, best first: outsiders are nobody's colleagues, and users hold passwords and keys. */
const searches = [
  { from: "outside", to: "admin" },
  { from: users, to: "admin" },
  { from: "outside", to: roles },
  { from: roles, to: "admin" },
  { from: users, to: roles },
] as const;

/**
 * Up to three chains that show most: from outside or from a user, over several hops and accounts, to an administrator
 * at best; no two with the same start or end. What AWS itself sets up (Control Tower, stack sets, Identity Center)
 * comes last.
 */
export function chainsWorthSeeing(analysis: Analysis, names: Names): PathResult[] {
  const candidates = searches.flatMap(
    ({ from, to }) => analysis.paths({ from, to, limit: candidateCountMax }).results,
  );
  const ranked = candidates
    .filter(({ hops }) => hops.length > 0)
    .map((result) => ({ result, worth: worthOf(result, names), key: result.path.join(" ") }))
    .sort((a, b) => b.worth - a.worth || (a.key < b.key ? -1 : 1));
  const chosen: PathResult[] = [];
  for (const { result } of ranked) {
    if (chosen.length === chainCount) break;
    if (!chosen.some((other) => isAlike(result, other))) chosen.push(result);
  }
  return chosen;
}

function worthOf({ path, hops, verdict }: PathResult, names: Names): number {
  const [start, end] = [names.info(path[0] ?? ""), names.info(path.at(-1) ?? "")];
  const accounts = new Set(path.map((id) => names.accountOf(id))).size;
  return (
    (end?.admin ? 6 : 0) +
    (start?.outside ? 4 : start?.kind === "user" ? 3 : 0) +
    2 * Math.min(accounts, hopCountBest) +
    (hops.length === 1 ? -6 : -Math.abs(hops.length - hopCountBest)) +
    (verdict === "allowed" ? 1 : 0) -
    (isPlumbing(start) || isPlumbing(end) ? 10 : 0)
  );
}

/** Roles that AWS services set up to administer accounts: strong, and meant to be. */
function isPlumbing(info: PrincipalInfo | undefined): boolean {
  if (info === undefined) return false;
  const isServices = ["service", "service-linked-role", "service-role", "sso-role"].includes(info.kind);
  return isServices || /AWSControlTower|stacksets-exec|\/service-role\//.test(info.id);
}

function isAlike(a: PathResult, b: PathResult): boolean {
  return a.path[0] === b.path[0] || a.path.at(-1) === b.path.at(-1);
}
