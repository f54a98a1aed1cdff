import { accountOf, type Caller } from "../../decide/caller/caller.js";
import type { RolePrincipal } from "../../world/entity.js";
import { type ClassDecisions, type HopDecision, type Stance, saidOf } from "../class/class-decisions.js";
import type { PolicyShape } from "../shape/policy-shape.js";
import type { TargetClass } from "../shape/target-class.js";
import type { Cell } from "./cell.js";

/** A cell before the roles of one class: what does not differ from one of these roles to the other is worked out once. */
export class Approach {
  private readonly caller: Caller;
  private readonly account: string | null;
  private readonly stance: Stance | null;
  /** The policies that may tell the roles apart. */
  private readonly telling: readonly PolicyShape[];
  // By what these say, of roles of the cell's account and of those elsewhere.
  private here: Map<string, HopDecision | null> | null = null;
  private elsewhere: Map<string, HopDecision | null> | null = null;

  constructor(
    readonly cell: Cell,
    private readonly decisions: ClassDecisions,
    /** Some role of the class. */
    target: RolePrincipal,
    private readonly role: TargetClass,
  ) {
    this.caller = cell.first;
    this.account = accountOf(this.caller);
    // What counts of a token differs with the account of the role.
    this.stance = this.caller.kind === "federated" ? null : decisions.stanceOf(this.caller, target);
    this.telling = this.stance?.shapes.filter((shape) => !shape.isSameForAll) ?? [];
  }

  /** The decision of the cell for a role of the class; null where there is no hop. */
  decisionFor(target: RolePrincipal): HopDecision | null {
    if (this.stance === null) return this.decisions.shared(this.caller, target);
    const made = this.madeFor(target);
    const said = saidOf(target, this.role, this.telling);
    const known = made.get(said);
    if (known !== undefined) return known;
    const decision = this.decisions.sharedFrom(this.stance, this.caller, target);
    made.set(said, decision);
    return decision;
  }

  private madeFor(target: RolePrincipal): Map<string, HopDecision | null> {
    if (this.account === target.account) {
      this.here ??= new Map();
      return this.here;
    }
    this.elsewhere ??= new Map();
    return this.elsewhere;
  }
}
