import { accountOf, type Caller } from "../decide/caller.js";
import { type Decision, decide } from "../decide/decide.js";
import { callerId } from "../decide/describe.js";
import { NOTHING_TRACKED, type Tracked } from "../decide/request-formula.js";
import { twinDecision } from "../decide/twin.js";
import type { RolePrincipal } from "../world/entity.js";
import type { World } from "../world/world.js";
import type { CallerClasses } from "./caller-classes.js";
import {
  isOwnCaller,
  type OwnCaller,
  ownAnswersTo,
  sessionAnswerTo,
  sharedAnswersTo,
} from "./caller-tests.js";
import type { PolicyShape } from "./policy-shape.js";
import { type TargetClass, TargetClasses } from "./target-class.js";

/** A decision that makes a hop. */
export type HopDecision = Decision & { readonly kind: "allowed" | "conditional" };

/**
 * Decisions, each made once for all callers and roles whom the policies in play do not tell apart.
 *
 * For a user or a role that is: the same situation, policies that say the same as far as they may cover the role, the
 * same answers to what the trust policy and the RCPs ask, named by the trust policy in the same ways. For a role it is
 * the class of the target. That is all that `decide` reads of both.
 */
export class ClassDecisions {
  private readonly made = new Map<string, HopDecision | null>();
  readonly targets: TargetClasses;
  /** Decisions that were made, for those who measure. */
  count = 0;

  constructor(
    private readonly world: World,
    readonly classes: CallerClasses,
  ) {
    this.targets = new TargetClasses(world, classes.contexts);
  }

  /** The decision, as that of this caller and this role; null where the hop is denied or unknown. */
  of(caller: Caller, target: RolePrincipal, track?: Tracked): HopDecision | null {
    const decision = this.shared(caller, target, track);
    return decision === null ? null : twinDecision(decision, caller, target);
  }

  /** The decision of this pair, or of the first that is not told from it: verdict and conditions are the same. */
  shared(caller: Caller, target: RolePrincipal, track: Tracked = NOTHING_TRACKED): HopDecision | null {
    const key = this.keyOf(caller, target, track);
    if (key === null) return this.decide(caller, target, track);
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const decision = this.decide(caller, target, track);
    this.made.set(key, decision);
    return decision;
  }

  private decide(caller: Caller, target: RolePrincipal, track: Tracked): HopDecision | null {
    const made = decide(this.world, caller, target, {}, track);
    this.count += 1;
    return made.kind === "allowed" || made.kind === "conditional" ? made : null;
  }

  private keyOf(caller: Caller, target: RolePrincipal, track: Tracked): string | null {
    // Session policies come with questions, and no class knows of them.
    if (caller.kind === "role" && caller.session.policy !== undefined) return null;
    const role = this.targets.of(target);
    const from = isOwnCaller(caller) ? this.ownText(caller, target, role) : this.otherText(caller, target);
    if (from === null) return null;
    // A resource with a variable may name the one role and not the other.
    const own = role.context.rcps.some((level) => level.hasVariable) ? target.arn : "";
    return [role.id, from, role.trust.namingOf(caller), track.tags, track.identity, own].join("\n");
  }

  private ownText(caller: OwnCaller, target: RolePrincipal, role: TargetClass): string {
    const { situation, identity, boundary, context } = this.classes.of(caller);
    return [
      situation,
      accountOf(caller) === target.account,
      textFor(identity, target),
      boundary === null ? "-" : `under ${textFor(boundary, target)}`,
      ...context.scps.map((level) => textFor(level, target)),
      sessionAnswerTo(role.tests, this.world, caller),
      ownAnswersTo(role.tests, this.world, caller),
      sharedAnswersTo(role.tests, this.world, caller),
    ].join("\n");
  }

  // Of services and of anyone nothing but the name counts; the others are tied to an account, and what is known of it.
  private otherText(caller: Caller, target: RolePrincipal): string | null {
    switch (caller.kind) {
      case "service":
      case "anyone":
        return `${caller.kind} ${callerId(caller)}`;
      case "federated": {
        // A note says what SCPs would do to tokens.
        const { scps } = this.classes.contexts.of(target.account);
        const texts = scps.map((level) => textFor(level, target));
        return JSON.stringify([caller.type, caller.provider, target.account, caller.token, texts]);
      }
      case "account":
      case "foreign": {
        const { scps } = this.classes.contexts.of(caller.account);
        return [
          `${caller.kind} ${callerId(caller)}`,
          caller.account === target.account,
          ...scps.map((level) => textFor(level, target)),
        ].join("\n");
      }
      default:
        return null;
    }
  }
}

function textFor(shape: PolicyShape, target: RolePrincipal): string {
  const text = shape.textFor(target.arn);
  return shape.hasVariable ? `${text} at ${target.arn}` : text;
}
