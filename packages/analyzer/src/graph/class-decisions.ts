import { type Decision, decide } from "../decide/decide.js";
import { NOTHING_TRACKED, type Tracked } from "../decide/request-formula.js";
import type { RolePrincipal } from "../world/entity.js";
import type { World } from "../world/world.js";
import { answersTo, type CallerTests, callerTests, type OwnCaller } from "./caller-tests.js";
import { speaksOfEntry } from "./policy-shape.js";
import type { CallerClasses } from "./principal-class.js";

/** A decision that makes a hop. */
export type HopDecision = Decision & { readonly kind: "allowed" | "conditional" };

/**
 * Decisions about users and roles, each made once for all callers whom the policies in play do not tell apart.
 *
 * For one role that is: the same situation, policies that say the same as far as they may cover this role, and the same
 * answers to what its trust policy and the RCPs of its account ask. That is all of the caller that `decide` reads.
 */
export class ClassDecisions {
  private readonly byTarget = new WeakMap<RolePrincipal, Map<string, HopDecision | null>>();
  private readonly tests = new WeakMap<RolePrincipal, CallerTests>();
  /** Decisions that were made, for those who measure. */
  count = 0;

  constructor(
    private readonly world: World,
    readonly classes: CallerClasses,
  ) {}

  /** The decision of the first caller of the same kind that was asked about; null where the hop is denied or unknown. */
  of(caller: OwnCaller, target: RolePrincipal, track: Tracked = NOTHING_TRACKED): HopDecision | null {
    const { situation, identity, boundary } = this.classes.of(caller);
    const key = [
      situation,
      identity.textFor(target.arn),
      boundary === null ? "-" : `under ${boundary.textFor(target.arn)}`,
      answersTo(this.testsOf(target), this.world, caller),
      track.tags,
      track.identity,
    ].join("\n");
    let known = this.byTarget.get(target);
    if (known === undefined) {
      known = new Map();
      this.byTarget.set(target, known);
    }
    let decision = known.get(key);
    if (decision === undefined) {
      const made = decide(this.world, caller, target, {}, track);
      this.count += 1;
      decision = made.kind === "allowed" || made.kind === "conditional" ? made : null;
      known.set(key, decision);
    }
    return decision;
  }

  /** What the trust policy of a role and the RCPs of its account ask of a caller. */
  testsOf(target: RolePrincipal): CallerTests {
    let tests = this.tests.get(target);
    if (tests === undefined) {
      const levels = this.world.memberships.get(target.account)?.rcps ?? [];
      const refs = [target.trust, ...levels.flatMap((level) => level.policies)];
      tests = callerTests(refs.flatMap((ref) => (ref.policy?.statements ?? []).filter(speaksOfEntry)));
      this.tests.set(target, tests);
    }
    return tests;
  }
}
