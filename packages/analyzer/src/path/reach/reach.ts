import type { Graph } from "../../graph/build.js";
import type { Reach } from "../answer.js";
import { comparesKeys } from "../chain/joint-witness.js";
import { UnknownName } from "../select.js";
import type { Tracking } from "../session/tracking.js";
import type { Fan, Place } from "../walk/fan.js";
import { walk } from "../walk/walk.js";
import { waysOf } from "../walk/ways.js";
import { components } from "./component.js";
import { RoleSet } from "./role-set.js";

/** Places that may be walked through; beyond, the answer says that it is not complete. */
const PLACE_COUNT_MAX = 1_000_000;

/**
 * What every principal can become, over any number of hops.
 *
 * The ways of all principals are one directed graph of fans and places. Its strongly connected components are taken in
 * turn, each after those that it leads to, and reach what these reach: no chain and no pair is listed.
 */
export function reachOfAll(graph: Graph, tracking: Tracking): Reach {
  const ways = waysOf(graph, tracking);
  const sums = new ReachSums(graph);
  const starts = new Map(
    graph.trust.nodes().map((id) => [id, ways.start(graph.trust.getNodeAttribute(id, "caller"))]),
  );
  sums.follow([...starts.values()].flatMap((start) => start.fans()));
  const known = new Map<string, RoleSet>();
  const reached = (principal: string): RoleSet => {
    const start = starts.get(principal);
    if (start === undefined) throw new UnknownName(`${principal} is no principal of the graph`);
    const set = known.get(principal) ?? sums.reachedFrom(start, graph.trust.hasEdge(principal, principal));
    known.set(principal, set);
    return set;
  };
  return {
    countOf: (principal) => reached(principal).size,
    rolesOf: (principal) => sums.arnsOf(reached(principal)),
    get complete(): boolean {
      return sums.complete;
    },
    work: {
      classes: graph.classes.cellCount,
      hops: graph.classes.size,
      states: sums.placeCount,
      decisions: graph.decisions.count,
    },
  };
}

type Node = { readonly kind: "fan"; readonly fan: Fan } | { readonly kind: "place"; readonly place: Place };

/** What fans and places lead to. */
interface Sum {
  readonly roles: RoleSet;
  /** Some hop on the way compares keys: then chains are to be solved as a whole. */
  readonly compares: boolean;
}

/** Sums up what every fan leads to. */
class ReachSums {
  complete = true;
  placeCount = 0;
  private readonly arns: readonly string[];
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly sums = new Map<Fan | Place, Sum>();
  private readonly nodes = new Map<Fan | Place, Node>();

  constructor(graph: Graph) {
    this.arns = [...graph.world.roles.keys()].toSorted();
    this.numbers = new Map(this.arns.map((arn, index) => [arn, index]));
  }

  follow(fans: readonly Fan[]): void {
    const successors = new Map<Node, readonly Node[]>();
    const next = (node: Node): readonly Node[] => {
      const known = successors.get(node) ?? this.next(node);
      successors.set(node, known);
      return known;
    };
    const roots = new Set(fans.map((fan) => this.fanNode(fan)));
    for (const component of components(roots, next)) this.sumUp(component, next);
  }

  /** @param self whether the principal has a hop to itself: else the way back to it makes nobody new */
  reachedFrom(start: Place, self: boolean): RoleSet {
    const { roles, compares } = this.joined(start.fans());
    const own = start.caller.kind === "role" ? this.numbers.get(start.caller.role.arn) : undefined;
    const result = new RoleSet();
    if (compares) {
      const found = walk(start, { hopCountMax: Number.POSITIVE_INFINITY });
      this.complete &&= found.complete;
      for (const arn of found.reached.keys()) result.add(this.numbers.get(arn)!);
    } else result.addAll(roles);
    if (own !== undefined && !self) result.delete(own);
    return result;
  }

  arnsOf(roles: RoleSet): readonly string[] {
    return this.arns.filter((_arn, index) => roles.has(index));
  }

  private next(node: Node): readonly Node[] {
    if (node.kind === "place") return node.place.fans().map((fan) => this.fanNode(fan));
    const places = new Set<Node>();
    for (const step of node.fan.steps) {
      const after = step.after();
      this.complete &&= after.complete;
      for (const place of after.places) {
        const known = this.nodes.get(place);
        if (known === undefined && this.placeCount >= PLACE_COUNT_MAX) this.complete = false;
        else places.add(known ?? this.placeNode(place));
      }
    }
    return [...places];
  }

  private sumUp(component: readonly Node[], next: (node: Node) => readonly Node[]): void {
    const roles = new RoleSet();
    let compares = false;
    const before = new Set<Sum>();
    for (const node of component) {
      if (node.kind === "fan")
        for (const step of node.fan.steps) {
          const decision = step.decision();
          if (decision === null) continue;
          roles.add(this.numbers.get(step.role.arn)!);
          compares ||= comparesKeys(decision.open.formula);
        }
      for (const follower of next(node)) {
        const known = this.sums.get(innerOf(follower));
        if (known !== undefined) before.add(known);
      }
    }
    for (const one of before) {
      roles.addAll(one.roles);
      compares ||= one.compares;
    }
    const sum: Sum = { roles, compares };
    for (const node of component) this.sums.set(innerOf(node), sum);
  }

  private joined(fans: readonly Fan[]): Sum {
    const roles = new RoleSet();
    let compares = false;
    for (const fan of fans) {
      const sum = this.sums.get(fan);
      if (sum === undefined) throw new Error("the fans of every start have been followed");
      roles.addAll(sum.roles);
      compares ||= sum.compares;
    }
    return { roles, compares };
  }

  private fanNode(fan: Fan): Node {
    let node = this.nodes.get(fan);
    if (node === undefined) {
      node = { kind: "fan", fan };
      this.nodes.set(fan, node);
    }
    return node;
  }

  private placeNode(place: Place): Node {
    const node: Node = { kind: "place", place };
    this.nodes.set(place, node);
    this.placeCount += 1;
    return node;
  }
}

function innerOf(node: Node): Fan | Place {
  return node.kind === "fan" ? node.fan : node.place;
}
