import { coversAction } from "../../policy/action.js";
import type { Statement } from "../../policy/document.js";
import { wildcardPattern } from "../../policy/pattern.js";
import type { PrincipalForm } from "../../policy/principal.js";
import type { RolePrincipal } from "../../world/entity.js";
import { withPolicy } from "../../world/policy-ref.js";

/** One entry of the `Principal` of one Allow statement of a trust policy: the smallest thing that lets somebody in. */
export interface Door {
  readonly role: RolePrincipal;
  readonly statement: Statement;
  readonly form: PrincipalForm;
  /** The role with every other door walled up: what the engine allows there, it allows because of this door. */
  readonly target: RolePrincipal;
}

/** Whom a door names, as findings name who gets in: the number of an account, else what the policy says. */
export function doorName({ form }: Door): string {
  return form.kind === "account" ? form.account : form.kind === "anyone" ? "*" : form.text;
}

/** Actions that a request for a session may need besides its own. */
const COMPANIONS: readonly string[] = ["sts:TagSession", "sts:SetSourceIdentity", "sts:SetContext"];

/** The doors of some roles. */
export interface Doors {
  /** Role by role, each in the order of its trust policy, but for those of AWS services. */
  readonly doors: readonly Door[];
  /** Those of AWS services, apart: most roles have no other, and few rules ask about them. */
  readonly serviceDoors: readonly Door[];
}

/** The doors of roles, in their order. */
export function doorsOf(roles: Iterable<RolePrincipal>): Doors {
  const doors: Door[] = [];
  const serviceDoors: Door[] = [];
  for (const role of roles)
    for (const statement of role.trust.policy?.statements ?? []) {
      if (statement.effect !== "Allow") continue;
      for (const form of formsOf(statement))
        (form.kind === "service" ? serviceDoors : doors).push(new TrustDoor(role, statement, form));
    }
  return { doors, serviceDoors };
}

// Rules look at most doors without asking who comes through, so the rest of the role is walled up when one asks.
class TrustDoor implements Door {
  private made: RolePrincipal | null = null;

  constructor(
    readonly role: RolePrincipal,
    readonly statement: Statement,
    readonly form: PrincipalForm,
  ) {}

  get target(): RolePrincipal {
    this.made ??= onlyThrough(this.role, this.statement, this.form);
    return this.made;
  }
}

/** Statements of trust policies, each with its role: roles whose policies say the same share their statements. */
export class StatementSet {
  private readonly byRole = new Map<RolePrincipal, Set<Statement>>();

  constructor(doors: Iterable<Pick<Door, "role" | "statement">>) {
    for (const { role, statement } of doors) {
      const known = this.byRole.get(role);
      if (known === undefined) this.byRole.set(role, new Set([statement]));
      else known.add(statement);
    }
  }

  /** Whether it has the statement at which the door is. */
  has({ role, statement }: Pick<Door, "role" | "statement">): boolean {
    return this.byRole.get(role)?.has(statement) === true;
  }
}

function formsOf(statement: Statement): readonly PrincipalForm[] {
  if (statement.notPrincipals !== null) return [{ kind: "anyone", text: "NotPrincipal" }];
  return statement.principals ?? [];
}

// Deny statements stay as they are. Other Allow statements keep only what comes along with a session, such as
// sts:TagSession, which may stand in a statement of its own.
function onlyThrough(role: RolePrincipal, door: Statement, form: PrincipalForm): RolePrincipal {
  if (isOnlyDoor(role, door)) return role;
  const statements = (role.trust.policy?.statements ?? []).flatMap((statement): readonly Statement[] => {
    if (statement === door)
      return statement.notPrincipals === null ? [{ ...statement, principals: [form] }] : [statement];
    return statement.effect === "Deny" ? [statement] : companionOf(statement);
  });
  return { ...role, trust: withPolicy(role.trust, { statements, notes: [] }) };
}

// The engine knows much of the role itself already.
function isOnlyDoor({ trust: { policy } }: RolePrincipal, door: Statement): boolean {
  return (
    policy !== null &&
    policy.notes.length === 0 &&
    (door.notPrincipals !== null || door.principals?.length === 1) &&
    policy.statements.every((statement) => statement === door || statement.effect === "Deny")
  );
}

function companionOf(statement: Statement): readonly Statement[] {
  const covered = COMPANIONS.filter((action) => coversAction(statement, action));
  if (covered.length === 0) return [];
  const actions = covered.map((action) => wildcardPattern([{ text: action.toLowerCase(), wild: false }]));
  return [{ ...statement, actions, notActions: false }];
}
