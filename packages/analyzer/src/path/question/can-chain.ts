import type { PolicyDocument } from "@rolepath/snapshot";
import type { CanAnswer, CanQuestion, Evidence, HopAnswer } from "../../answer.js";
import { evidenceOf } from "../../decide/answer/evidence.js";
import { unionOf } from "../../decide/answer/union.js";
import { resolveCaller } from "../../decide/caller/name.js";
import { narrowedCaller } from "../../decide/caller/session-policy.js";
import { resolveTarget } from "../../decide/caller/target.js";
import type { Graph } from "../../graph/build.js";
import { chainHop, chainPath } from "../chain/chain-answer.js";
import { witnessedHops } from "../chain/joint-witness.js";
import type { Tracking } from "../session/tracking.js";
import { surroundings } from "../walk/distance.js";
import { searchFrom } from "../walk/search.js";

/**
 * Adds the chain to the answer of a question with `maxHops` > 1: a shortest path, its hops and the session it ends in.
 *
 * The verdict, reason and requirements are those of the chain; evidence and layer of a denial those of the direct hop.
 */
export function canByChain(
  graph: Graph,
  tracking: Tracking,
  question: CanQuestion,
  direct: CanAnswer,
  sessionPolicy?: PolicyDocument,
): CanAnswer {
  const caller = resolveCaller(graph.world, question.from);
  const target = resolveTarget(graph.world, question.to);
  if (caller.kind === "missing" || target.kind === "missing") return { ...direct, path: null };
  const hopCountMax = question.maxHops ?? 1;
  const result = searchFrom(graph, tracking, narrowedCaller(caller.caller, sessionPolicy), {
    hopCountMax,
    target: target.role.arn,
    near: surroundings(graph, tracking, new Set([target.role.arn]), hopCountMax),
    ...(question.context === undefined ? {} : { pins: question.context }),
  });
  const chain = result.chains.get(target.role.arn);
  const complete = result.complete && direct.complete !== false ? {} : { complete: false };
  if (chain === undefined) {
    const { maxSessionSeconds: _, ...denied } = direct;
    return {
      ...denied,
      reason:
        hopCountMax > 1
          ? `${direct.reason}; no chain of up to ${hopCountMax} hops leads there either`
          : direct.reason,
      ...complete,
      path: null,
    };
  }
  const hops = chain.hops.map(chainHop);
  const last = chain.hops.at(-1);
  if (hops.length === 1 || last === undefined)
    return { ...direct, ...complete, path: chainPath(chain), hops: witnessedHops(chain) };
  const witnessed = witnessedHops(chain);
  const withEvidence = chain.hops.map(
    (hop, index): HopAnswer => ({
      ...witnessed[index]!,
      evidence: hop.request === null ? [] : evidenceOf(hop.call, hop.request),
    }),
  );
  const evidence = withoutDoubles(withEvidence.flatMap((hop) => hop.evidence ?? []));
  const requires = unionOf(hops.flatMap((hop) => hop.requires));
  const {
    layer: _layer,
    denyType: _denyType,
    remedy: _remedy,
    alternatives: _alternatives,
    witness: _witness,
    ...rest
  } = direct;
  return {
    ...rest,
    verdict:
      requires.length === 0 && hops.every((hop) => hop.verdict === "allowed") ? "allowed" : "conditional",
    action: hops[0]!.action,
    requires,
    reason: `${chainPath(chain).map(shortName).join(" → ")}, in ${hops.length} hops`,
    evidence,
    assumptions: [
      ...new Set([...direct.assumptions, ...chain.hops.flatMap((hop) => hop.assumptions)]),
    ].toSorted(),
    path: chainPath(chain),
    hops: withEvidence,
    maxSessionSeconds: hops.at(-1)?.maxSessionSeconds ?? null,
    ...complete,
  };
}

function withoutDoubles(evidence: readonly Evidence[]): readonly Evidence[] {
  return [...new Map(evidence.map((entry) => [JSON.stringify(entry), entry])).values()];
}

function shortName(id: string): string {
  return id.startsWith("arn:") ? id.slice(id.lastIndexOf("/") + 1) : id;
}
