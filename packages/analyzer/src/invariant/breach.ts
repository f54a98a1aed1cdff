import type { Need } from "../config/invariant.js";
import type { Pins } from "../decide/keys/facts.js";
import type { Graph } from "../graph/build.js";
import { chainPath } from "../path/chain/chain-answer.js";
import type { Chain } from "../path/chain/step.js";
import type { Tracking } from "../path/session/tracking.js";
import { surroundings } from "../path/walk/distance.js";
import { chainOf, sharedWalks, type Walk } from "../path/walk/walk.js";
import { Ways, waysOf } from "../path/walk/ways.js";
import type { RolePrincipal } from "../world/entity.js";

/** A chain that an invariant forbids. */
export interface Breach {
  /** The nodes that it begins at: all who start from the same hops. */
  readonly sources: readonly string[];
  readonly target: RolePrincipal;
  /** As the first of the sources walks it. */
  readonly chain: Chain;
}

/** What was found, and whether that is all there is. */
export interface Search {
  readonly breaches: readonly Breach[];
  readonly complete: boolean;
}

export interface Ground {
  readonly graph: Graph;
  readonly tracking: Tracking;
}

/**
 * The chains from each source to each target that pass through no other target, a shortest one each.
 *
 * Whoever is inside has got in before: chains on from one target to the next say nothing new. Sources who start from the
 * same hops are searched for once.
 *
 * @param options.avoid roles that a chain may not pass through
 * @param options.pins holds on every hop, as in a question
 */
export function chainsInto(
  { graph, tracking }: Ground,
  sources: Iterable<string>,
  targets: ReadonlySet<string>,
  options: { readonly hopCountMax: number; readonly avoid?: ReadonlySet<string>; readonly pins?: Pins },
): Search {
  const { hopCountMax, avoid, pins } = options;
  const hopsLeft = surroundings(graph, tracking, targets).hopsLeft;
  const through = new Set(
    [...graph.world.roles.keys()].filter((arn) => {
      const left = hopsLeft(arn);
      return left !== null && left < hopCountMax && (targets.has(arn) || avoid?.has(arn) !== true);
    }),
  );
  const ways = pins === undefined ? waysOf(graph, tracking) : new Ways(graph, tracking, pins);
  const walks = sharedWalks({ hopCountMax, through, ends: targets });
  const bySearch = new Map<Walk, string[]>();
  for (const source of [...sources].toSorted()) {
    if (hopsLeft(source) === null || !graph.trust.hasNode(source)) continue;
    const walk = walks.of(ways.start(graph.trust.getNodeAttribute(source, "caller")));
    const alike = bySearch.get(walk);
    if (alike === undefined) bySearch.set(walk, [source]);
    else alike.push(source);
  }
  const breaches = [...bySearch].flatMap(([walk, alike]) =>
    [...walk.reached].flatMap(([arn, trail]): Breach[] => {
      const target = targets.has(arn) ? graph.world.roles.get(arn) : undefined;
      const others = alike.filter((source) => source !== arn);
      const [first] = others;
      if (target === undefined || first === undefined) return [];
      const chain = chainOf(trail, graph.trust.getNodeAttribute(first, "caller"));
      return [{ sources: others, target, chain }];
    }),
  );
  return {
    breaches: breaches.toSorted(shortestFirst),
    complete: [...bySearch.keys()].every(({ complete }) => complete),
  };
}

/**
 * The requests that come without what is needed; where several are given, each of them must be refused.
 *
 * No MFA is a key that is missing, as with access keys, or `false`, as with a session got without it. IAM User Guide,
 * "AWS global condition context keys", `aws:MultiFactorAuthPresent`.
 */
export function pinsWithout(need: Need): readonly Pins[] {
  if (need === "external-id") return [{ "sts:ExternalId": null }];
  if (need !== "mfa") return [{ [need]: null }];
  return [null, "false"].map((present) => ({
    "aws:MultiFactorAuthPresent": present,
    "aws:MultiFactorAuthAge": null,
  }));
}

/** Shortest first, then by the names on the way. */
export function shortestFirst(a: Breach, b: Breach): number {
  const length = a.chain.hops.length - b.chain.hops.length;
  if (length !== 0) return length;
  const [left, right] = [chainPath(a.chain).join(" "), chainPath(b.chain).join(" ")];
  return left < right ? -1 : left > right ? 1 : 0;
}
