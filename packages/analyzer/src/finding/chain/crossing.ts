import { asCaller } from "../../decide/caller/caller.js";
import type { Chain } from "../../path/chain/step.js";
import { chainOf, type Trail } from "../../path/walk/walk.js";
import type { RolePrincipal, UserPrincipal } from "../../world/entity.js";
import { isBaselineHop } from "../survey/baseline.js";
import { FirstSources } from "../survey/hop-sources.js";
import type { Survey } from "../survey/survey.js";
import { ChainsToEnds, nodesNear } from "./chain-search.js";
import { isToldAsAdminChain } from "./weak-chains.js";

/** Sources of one role that are followed: what one of them reaches, the others reach as well. */
const START_COUNT_MAX = 3;

/** A way out of some accounts into a role, for all who go on the same way after their own first hop. */
export interface Crossing {
  /** Sorted; at least one. */
  readonly starts: (UserPrincipal | RolePrincipal)[];
  /** The last principal before the role. */
  readonly from: UserPrincipal | RolePrincipal;
  readonly target: RolePrincipal;
  readonly trail: Trail;
}

/** Where crossings begin and what they may pass through. */
export interface Border {
  /** Whether they begin in the account. */
  readonly isBefore: (account: string) => boolean;
  /** Whether they may pass through roles of the account. */
  readonly isBetween: (account: string) => boolean;
}

/**
 * The ways from sources in some accounts to some roles, shortest ones, but for those on hops of the baseline and those
 * that are told as chains to administrators.
 *
 * There are about as many pairs of a start and a role as there are accounts times accounts. So what is asked of a way
 * is asked once for all who go it, and of a pair no more than who it is.
 */
export function crossingsTo(
  survey: Survey,
  targets: ReadonlySet<string>,
  { isBefore, isBetween }: Border,
): readonly Crossing[] {
  if (targets.size === 0) return [];
  const { roles } = survey.world;
  const isPassed = (node: string): boolean => {
    const role = roles.get(node);
    return role !== undefined && isBetween(role.account);
  };
  const near = nodesNear(survey, targets, isPassed);
  const through = new Set([...near].filter((node) => targets.has(node) || isPassed(node)));
  const chains = new ChainsToEnds(survey, { through, ends: targets });
  const crossings = new Crossings(survey);
  for (const start of startsOf(survey, through, isBefore))
    crossings.add(start, chains.trailsFrom(asCaller(start)));
  return crossings.all;
}

/** The chain of one who goes that way. */
export function chainFrom(start: UserPrincipal | RolePrincipal, { trail }: Crossing): Chain {
  return chainOf(trail, asCaller(start));
}

function startsOf(
  { graph, world }: Survey,
  through: Iterable<string>,
  isBefore: Border["isBefore"],
): readonly (UserPrincipal | RolePrincipal)[] {
  const sources = new FirstSources(START_COUNT_MAX, isBefore);
  const starts = new Set([...through].flatMap((node) => sources.of(graph.trust.hopsInto(node))));
  return [...starts].toSorted().flatMap((arn) => {
    const start = world.users.get(arn) ?? world.roles.get(arn);
    return start === undefined || (start.kind === "role" && start.serviceLinked) ? [] : [start];
  });
}

/** Gathers who goes which way. */
class Crossings {
  /** Null where the way is not told. */
  private readonly byTrail = new Map<Trail, Crossing | null>();
  private readonly direct: Crossing[] = [];

  constructor(private readonly survey: Survey) {}

  get all(): readonly Crossing[] {
    return [...this.direct, ...[...this.byTrail.values()].filter((crossing) => crossing !== null)];
  }

  add(start: UserPrincipal | RolePrincipal, trails: readonly Trail[]): void {
    const caller = asCaller(start);
    const entries = new Set(trails.map(({ entry }) => entry));
    const baseline = new Set([...entries].filter((target) => isBaselineHop({ caller, target })));
    for (const trail of trails) {
      if (baseline.has(trail.entry)) continue;
      const crossing =
        trail.before === null ? this.directBy(trail, start) : this.sharedBy(trail, trail.before);
      crossing?.starts.push(start);
    }
  }

  // The last principal is the start itself.
  private directBy(trail: Trail, start: UserPrincipal | RolePrincipal): Crossing | null {
    const crossing = this.crossing(trail, start);
    if (crossing !== null) this.direct.push(crossing);
    return crossing;
  }

  private sharedBy(trail: Trail, before: Trail): Crossing | null {
    let crossing = this.byTrail.get(trail);
    if (crossing === undefined) {
      crossing = goesOnByBaseline(trail) ? null : this.crossing(trail, before.role);
      this.byTrail.set(trail, crossing);
    }
    return crossing;
  }

  private crossing(trail: Trail, from: UserPrincipal | RolePrincipal): Crossing | null {
    const target = trail.role;
    const isTold = from.kind === "role" && isToldAsAdminChain(this.survey, from, target);
    return isTold ? null : { starts: [], from, target, trail };
  }
}

/** Whether a hop after the first is of the baseline. */
function goesOnByBaseline(trail: Trail): boolean {
  for (let at = trail; at.before !== null; at = at.before) if (isBaselineHop(at.hop().call)) return true;
  return false;
}
