import { isContradictory } from "../chain/joint-witness.js";
import type { Fan, Place } from "./fan.js";
import type { Sheaf } from "./sheaf.js";
import { chainOf, inOrder, STATE_COUNT_MAX, Trail, type WalkOptions } from "./walk.js";

export type GroundOptions = Pick<WalkOptions, "hopCountMax" | "stateCountMax"> &
  Required<Pick<WalkOptions, "through" | "ends">>;

/**
 * What the first sheaves of a start lead to. Whoever has the same and others besides adds what these lead to sooner.
 *
 * A walk takes the shortest way, of equally short ones the first by its roles; and no two fans of a start lead into
 * the same role. So of two ways the one with fewer hops counts, else the one whose first role comes first, and where a
 * way comes by a place that is reached on a better one, all that lies behind is reached on a better one as well.
 */
export class Ground {
  private readonly roles = new Map<string, Trail>();
  /** By their states. */
  private readonly places = new Map<string, Trail>();
  /** Fans whose hops have all been made, with the way to where they were. */
  private readonly fans = new Map<Fan, Trail | null>();
  private readonly wider = new Map<Sheaf, Ground>();
  private reached: readonly Trail[] | null = null;
  private stateCount: number;
  /** Whether all sessions after the hops are known. */
  complete = true;
  /** Whether a walk alone may find otherwise, for a limit or for hops that only together contradict each other. */
  doubtful = false;

  /** @param less the ground of the sheaves before; null for that of none */
  constructor(
    private readonly options: GroundOptions,
    private readonly less: Ground | null = null,
  ) {
    this.stateCount = less?.stateCount ?? 0;
    if (less === null) return;
    this.complete = less.complete;
    this.doubtful = less.doubtful;
  }

  /** The ground of one sheaf more, which a start has: what was there is kept. */
  with(sheaf: Sheaf, start: Place): Ground {
    let wider = this.wider.get(sheaf);
    if (wider === undefined) {
      wider = new Ground(this.options, this);
      wider.cover(sheaf, start);
      this.wider.set(sheaf, wider);
    }
    return wider;
  }

  /** The ways to the ends. */
  get ends(): readonly Trail[] {
    this.reached ??= this.waysToEnds();
    return this.reached;
  }

  private waysToEnds(): readonly Trail[] {
    const own = [...this.roles].flatMap(([arn, trail]) => (this.options.ends.has(arn) ? [trail] : []));
    const others = this.less?.ends ?? [];
    if (own.length === 0) return others;
    return [...others.filter(({ role }) => !this.roles.has(role.arn)), ...own];
  }

  private cover(sheaf: Sheaf, start: Place): void {
    const { hopCountMax, through, ends } = this.options;
    let frontier: { readonly place: Place; readonly before: Trail | null }[] = [
      { place: start, before: null },
    ];
    for (let hopCount = 1; hopCount <= hopCountMax && frontier.length > 0; hopCount += 1) {
      const next: { place: Place; before: Trail | null }[] = [];
      for (const { place, before } of frontier) {
        const fans = this.newFans(before === null ? sheaf.fans : place.fans(through), before);
        for (const step of inOrder(fans, through)) {
          const decision = step.decision();
          if (decision === null) continue;
          const trail = new Trail(step.fan, decision, place, before);
          const { arn } = step.role;
          if (isBetter(trail, this.wayTo(arn))) {
            this.roles.set(arn, trail);
            this.doubtful ||= isContradictory(chainOf(trail));
          }
          if (this.doubtful) return;
          if (hopCount === hopCountMax || ends.has(arn)) continue;
          const after = step.after();
          this.complete &&= after.complete;
          for (const to of after.places) if (this.arrives(to, trail)) next.push({ place: to, before: trail });
        }
      }
      frontier = next;
    }
  }

  // Those that have not been made on a better way; from now on they have.
  private newFans(fans: readonly Fan[], before: Trail | null): readonly Fan[] {
    const fresh = fans.filter((fan) => {
      const known = this.wayBefore(fan);
      return known === undefined || (known !== null && before !== null && isBetter(before, known));
    });
    for (const fan of fresh) this.fans.set(fan, before);
    return fresh;
  }

  /** Whether this is the best way to a place so far. */
  private arrives(place: Place, trail: Trail): boolean {
    const known = this.wayAt(place.state);
    if (!isBetter(trail, known)) return false;
    this.places.set(place.state, trail);
    if (known === undefined) {
      this.stateCount += 1;
      this.doubtful ||= this.stateCount > (this.options.stateCountMax ?? STATE_COUNT_MAX);
    }
    return true;
  }

  private wayTo(arn: string): Trail | undefined {
    return this.roles.get(arn) ?? this.less?.wayTo(arn);
  }

  private wayAt(state: string): Trail | undefined {
    return this.places.get(state) ?? this.less?.wayAt(state);
  }

  private wayBefore(fan: Fan): Trail | null | undefined {
    const known = this.fans.get(fan);
    return known === undefined ? this.less?.wayBefore(fan) : known;
  }
}

function isBetter(way: Trail, known: Trail | undefined): boolean {
  return (
    known === undefined ||
    way.hopCount < known.hopCount ||
    (way.hopCount === known.hopCount && way.entry.arn < known.entry.arn)
  );
}
