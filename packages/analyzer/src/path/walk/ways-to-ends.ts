import type { Place } from "./fan.js";
import { Ground, type GroundOptions } from "./ground.js";
import { Sheaves } from "./sheaf.js";
import { type Trail, walk } from "./walk.js";

/** What a search for the ends finds. */
export interface FoundEnds {
  /** A shortest way to each end that is reached; starts that have fans in common have ways in common. */
  readonly trails: readonly Trail[];
  readonly complete: boolean;
}

/**
 * Shortest ways of many starts to some ends: those that walks from one start after the other find, but where starts have
 * fans in common what these lead to is searched once.
 */
export class WaysToEnds {
  private readonly sheaves = new Sheaves();
  private readonly nothing: Ground;
  private readonly alone = new Map<Ground, FoundEnds>();

  constructor(private readonly options: GroundOptions) {
    this.nothing = new Ground(options);
  }

  from(start: Place): FoundEnds {
    let ground = this.nothing;
    for (const sheaf of this.sheaves.of(start.fans(this.options.through))) {
      ground = ground.with(sheaf, start);
    }
    if (!ground.doubtful) return { trails: ground.ends, complete: ground.complete };
    // The same ground is that of the same fans.
    let found = this.alone.get(ground);
    if (found === undefined) {
      found = this.walked(start);
      this.alone.set(ground, found);
    }
    return found;
  }

  private walked(start: Place): FoundEnds {
    const { reached, complete } = walk(start, this.options);
    const trails = [...reached.values()].filter(({ role }) => this.options.ends.has(role.arn));
    return { trails, complete };
  }
}
