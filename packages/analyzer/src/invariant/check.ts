import type { Snapshot } from "@rolepath/snapshot";
import type { Finding, PrincipalInfo } from "../answer.js";
import type { Invariant, Need, Selector } from "../config/invariant.js";
import { accountOf } from "../decide/caller/caller.js";
import { callerId } from "../decide/caller/describe.js";
import { groupBy } from "../finding/group.js";
import { type Breach, chainsInto, type Ground, pinsWithout, type Search, shortestFirst } from "./breach.js";
import {
  brokenFinding,
  crowdFinding,
  type Scene,
  unfinishedFinding,
  unmatchedFinding,
} from "./invariant-finding.js";
import { type Select, selectorOf } from "./select.js";

/** What invariants are held against. */
export interface InvariantInput extends Ground {
  readonly snapshot: Snapshot;
  readonly principals: readonly PrincipalInfo[];
}

/**
 * What breaks the user's own rules, as findings: one for each role that is entered against a rule, and for each account
 * that it is entered from.
 *
 * A selector that matches nothing, and a search that a limit cut short, are findings too: a rule that was not checked
 * does not hold.
 */
export function invariantFindings(
  input: InvariantInput,
  invariants: readonly Invariant[],
): readonly Finding[] {
  if (invariants.length === 0) return [];
  const select = selectorOf(input.snapshot, input.principals);
  return invariants.flatMap((invariant) => checkOne(input, select, invariant));
}

function checkOne(input: InvariantInput, select: Select, invariant: Invariant): readonly Finding[] {
  const { world } = input.graph;
  const [from, to] = [select(invariant.from), select(invariant.to)];
  const targets = new Set([...to.ids].filter((id) => world.roles.has(id)));
  const scene: Scene = { world, invariant };
  const nothing = [...from.nothing, ...to.nothing];
  if (to.ids.size > 0 && targets.size === 0 && namesSomebody(invariant.to))
    nothing.push("`to` matches no role, and nothing else can be become");
  const unmatched = nothing.length === 0 || invariant.mayBeEmpty ? [] : [unmatchedFinding(scene, nothing)];
  const hopCountMax = invariant.maxHops;
  switch (invariant.kind) {
    case "no-path": {
      const search = chainsInto(input, from.ids, targets, { hopCountMax });
      return [...unmatched, ...doors(scene, search, null), ...unfinished(scene, search)];
    }
    case "only": {
      const others = input.principals.map(({ id }) => id).filter((id) => !from.ids.has(id));
      const search = chainsInto(input, others, targets, { hopCountMax, avoid: from.ids });
      return [...unmatched, ...doors(scene, search, null), ...unfinished(scene, search)];
    }
    case "requires":
      return [
        ...unmatched,
        ...invariant.requires.flatMap((need) => without(input, scene, from.ids, targets, need)),
      ];
    case "at-most": {
      const search = chainsInto(input, from.ids, targets, { hopCountMax });
      const crowd = new Set(search.breaches.flatMap(({ sources }) => sources));
      return [
        ...unmatched,
        ...(crowd.size > invariant.max ? [crowdFinding(scene, search.breaches, invariant.max)] : []),
        // Who was found is enough where they are too many already.
        ...(crowd.size > invariant.max ? [] : unfinished(scene, search)),
        ...invariant.requires.flatMap((need) => without(input, scene, from.ids, targets, need)),
      ];
    }
  }
}

// Each request that comes without what is needed must be refused: the shortest of those that are not is shown.
function without(
  input: InvariantInput,
  scene: Scene,
  sources: ReadonlySet<string>,
  targets: ReadonlySet<string>,
  need: Need,
): readonly Finding[] {
  const searches = pinsWithout(need).map((pins) =>
    chainsInto(input, sources, targets, { hopCountMax: scene.invariant.maxHops, pins }),
  );
  const pairs = groupBy(
    searches.flatMap(({ breaches }) => breaches).toSorted(shortestFirst),
    ({ sources, target }) => `${sources.join(" ")} ${target.arn}`,
  );
  const search: Search = {
    breaches: pairs.flatMap((found) => found.slice(0, 1)),
    complete: searches.every(({ complete }) => complete),
  };
  return [...doors(scene, search, need), ...unfinished(scene, search)];
}

function doors(scene: Scene, { breaches }: Search, need: Need | null): readonly Finding[] {
  return groupBy(breaches.toSorted(shortestFirst), doorOf).map((group) =>
    brokenFinding(scene, group, doorParty(group[0]), need),
  );
}

function unfinished(scene: Scene, { complete }: Search): readonly Finding[] {
  return complete ? [] : [unfinishedFinding(scene)];
}

function doorOf(breach: Breach): string {
  return `${breach.target.arn} ${doorParty(breach)}`;
}

// Who steps through the last door: an account, or what has none, by its name.
function doorParty(breach: Breach | undefined): string {
  const caller = breach?.chain.hops.at(-1)?.call.caller;
  return caller === undefined ? "" : (accountOf(caller) ?? callerId(caller));
}

function namesSomebody(selector: Selector): boolean {
  switch (selector.kind) {
    case "all":
    case "any":
      return selector.parts.some(namesSomebody);
    case "name":
    case "arn":
    case "tag":
      return true;
    default:
      return false;
  }
}
