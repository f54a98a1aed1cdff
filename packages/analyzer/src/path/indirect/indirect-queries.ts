import type { PolicyDocument } from "@rolepath/snapshot";
import type { CanAnswer, CanQuestion, PathResult, PathsAnswer, PrincipalInfo } from "../../answer.js";
import { unionOf } from "../../decide/answer/union.js";
import { bySomeSession, type Caller } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import { resolveCaller } from "../../decide/caller/name.js";
import { narrowedCaller } from "../../decide/caller/session-policy.js";
import { hopEnd } from "../../indirect/hop.js";
import type { PathsQuestion } from "../answer.js";
import { HOP_COUNT_DEFAULT, PATH_COUNT_DEFAULT, pathsAnswer } from "../question/queries.js";
import { selectNodes, UnknownName } from "../select.js";
import {
  type MixedHop,
  mixedAssumptions,
  mixedHop,
  mixedHopWithEvidence,
  searchMixed,
  type Terrain,
} from "./indirect-search.js";

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
  const found = searchMixed(terrain, narrowedCaller(from.caller, sessionPolicy), {
    hopCountMax,
    target,
    ...(question.context === undefined ? {} : { pins: question.context }),
  });
  const complete = found.complete && direct.complete !== false ? {} : { complete: false };
  const hops = found.chains.get(target);
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
  const found = searchMixed(terrain, from, { hopCountMax });
  const own = callerId(from);
  const chains = [...found.chains].filter(([id, hops]) => id !== own || hops.length === 1);
  return mixedAnswer("what-can", { from: own }, hopCountMax, chains, found.complete);
}

/** As `whoCan`, over indirect hops too; the end may also be a user, a provider or a bare account id. */
export function whoCanIndirectly(terrain: Terrain, name: string, hopCountMax: number): PathsAnswer {
  const target = endNamed(terrain, name);
  const near = reachingBackwards(terrain, [target], hopCountMax);
  const chains: [string, readonly MixedHop[]][] = [];
  let complete = true;
  for (const id of [...near].toSorted()) {
    const start = startAt(terrain, id);
    if (start === null) continue;
    const found = searchMixed(terrain, start, { hopCountMax, through: near, target });
    complete &&= found.complete;
    const hops = found.chains.get(target);
    if (hops !== undefined && (id !== target || hops.length === 1)) chains.push([id, hops]);
  }
  return mixedAnswer("who-can", { to: target }, hopCountMax, chains, complete);
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
  const chains: [string, readonly MixedHop[]][] = [];
  let complete = true;
  for (const start of startsOf(terrain, infos, question.from)) {
    const id = callerId(start);
    if (avoided.has(id)) continue;
    const caller = narrowedCaller(start, question.sessionPolicy);
    const found = searchMixed(terrain, caller, { hopCountMax, through: near });
    complete &&= found.complete;
    for (const target of targets) {
      const hops = found.chains.get(target);
      if (hops !== undefined && target !== id) chains.push([target, hops]);
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

// The nodes from which some of the ends may be reached. Never too few: what a session brings along may open hops that no edge shows.
function reachingBackwards(
  terrain: Terrain,
  ends: readonly string[],
  hopCountMax: number,
): ReadonlySet<string> {
  const sources = sourcesByEnd(terrain);
  if (terrain.tracking.beyondEdges)
    return new Set([...terrain.graph.trust.nodes(), ...sources.keys(), ...ends]);
  const reached = new Set(ends);
  let frontier = ends;
  for (let distance = 1; distance <= hopCountMax && frontier.length > 0; distance += 1) {
    const next: string[] = [];
    for (const node of frontier) {
      for (const source of sources.get(node) ?? []) {
        if (reached.has(source)) continue;
        reached.add(source);
        next.push(source);
      }
    }
    frontier = next;
  }
  return reached;
}

const reversed = new WeakMap<Terrain, ReadonlyMap<string, readonly string[]>>();

function sourcesByEnd(terrain: Terrain): ReadonlyMap<string, readonly string[]> {
  const known = reversed.get(terrain);
  if (known !== undefined) return known;
  const { graph, indirect } = terrain;
  const sources = new Map<string, Set<string>>();
  const add = (from: string, to: string): void => {
    const list = sources.get(to);
    if (list === undefined) sources.set(to, new Set([from]));
    else list.add(from);
  };
  graph.trust.forEachEdge((hop, from) => add(from, hop.to));
  for (const user of graph.world.users.values())
    for (const hop of indirect.of({ kind: "user", user })) add(user.arn, hopEnd(hop));
  for (const role of graph.world.roles.values())
    for (const hop of indirect.of(bySomeSession(role))) add(role.arn, hopEnd(hop));
  for (const account of graph.world.accounts.keys()) {
    const caller: Caller = { kind: "account", account };
    for (const hop of indirect.of(caller)) add(account, hopEnd(hop));
    // An account is no node of the graph, so its entries into roles are not among the edges.
    for (const role of graph.index.targetsOf(caller)) add(account, role.arn);
  }
  const answer = new Map([...sources].map(([end, from]) => [end, [...from].toSorted()]));
  reversed.set(terrain, answer);
  return answer;
}
