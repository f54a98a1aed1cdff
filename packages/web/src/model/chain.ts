import {
  compareText,
  type HopAnswer,
  type PathResult,
  type PrincipalInfo,
  type VerdictKind,
} from "@rolepath/analyzer";
import type { ChainView, StepView } from "../protocol.js";
import { pathRoute, type Route } from "../route.js";
import { counted, duration, type Shown, shown } from "../text.js";
import { type Dataset, entersAny } from "./dataset.js";
import { oncePer } from "./once.js";
import { organizationWideRoles } from "./org-wide.js";
import { comparePrincipals, principalOf, principalView } from "./principal.js";
import { chipView, distinctRequirements } from "./requirement.js";

function stepView(dataset: Dataset, hop: HopAnswer, index: number): StepView {
  return {
    number: index + 1,
    from: principalView(dataset, hop.from),
    to: principalView(dataset, hop.to),
    action: shown(hop.action),
    verdict: hop.verdict,
    chips: hop.requires.map(chipView),
    session: hop.maxSessionSeconds === null ? shown("") : duration(hop.maxSessionSeconds),
  };
}

/** `2 hops, no condition`, `3 hops, needs 2 conditions`. */
export function chainSentence(hops: readonly HopAnswer[], verdict: VerdictKind): Shown {
  const length = counted(hops.length, "hop");
  const needed = distinctRequirements(hops).length;
  if (verdict === "allowed" || needed === 0) return shown(`${length}, no condition`);
  return shown(`${length}, needs ${counted(needed, "condition")}`);
}

/** A chain as lists show it. */
export function chainView(dataset: Dataset, result: PathResult, go?: Route): ChainView {
  const first = result.path[0] ?? result.principal;
  const last = result.path[result.path.length - 1] ?? result.principal;
  return {
    verdict: result.verdict,
    sentence: chainSentence(result.hops, result.verdict),
    steps: result.hops.map((hop, index) => stepView(dataset, hop, index)),
    go: go ?? pathRoute(first, last),
  };
}

function accountsOn(dataset: Dataset, result: PathResult): number {
  return new Set(result.path.map((id) => principalOf(dataset, id).account)).size;
}

/** How much there is to see in a chain: it comes from outside, ends at an administrator, crosses accounts, has a few hops. */
function interest(dataset: Dataset, result: PathResult, everybodys: ReadonlySet<string>): number {
  const first = principalOf(dataset, result.path[0] ?? "");
  const last = principalOf(dataset, result.path[result.path.length - 1] ?? "");
  const hops = result.hops.length;
  const length = hops >= 3 && hops <= 5 ? 3 : hops === 2 ? 2 : 0;
  const outside = first.outside || first.kind === "oidc" || first.kind === "saml" ? 3 : 0;
  const climbs = last.admin && !first.admin ? 6 : 0;
  const plain = result.verdict === "allowed" ? 2 : 0;
  const known = result.path.some((id) => everybodys.has(id)) ? -5 : 0;
  return length + accountsOn(dataset, result) * 1.5 + outside + climbs + plain + known;
}

const startsMax = 60;
const chainsMax = 3;
const startKinds: readonly PrincipalInfo["kind"][] = [
  "anyone",
  "account",
  "oidc",
  "saml",
  "user",
  "sso-role",
];

/** The most telling chains, no two with the same start or the same end: what the organization's trust comes to. */
export const chainsWorthSeeing = oncePer((dataset): readonly ChainView[] => {
  const everybodys = organizationWideRoles(dataset);
  const ranked = [...dataset.principals.values()]
    .filter(
      (principal) =>
        startKinds.includes(principal.kind) && !principal.admin && entersAny(dataset, principal.id),
    )
    .sort((a, b) => comparePrincipals(dataset, a.id, b.id))
    .slice(0, startsMax)
    .flatMap((principal) => dataset.analysis.whatCan(principal.id).results)
    .filter((result) => result.hops.length >= 2)
    .map((result) => ({ result, score: interest(dataset, result, everybodys) }))
    .sort((a, b) => b.score - a.score || compareText(a.result.path.join(" "), b.result.path.join(" ")));
  const chosen: PathResult[] = [];
  for (const { result } of ranked) {
    const known = new Set(chosen.flatMap((other) => [other.path[0], other.path[other.path.length - 1]]));
    if (known.has(result.path[0]) || known.has(result.path[result.path.length - 1])) continue;
    chosen.push(result);
    if (chosen.length === chainsMax) break;
  }
  return chosen.map((result) => chainView(dataset, result));
});
