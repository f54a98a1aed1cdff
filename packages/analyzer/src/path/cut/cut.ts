import type { Snapshot } from "@rolepath/snapshot";
import type { PrincipalInfo } from "../../answer.js";
import type { Caller } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import { buildTrustGraph, type Graph } from "../../graph/build.js";
import { buildWorld } from "../../world/world.js";
import type { CutAnswer, CutStatement, PathsQuestion } from "../answer.js";
import type { HopDecision } from "../chain/step.js";
import { HOP_COUNT_DEFAULT } from "../question/queries.js";
import { selectSources, selectTargets } from "../select.js";
import { type Tracking, trackingOf } from "../session/tracking.js";
import { surroundings } from "../walk/distance.js";
import { searchFrom } from "../walk/search.js";
import { FlowNetwork } from "./flow.js";
import { withoutTrustStatements } from "./remove-statements.js";

const SOURCE = "source";
const SINK = "sink";

/** Single statements that are tried where session state may make one do where the flow asks for more. */
const SINGLE_COUNT_MAX = 12;

/**
 * The smallest set of trust statements without which no chain leads from one selector to the other.
 *
 * A minimum cut over the hops that can really be walked, each statement a node of capacity 1. What it finds is removed
 * from the snapshot in memory and the question asked again.
 *
 * @throws UnknownName
 */
export function cutBetween(
  snapshot: Snapshot,
  graph: Graph,
  tracking: Tracking,
  infos: readonly PrincipalInfo[],
  question: Pick<PathsQuestion, "from" | "to" | "maxHops">,
): CutAnswer {
  const hopCountMax = question.maxHops ?? HOP_COUNT_DEFAULT;
  const targets = new Set(selectTargets(graph, infos, question.to));
  const sources = selectSources(graph, infos, question.from).filter(({ id }) => !targets.has(id));
  const walked = walk(graph, tracking, sources, targets, hopCountMax);
  const answer = (
    statements: readonly CutStatement[] | null,
    verified: boolean,
    reason: string,
  ): CutAnswer => ({
    question: "cut",
    from: question.from,
    to: question.to,
    maxHops: hopCountMax,
    statements,
    verified,
    reason,
    truncated: !walked.complete,
  });
  if (!walked.reached) return answer([], walked.complete, "no chain leads there as it is");
  const cut = smallestCut(walked.hops, sources, targets);
  if (cut === null)
    return answer(null, false, "some chain does not rest on a trust statement, so no set of them breaks it");
  const holds = (statements: readonly CutStatement[]): boolean => {
    const world = buildWorld(withoutTrustStatements(snapshot, statements));
    const rest = buildTrustGraph(world);
    const left = walk(
      rest,
      trackingOf(world),
      selectSources(graph, infos, question.from),
      targets,
      hopCountMax,
    );
    return !left.reached && left.complete;
  };
  // Without session state the flow is exact; with it, a statement may do alone that the flow cannot see.
  const stateful =
    tracking.tags ||
    tracking.identity ||
    tracking.sessionName ||
    tracking.claims.length > 0 ||
    tracking.delivered.length > 0;
  const single =
    cut.length > 1 && stateful
      ? statementsOf(walked.hops)
          .slice(0, SINGLE_COUNT_MAX)
          .find((statement) => holds([statement]))
      : undefined;
  const chosen = single === undefined ? cut : [single];
  const verified = single !== undefined || holds(chosen);
  const noun = chosen.length === 1 ? "one trust statement" : `${chosen.length} trust statements`;
  return answer(
    chosen,
    verified,
    verified ? `without ${noun} no chain is left` : `without ${noun} a chain may still be left`,
  );
}

interface Walk {
  readonly hops: readonly HopDecision[];
  readonly reached: boolean;
  readonly complete: boolean;
}

// Every hop that some session on the way can make, as long as the end stays in reach.
function walk(
  graph: Graph,
  tracking: Tracking,
  sources: readonly { readonly id: string; readonly caller: Caller }[],
  targets: ReadonlySet<string>,
  hopCountMax: number,
): Walk {
  const through = new Set(
    [...targets].flatMap((arn) =>
      graph.trust.hasNode(arn) ? [...surroundings(graph, tracking, new Set([arn]), hopCountMax).nodes] : [],
    ),
  );
  const hops = new Map<string, HopDecision>();
  let reached = false;
  let complete = true;
  for (const { id, caller } of sources) {
    if (targets.has(id)) continue;
    const found = searchFrom(graph, tracking, againIn(graph, caller), {
      hopCountMax,
      through,
      onHop: (hop) => {
        const statements = trustStatements(hop)
          .map(({ statement }) => statement)
          .join(",");
        hops.set(`${nodeOf(hop)} ${hop.call.target.arn} ${statements}`, hop);
      },
    });
    reached ||= [...targets].some((arn) => found.chains.has(arn));
    complete &&= found.complete;
  }
  return { hops: [...hops.values()], reached, complete };
}

// The same caller as the graph knows it: a changed snapshot has principals of its own.
function againIn(graph: Graph, caller: Caller): Caller {
  if (caller.kind === "user")
    return { ...caller, user: graph.world.users.get(caller.user.arn) ?? caller.user };
  if (caller.kind === "role")
    return { ...caller, role: graph.world.roles.get(caller.role.arn) ?? caller.role };
  return caller;
}

function smallestCut(
  hops: readonly HopDecision[],
  sources: readonly { readonly id: string }[],
  targets: ReadonlySet<string>,
): readonly CutStatement[] | null {
  const network = new FlowNetwork();
  const statements = new Map<string, CutStatement>();
  for (const { id } of sources) network.connect(SOURCE, `of ${id}`, Number.POSITIVE_INFINITY);
  for (const target of targets) network.connect(`of ${target}`, SINK, Number.POSITIVE_INFINITY);
  for (const hop of hops) {
    const [from, to] = [`of ${nodeOf(hop)}`, `of ${hop.call.target.arn}`];
    const allowing = trustStatements(hop);
    if (allowing.length === 0) network.connect(from, to, Number.POSITIVE_INFINITY);
    for (const statement of allowing) {
      const key = `${statement.role} ${statement.statement}`;
      statements.set(`in ${key}`, statement);
      network.connect(from, `in ${key}`, Number.POSITIVE_INFINITY);
      network.connect(`in ${key}`, `out ${key}`, 1);
      network.connect(`out ${key}`, to, Number.POSITIVE_INFINITY);
    }
  }
  const edges = network.smallestCut(SOURCE, SINK);
  return edges === null ? null : edges.flatMap(([from]) => statements.get(from) ?? []).toSorted(byPlace);
}

function statementsOf(hops: readonly HopDecision[]): readonly CutStatement[] {
  const all = hops.flatMap(trustStatements).map((one) => [`${one.role} ${one.statement}`, one] as const);
  return [...new Map(all).values()].toSorted(byPlace);
}

function trustStatements(hop: HopDecision): readonly CutStatement[] {
  return (hop.request?.main.trustAllow ?? []).map(({ ref, statement }) => ({
    role: hop.call.target.arn,
    source: ref.source,
    statement: statement.index,
    ...(statement.sid === null ? {} : { sid: statement.sid }),
    file: ref.file,
    pointer: `${ref.documentPointer}${statement.pointer}`,
  }));
}

function nodeOf({ call: { caller } }: HopDecision): string {
  return caller.kind === "role" && caller.session.complete ? caller.role.arn : callerId(caller);
}

function byPlace(a: CutStatement, b: CutStatement): number {
  return a.role < b.role ? -1 : a.role > b.role ? 1 : a.statement - b.statement;
}
