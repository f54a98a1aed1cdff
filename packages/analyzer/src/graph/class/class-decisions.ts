import { accountOf, type Caller, isOwnCaller, type OwnCaller } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import { type Decision, decide } from "../../decide/decide.js";
import { forgetLayers, NOTHING_TRACKED, type Tracked } from "../../decide/layer/request-formula.js";
import { twinDecision } from "../../decide/twin.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { World } from "../../world/world.js";
import { ownAnswersTo, sessionAnswerTo } from "../shape/caller-tests.js";
import { Ids } from "../shape/ids.js";
import type { PolicyShape } from "../shape/policy-shape.js";
import { sharedAnswersTo } from "../shape/shared-answers.js";
import { type TargetClass, TargetClasses } from "../shape/target-class.js";
import type { CallerClasses } from "./caller-classes.js";

/** A decision that makes a hop. */
export type HopDecision = Decision & { readonly kind: "allowed" | "conditional" };

/** A caller before the roles of one class: all that counts of it, apart from what its policies say of the one role. */
export interface Stance {
  readonly id: number;
  /** Its account, where it counts whether that is the role's. */
  readonly account: string | null;
  /** Its policies and those of its account, which count as far as they may cover the role. */
  readonly shapes: readonly PolicyShape[];
}

/**
 * Decisions, each made once for all callers and roles whom the policies in play do not tell apart.
 *
 * For a user or a role that is: the same situation, policies that say the same as far as they may cover the role, the
 * same answers to what the trust policy and the RCPs ask, named by the trust policy in the same ways. For a role it is
 * the class of the target. That is all that `decide` reads of both.
 */
export class ClassDecisions {
  private readonly made = new Map<string, HopDecision | null>();
  private readonly stances = new Ids();
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
    const stance = this.stanceOf(caller, target);
    return stance === null
      ? this.decide(caller, target, track)
      : this.sharedFrom(stance, caller, target, track);
  }

  /** As `shared`, of a caller whose stance before the role is known. */
  sharedFrom(
    stance: Stance,
    caller: Caller,
    target: RolePrincipal,
    track: Tracked = NOTHING_TRACKED,
  ): HopDecision | null {
    const key = this.keyOf(stance, target, track);
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const decision = this.decide(caller, target, track);
    this.made.set(key, decision);
    return decision;
  }

  /** The caller as it stands before the role and all others of its class; null where its decisions are its own. */
  stanceOf(caller: Caller, target: RolePrincipal): Stance | null {
    // Session policies come with questions, and no class knows of them.
    if (caller.kind === "role" && caller.session.policy !== undefined) return null;
    const role = this.targets.of(target);
    const made = isOwnCaller(caller) ? this.ownStance(caller, role) : this.otherStance(caller, target);
    if (made === null) return null;
    const { text, account, shapes } = made;
    return { id: this.stances.of(`${text}\n${role.trust.namingOf(caller)}`), account, shapes };
  }

  private decide(caller: Caller, target: RolePrincipal, track: Tracked): HopDecision | null {
    const made = decide(this.world, caller, target, {}, track);
    this.count += 1;
    if (made.kind !== "allowed" && made.kind !== "conditional") return null;
    // Few of them are asked for their evidence.
    if (made.request !== null) forgetLayers(made.request);
    return made;
  }

  private keyOf({ id, account, shapes }: Stance, target: RolePrincipal, track: Tracked): string {
    const role = this.targets.of(target);
    const place = account === target.account ? "in" : "out";
    return `${role.id} ${id} ${place} ${track.tags} ${track.identity}\n${saidOf(target, role, shapes)}`;
  }

  private ownStance(caller: OwnCaller, role: TargetClass): Omit<Stance, "id"> & { readonly text: string } {
    const { situation, identity, boundary, context } = this.classes.of(caller);
    const text = [
      situation,
      boundary === null ? "free" : "bounded",
      sessionAnswerTo(role.tests, this.world, caller),
      ownAnswersTo(role.tests, this.world, caller),
      sharedAnswersTo(role.tests.shared, this.world, caller),
    ].join("\n");
    const shapes = [identity, ...(boundary === null ? [] : [boundary]), ...context.scps];
    return { text, account: accountOf(caller), shapes };
  }

  // Of services and of anyone nothing but the name counts; the others are tied to an account, and what is known of it.
  private otherStance(
    caller: Caller,
    target: RolePrincipal,
  ): (Omit<Stance, "id"> & { readonly text: string }) | null {
    switch (caller.kind) {
      case "service":
      case "anyone":
        return { text: `${caller.kind} ${callerId(caller)}`, account: null, shapes: [] };
      case "federated": {
        // A note says what SCPs would do to tokens.
        const { scps } = this.classes.contexts.of(target.account);
        const text = JSON.stringify([caller.type, caller.provider, target.account, caller.token]);
        return { text, account: null, shapes: scps };
      }
      case "account":
      case "foreign": {
        const { scps } = this.classes.contexts.of(caller.account);
        return { text: `${caller.kind} ${callerId(caller)}`, account: caller.account, shapes: scps };
      }
      default:
        return null;
    }
  }
}

/** What policies say of the one role; how many there are, the stance of the caller tells. */
export function saidOf(target: RolePrincipal, role: TargetClass, shapes: readonly PolicyShape[]): string {
  if (shapes.length === 0) return role.namesCount ? target.arn : "";
  let text = "";
  for (const shape of shapes) {
    text += `${shape.textFor(target.arn)}\n`;
    if (shape.hasVariable) text += `at ${target.arn}\n`;
  }
  return role.namesCount ? `${text}${target.arn}` : text;
}
