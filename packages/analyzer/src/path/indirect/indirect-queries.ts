import type { PolicyDocument } from "@rolepath/snapshot";
import type { CanAnswer, CanQuestion, PathResult, PathsAnswer, PrincipalInfo } from "../../answer.js";
import { unionOf } from "../../decide/answer/union.js";
import type { Caller } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import { resolveCaller } from "../../decide/caller/name.js";
import { narrowedCaller } from "../../decide/caller/session-policy.js";
import type { PathsQuestion } from "../answer.js";
import { HOP_COUNT_DEFAULT, PATH_COUNT_DEFAULT, pathsAnswer } from "../question/queries.js";
import { selectNodes, UnknownName } from "../select.js";
import { reachingBackwards } from "./backwards.js";
import { searchMixed } from "./indirect-search.js";
import { MixedChainsInto } from "./mixed-chains-into.js";
import { type MixedHop, mixedAssumptions, mixedHop, mixedHopWithEvidence } from "./mixed-hop.js";
import { MixedWays, type Terrain } from "./mixed-ways.js";

/** The question of `can` over direct and indirect hops; `to` may also be a user, a provider or a bare account id. */
export function canIndirectly(
  terrain: Terrain,
  question: CanQuestion,
  direct: CanAnswer,
  sessionPolicy?: PolicyDocument,
): CanAnswer {
  const from = resolveCaller(terrain.graph.world, question.from);
  const to = resolveCaller(terrain.graph.world, question.to);
  if (from.kind === "missing" || to.kind === "missing" || !isEnd(to.caller)) return { ...direct, path: null };
  const target = callerId(to.caller);
  const hopCountMax = question.maxHops ?? HOP_COUNT_DEFAULT;
  const ways = new MixedWays(terrain, question.context);
  const start = ways.start(narrowedCaller(from.caller, sessionPolicy));
  const found = searchMixed(ways, start, { hopCountMax, target });
  const complete = found.complete && direct.complete !== false ? {} : { complete: false };
  const hops = found.chains.get(target)?.();
  if (hops === undefined) {
    const { missing: _missing, maxSessionSeconds: _seconds, ...rest } = direct;
    return {
      ...rest,
      verdict: "denied",
      reason: `${direct.verdict === "denied" ? `${direct.reason}; no` : "no"} chain of up to ${hopCountMax} direct and indirect hops leads there`,
      ...complete,
      path: null,
    };
  }
  if (hops.length === 1 && hops[0]?.kind === "direct")
    return { ...direct, ...complete, path: pathOf(hops), hops: hops.map(mixedHop) };
  const withEvidence = hops.map(mixedHopWithEvidence);
  const evidence = withEvidence.flatMap((hop) => hop.evidence ?? []);
  const requires = unionOf(withEvidence.flatMap((hop) => hop.requires));
  return {
    from: direct.from,
    to: target,
    verdict: verdictOf(hops),
    action: withEvidence[0]?.action ?? direct.action,
    requires,
    reason: `${pathOf(hops).map(shortName).join(" → ")}, in ${hops.length} ${hops.length === 1 ? "hop" : "hops"}`,
    evidence: [...new Map(evidence.map((entry) => [JSON.stringify(entry), entry])).values()],
    assumptions: [...new Set([...direct.assumptions, ...mixedAssumptions(hops)])].toSorted(),
    path: pathOf(hops),
    hops: withEvidence,
    maxSessionSeconds: withEvidence.at(-1)?.maxSessionSeconds ?? null,
    ...complete,
  };
}

/** As `whatCan`, over indirect hops too: users, providers and accounts are results as well. */
export function whatCanIndirectly(
  terrain: Terrain,
  principal: string,
  hopCountMax: number,
  sessionPolicy?: PolicyDocument,
): PathsAnswer {
  const from = narrowedCaller(callerNamed(terrain, principal), sessionPolicy);
  const ways = new MixedWays(terrain);
  const found = searchMixed(ways, ways.start(from), { hopCountMax });
  const own = callerId(from);
  const chains = [...found.chains]
    .map(([id, hopsOf]) => [id, hopsOf()] as const)
    .filter(([id, hops]) => id !== own || hops.length === 1);
  return mixedAnswer("what-can", { from: own }, hopCountMax, chains, found.complete);
}

/** As `whoCan`, over indirect hops too; the end may also be a user, a provider or a bare account id. */
export function whoCanIndirectly(terrain: Terrain, name: string, hopCountMax: number): PathsAnswer {
  const target = endNamed(terrain, name);
  const near = reachingBackwards(terrain, [target], hopCountMax);
  const ways = new MixedWays(terrain);
  const starts = [...near].toSorted().flatMap((id) => {
    const start = startAt(terrain, id);
    return start === null ? [] : [[id, ways.start(start)] as const];
  });
  const into = new MixedChainsInto(
    ways,
    target,
    near,
    starts.map(([, start]) => start),
  );
  const chains = starts.flatMap(([id, start]) => {
    const hops = into.from(start, hopCountMax);
    return hops !== null && (id !== target || hops.length === 1) ? [[id, hops] as const] : [];
  });
  return mixedAnswer("who-can", { to: target }, hopCountMax, chains, into.complete);
}

