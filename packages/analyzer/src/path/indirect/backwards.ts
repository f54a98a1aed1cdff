import { bySomeSession, type Caller } from "../../decide/caller/caller.js";
import { hopEnd } from "../../indirect/hop.js";
import { perObject } from "../../policy/per-pair.js";
import { NewSources } from "../walk/new-sources.js";
import type { Terrain } from "./mixed-ways.js";

type Sources = ReadonlyMap<string, readonly string[]>;

/**
 * The nodes from which some of the ends may be reached by direct and indirect hops. Never too few: what a session brings
 * along may open hops that no edge shows.
 */
export function reachingBackwards(
  terrain: Terrain,
  ends: readonly string[],
  hopCountMax: number,
): ReadonlySet<string> {
  if (terrain.tracking.beyondEdges) return everyone(terrain, ends);
  const reached = new Set(ends);
  const direct = new NewSources();
  let frontier = ends;
  for (let distance = 1; distance <= hopCountMax && frontier.length > 0; distance += 1) {
    const next: string[] = [];
    const add = (source: string): void => {
      if (reached.has(source)) return;
      reached.add(source);
      next.push(source);
    };
    for (const node of frontier) {
      for (const { cell } of terrain.graph.trust.hopsInto(node)) direct.of(cell).forEach(add);
      entriesOfAccounts(terrain).get(node)?.forEach(add);
      indirectSources(terrain, homeOfNode(node)).get(node)?.forEach(add);
    }
    frontier = next;
  }
  return reached;
}

function everyone({ graph }: Terrain, ends: readonly string[]): ReadonlySet<string> {
  const { accounts } = graph.world;
  const providers = [...accounts.values()].flatMap(({ providers: own }) => [...(own?.saml ?? [])]);
  return new Set([...graph.trust.nodes(), ...accounts.keys(), ...providers, ...ends]);
}

// Indirect hops do not leave their account: that of an ARN, or the node itself.
function homeOfNode(node: string): string {
  return node.split(":")[4] ?? node;
}

const byAccount = perObject<Terrain, string, Sources>();

/** Who has indirect hops inside an account, by where these lead. */
function indirectSources(terrain: Terrain, account: string): Sources {
  return byAccount.of(terrain, account, () => {
    const entry = terrain.graph.world.accounts.get(account);
    const sources = new Map<string, string[]>();
    const addAll = (from: string, caller: Caller): void => {
      for (const hop of terrain.indirect.of(caller)) addTo(sources, hopEnd(hop), from);
    };
    if (entry === undefined) return sources;
    for (const user of entry.users) addAll(user.arn, { kind: "user", user });
    for (const role of entry.roles) addAll(role.arn, bySomeSession(role));
    addAll(account, { kind: "account", account });
    return sources;
  });
}

const ofAccounts = perObject<Terrain, "entries", Sources>();

/** The accounts that may enter roles: an account is no node of the graph, so they are not among its edges. */
function entriesOfAccounts(terrain: Terrain): Sources {
  return ofAccounts.of(terrain, "entries", () => {
    const sources = new Map<string, string[]>();
    for (const account of terrain.graph.world.accounts.keys())
      for (const role of terrain.graph.index.targetsOf({ kind: "account", account }))
        addTo(sources, role.arn, account);
    return sources;
  });
}

function addTo(sources: Map<string, string[]>, end: string, from: string): void {
  const known = sources.get(end);
  if (known === undefined) sources.set(end, [from]);
  else known.push(from);
}
