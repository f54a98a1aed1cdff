import type { Caller } from "../../decide/caller/caller.js";
import type { Cell } from "../../graph/source/cell.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { HopDecision } from "../chain/step.js";

/** A caller on a path: the principal that starts it, or a role in the state of its session. */
export interface Place {
  readonly caller: Caller;
  /** The same text for states that no policy tells apart. */
  readonly state: string;
  /** The hops that lead on. No role is met in two fans. Where a set of nodes is given, no less than the fans that lead into some of them. */
  readonly fans: (into?: ReadonlySet<string>) => readonly Fan[];
}

/** Hops of one caller, or of all callers who share a cell and the state of a session: one is tried for all of them. */
export interface Fan {
  /** Whose hops they are; null where they are of one caller alone. */
  readonly cell: Cell | null;
  /** Sorted by role. */
  readonly steps: readonly Step[];
  /** The step into a role, by ARN. */
  stepInto(arn: string): Step | undefined;
  /** The steps into roles of a set of ARNs, sorted by role. */
  stepsInto(arns: ReadonlySet<string>): readonly Step[];
  /** A decision of a step as that of the caller at the place. */
  own(decision: HopDecision, caller: Caller): HopDecision;
}

/** One hop of a fan, decided for its first caller when it is first tried. */
export interface Step {
  readonly fan: Fan;
  readonly role: RolePrincipal;
  /** Null where the hop is refused after all. */
  decision(): HopDecision | null;
  /** Where the hop can lead: the role, in each state that its session can be in. */
  after(): After;
}

export interface After {
  readonly places: readonly Place[];
  readonly complete: boolean;
}

/** What the steps of a fan are made of. */
export interface FanHops<Target extends { readonly to: string }> {
  /** Sorted by where they lead. */
  targets(): readonly Target[];
  /** Undefined where it is no role of the world. */
  roleOf(target: Target): RolePrincipal | undefined;
  decide(target: Target): HopDecision | null;
  after(decision: HopDecision, role: RolePrincipal): After;
  own(decision: HopDecision, caller: Caller): HopDecision;
}

/** Makes steps when they are asked for: most fans that a search comes by lead nowhere near, and many are large. */
export class LazyFan<Target extends { readonly to: string }> implements Fan {
  private targets: readonly Target[] | null = null;
  private all: readonly Step[] | null = null;
  private readonly made = new Map<string, Step>();

  constructor(
    readonly cell: Cell | null,
    private readonly hops: FanHops<Target>,
  ) {}

  get steps(): readonly Step[] {
    this.all ??= this.sorted().flatMap((target) => this.stepTo(target) ?? []);
    return this.all;
  }

  stepInto(arn: string): Step | undefined {
    const known = this.made.get(arn);
    if (known !== undefined) return known;
    const targets = this.sorted();
    let [low, high] = [0, targets.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (targets[middle]!.to < arn) low = middle + 1;
      else high = middle;
    }
    const target = targets[low];
    return target?.to === arn ? this.stepTo(target) : undefined;
  }

  stepsInto(arns: ReadonlySet<string>): readonly Step[] {
    const targets = this.sorted();
    return arns.size < targets.length
      ? [...arns].toSorted().flatMap((arn) => this.stepInto(arn) ?? [])
      : targets.flatMap((target) => (arns.has(target.to) ? (this.stepTo(target) ?? []) : []));
  }

  own(decision: HopDecision, caller: Caller): HopDecision {
    return this.hops.own(decision, caller);
  }

  private sorted(): readonly Target[] {
    this.targets ??= this.hops.targets();
    return this.targets;
  }

  private stepTo(target: Target): Step | undefined {
    let step = this.made.get(target.to);
    if (step !== undefined) return step;
    const role = this.hops.roleOf(target);
    if (role === undefined) return undefined;
    step = new LazyStep(this, role, target, this.hops);
    this.made.set(target.to, step);
    return step;
  }
}

class LazyStep<Target extends { readonly to: string }> implements Step {
  private made: HopDecision | null | undefined = undefined;
  private led: After | null = null;

  constructor(
    readonly fan: Fan,
    readonly role: RolePrincipal,
    private readonly target: Target,
    private readonly hops: FanHops<Target>,
  ) {}

  decision(): HopDecision | null {
    const made = this.made === undefined ? this.hops.decide(this.target) : this.made;
    this.made = made;
    return made;
  }

  after(): After {
    if (this.led !== null) return this.led;
    const decision = this.decision();
    this.led = decision === null ? NOWHERE : this.hops.after(decision, this.role);
    return this.led;
  }
}

const NOWHERE: After = { places: [], complete: true };