/**
 * As `pathsBetween`, over indirect hops too: one shortest chain for each pair. The selector `admin` also takes the accounts
 * that are controlled as a whole. `via` and `alternatives` are for direct hops alone.
 */
export function pathsIndirectly(
  terrain: Terrain,
  infos: readonly PrincipalInfo[],
  question: PathsQuestion,
): PathsAnswer {
  const hopCountMax = question.maxHops ?? HOP_COUNT_DEFAULT;
  const limit = question.limit ?? PATH_COUNT_DEFAULT;
  const targets = endsOf(terrain, infos, question.to);
  const avoided = new Set((question.avoid ?? []).flatMap((selector) => endsOf(terrain, infos, selector)));
  const near = new Set(
    [...reachingBackwards(terrain, targets, hopCountMax)].filter((node) => !avoided.has(node)),
  );
  const ways = new MixedWays(terrain);
  const chains: [string, readonly MixedHop[]][] = [];
  let complete = true;
  for (const start of startsOf(terrain, infos, question.from)) {
    const id = callerId(start);
    if (avoided.has(id)) continue;
    const caller = narrowedCaller(start, question.sessionPolicy);
    const found = searchMixed(ways, ways.start(caller), { hopCountMax, through: near });
    complete &&= found.complete;
    for (const target of targets) {
      const hops = target === id ? undefined : found.chains.get(target)?.();
      if (hops !== undefined) chains.push([target, hops]);
    }
  }
  const all = mixedAnswer("paths", { from: question.from, to: question.to }, hopCountMax, chains, complete);
  return {
    ...all,
    results: all.results.slice(0, limit),
    truncated: all.truncated || all.results.length > limit,
  };
}

function mixedAnswer(
  question: PathsAnswer["question"],
  ends: { readonly from?: string; readonly to?: string },
  hopCountMax: number,
  chains: readonly (readonly [string, readonly MixedHop[]])[],
  complete: boolean,
): PathsAnswer {
  const assumptions = new Set(chains.flatMap(([, hops]) => mixedAssumptions(hops)));
  const results = chains.map(([id, hops]) => resultOf(id, hops));
  return pathsAnswer(question, ends, hopCountMax, results, !complete, assumptions);
}

function resultOf(principal: string, chain: readonly MixedHop[]): PathResult {
  const hops = chain.map(mixedHop);
  return {
    principal,
    path: pathOf(chain),
    hops,
    verdict: verdictOf(chain),
    requires: unionOf(hops.flatMap((hop) => hop.requires)),
    maxSessionSeconds: hops.at(-1)?.maxSessionSeconds ?? null,
  };
}

function verdictOf(chain: readonly MixedHop[]): "allowed" | "conditional" {
  return chain.every((hop) => mixedHop(hop).verdict === "allowed") ? "allowed" : "conditional";
}

function pathOf(chain: readonly MixedHop[]): readonly string[] {
  const hops = chain.map(mixedHop);
  return [...hops.slice(0, 1).map((hop) => hop.from), ...hops.map((hop) => hop.to)];
}

function shortName(id: string): string {
  return id.startsWith("arn:") ? id.slice(id.lastIndexOf("/") + 1) : id;
}

// What a chain can end at.
function isEnd(caller: Caller): boolean {
  return ["user", "role", "account", "federated"].includes(caller.kind);
}

function callerNamed(terrain: Terrain, name: string): Caller {
  const named = resolveCaller(terrain.graph.world, name);
  if (named.kind === "missing") throw new UnknownName(named.why);
  return named.caller;
}

function endNamed(terrain: Terrain, name: string): string {
  const caller = callerNamed(terrain, name);
  if (!isEnd(caller)) throw new UnknownName(`${name} is nobody that a chain leads to`);
  return caller.kind === "role" ? caller.role.arn : callerId(caller);
}

function endsOf(terrain: Terrain, infos: readonly PrincipalInfo[], selector: string): readonly string[] {
  const { world } = terrain.graph;
  const selected = selectNodes(infos, selector);
  if (selector === "admin") return [...new Set([...(selected ?? []), ...world.accounts.keys()])].toSorted();
  if (selected !== null && !/^\d{12}$/.test(selector))
    return selected.filter((id) => world.roles.has(id) || world.users.has(id));
  return [endNamed(terrain, selector)];
}

function startsOf(terrain: Terrain, infos: readonly PrincipalInfo[], selector: string): readonly Caller[] {
  const selected = selectNodes(infos, selector);
  if (selected === null) return [callerNamed(terrain, selector)];
  return selected.flatMap((id) => startAt(terrain, id) ?? []);
}

function startAt({ graph }: Terrain, id: string): Caller | null {
  if (graph.trust.hasNode(id)) return graph.trust.getNodeAttribute(id, "caller");
  const named = resolveCaller(graph.world, id);
  return named.kind === "caller" && named.caller.kind !== "account" ? named.caller : null;
}
