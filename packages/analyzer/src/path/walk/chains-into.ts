import type { LinkedChain } from "../chain/step.js";
import { CommonWays, type CommonWaysOptions, type Crossing, type Onward } from "./common-ways.js";
import type { Place } from "./fan.js";
import { sharedWalks, type Trail } from "./walk.js";

export interface FoundChain {
  /** A shortest one; null where there is none. */
  readonly chain: LinkedChain | null;
  readonly complete: boolean;
}

/** The chains of many callers into one role, a shortest one each: those that walks find, but searched for together. */
export class ChainsInto {
  private readonly common: CommonWays;
  private readonly walks: ReturnType<typeof sharedWalks>;
  private readonly rests = new Map<Crossing, LinkedChain>();

  constructor(private readonly options: CommonWaysOptions) {
    this.common = new CommonWays(options);
    this.walks = sharedWalks(options);
  }

  /** The chain from a start. */
  from(start: Place): FoundChain {
    const onward = this.common.from(start);
    if (onward === null) return { chain: null, complete: true };
    if (onward !== "alone") return { chain: this.chainFrom(start, onward), complete: true };
    const { reached, complete } = this.walks.of(start);
    const trail = reached.get(this.options.target);
    return { chain: trail === undefined ? null : linked(trail, start), complete };
  }

  private chainFrom(start: Place, first: Onward): LinkedChain {
    // Chains can be longer than the stack is deep.
    const unknown: { readonly crossing: Crossing; readonly onward: Onward }[] = [];
    let next = first.to;
    while (next !== null && !this.rests.has(next)) {
      const { onward } = next;
      if (onward === null) throw new Error("ways end at the target");
      unknown.push({ crossing: next, onward });
      next = onward.to;
    }
    for (const { crossing, onward } of unknown.toReversed())
      this.rests.set(crossing, this.link(crossing.place, onward));
    return this.link(start, first);
  }

  private link(place: Place, { step, to }: Onward): LinkedChain {
    const decision = step.decision();
    if (decision === null) throw new Error("refused hops are on no way");
    const rest = to === null ? null : (this.rests.get(to) ?? null);
    return { hop: step.fan.own(decision, place.caller), rest };
  }
}

function linked(trail: Trail, start: Place): LinkedChain {
  let chain: LinkedChain | null = null;
  let at: Trail = trail;
  for (; at.before !== null; at = at.before) chain = { hop: at.hop(), rest: chain };
  return { hop: at.hop(start.caller), rest: chain };
}
