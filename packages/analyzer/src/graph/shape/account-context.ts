import { levelsOver, type Membership, shutAs } from "../../world/organization.js";
import type { World } from "../../world/world.js";
import type { PolicyShape, PolicyShapes } from "./policy-shape.js";

/**
 * What accounts are, beside their number: equal for accounts that stand under guardrails that say the same.
 *
 * Accounts outside the organization, at a place of it that is not known, or shut are each their own, since answers name them.
 */
export interface AccountContext {
  readonly id: number;
  /** From the root down to the account; none for the management account. */
  readonly scps: readonly PolicyShape[];
  readonly rcps: readonly PolicyShape[];
}

/** Finds the context of every account. */
export class AccountContexts {
  private readonly known = new Map<string, AccountContext>();
  private readonly contexts = new Map<string, AccountContext>();

  constructor(
    private readonly world: World,
    private readonly shapes: PolicyShapes,
  ) {}

  of(account: string): AccountContext {
    let context = this.known.get(account);
    if (context === undefined) {
      context = this.find(account);
      this.known.set(account, context);
    }
    return context;
  }

  private find(account: string): AccountContext {
    const membership = this.world.memberships.get(account);
    const shapesOf = (type: "scps" | "rcps"): readonly PolicyShape[] =>
      levelsOver(this.world, account, type).map((level) => this.shapes.of(level.policies));
    const scps = shapesOf("scps");
    const rcps = shapesOf("rcps");
    const ids = (shapes: readonly PolicyShape[]): readonly number[] => shapes.map((shape) => shape.id);
    const key = JSON.stringify([
      isNamed(membership) ? account : membership?.management,
      ids(scps),
      ids(rcps),
    ]);
    const context = this.contexts.get(key) ?? { id: this.contexts.size, scps, rcps };
    this.contexts.set(key, context);
    return context;
  }
}

function isNamed(membership: Membership | undefined): boolean {
  return membership === undefined || membership.lostAbove !== null || shutAs(membership) !== null;
}
