import { compareFixed } from "../../decide/domain/comparison.js";
import { knowledgeText } from "../../decide/domain/knowledge-text.js";
import { targetKnowledge, tellsTargetsApart } from "../../decide/keys/facts.js";
import type { Graph } from "../../graph/build.js";
import type { Statement } from "../../policy/document.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { World } from "../../world/world.js";
import { type AccountFree, accountFree, freeOf, textWithout } from "./account-free.js";
import type { Door } from "./door.js";

/**
 * Doors that are one to the engine, whichever account they are in: it says the same of them to the same callers, where
 * the own account of each stands for that of another.
 *
 * Their trust policies say the same but for the number of the own account, which stands under the same guardrails and
 * has the same of the providers that they name; the roles are the same to all that policies test of a role. What the
 * names, rights and use of the roles are counts for nothing.
 */
export interface DoorClass {
  readonly id: number;
}

/** Finds the class of every door. */
export class DoorClasses {
  private readonly known = new Map<Door, DoorClass | null>();
  private readonly classes = new Map<string, DoorClass>();
  private readonly roles = new Map<RolePrincipal, number>();
  private readonly ids = new Map<string, number>();
  private readonly accounts = new Map<string, string>();
  private readonly guards: Guards;

  constructor(
    private readonly world: World,
    private readonly graph: Graph,
  ) {
    this.guards = guardsOf(graph);
  }

  /** Null for a door that is like no other: those for principals of the snapshot, who have policies of their own. */
  of(door: Door): DoorClass | null {
    let found = this.known.get(door);
    if (found === undefined) {
      found = this.find(door);
      this.known.set(door, found);
    }
    return found;
  }

  private find({ role, statement, form }: Door): DoorClass | null {
    // What a change of a guardrail does is tried out role by role.
    if (this.world.memberships !== this.graph.world.memberships) return null;
    if (form.kind === "user" || form.kind === "role" || form.kind === "session") {
      const { accounts, users, roles } = this.world;
      if (accounts.has(form.account) || users.has(form.text) || roles.has(form.text)) return null;
    }
    const place = statement.principals?.indexOf(form) ?? -1;
    const key = `${this.roleId(role)} ${statement.index} ${place}`;
    const found = this.classes.get(key) ?? { id: this.classes.size };
    this.classes.set(key, found);
    return found;
  }

  private roleId(role: RolePrincipal): number {
    let id = this.roles.get(role);
    if (id === undefined) {
      const text = this.roleText(role);
      id = this.ids.get(text) ?? this.ids.size;
      this.ids.set(text, id);
      this.roles.set(role, id);
    }
    return id;
  }

  private roleText(role: RolePrincipal): string {
    const { policy } = role.trust;
    if (policy === null) return role.arn;
    const free = accountFree(policy);
    const alike = free.anyNumber && this.guards.anyNumber && !this.guards.accounts.has(role.account);
    const tested = [...free.keys, ...this.guards.keys].filter(tellsTargetsApart);
    // The account itself stands in the text in the place of its number.
    const keys = tested.filter((key) => key !== "aws:resourceaccount").toSorted();
    return [
      alike ? textWithout(free, role.account) : `${role.account} ${free.text}`,
      role.partition,
      this.accountText(role.account),
      ...this.providerTexts(role),
      ...this.guards.resources.map((statement) => coverText(statement, role.arn)),
      ...keys.map((key) => knowledgeText(targetKnowledge(this.world, role, key))),
      [...free.keys, ...this.guards.keys].some((key) => key.endsWith("orgpaths"))
        ? (this.world.memberships.get(role.account)?.path ?? "")
        : "",
    ].join("\n");
  }

  // Guardrails, and what is known of the account besides.
  private accountText(account: string): string {
    let text = this.accounts.get(account);
    if (text === undefined) {
      const membership = this.world.memberships.get(account);
      const entry = this.world.accounts.get(account);
      const context = this.graph.decisions.classes.contexts.of(account);
      text = JSON.stringify([
        // Outside the organization every account has a context of its own, which names it.
        membership === undefined ? "outside" : context.id,
        membership?.management,
        membership?.status,
        (entry?.users[0] ?? entry?.roles[0])?.partition,
      ]);
      this.accounts.set(account, text);
    }
    return text;
  }

  private providerTexts({ trust, account }: RolePrincipal): readonly string[] {
    const providers = this.world.accounts.get(account)?.providers ?? null;
    return (trust.policy?.statements ?? [])
      .flatMap(({ principals }) => principals ?? [])
      .flatMap((form) => {
        if (form.kind !== "federated") return [];
        if (providers === null) return ["?"];
        const audiences = providers.oidc.get(form.provider);
        return [JSON.stringify([providers.saml.has(form.provider), audiences === undefined ? 0 : audiences])];
      });
  }
}

/** What all guardrails of the organization say of entering roles. */
interface Guards extends Pick<AccountFree, "accounts" | "anyNumber" | "keys"> {
  /** Those that speak of some roles and not of others. */
  readonly resources: readonly Statement[];
}

const guards = new WeakMap<Graph, Guards>();

function guardsOf(graph: Graph): Guards {
  const known = guards.get(graph) ?? readGuards(graph);
  guards.set(graph, known);
  return known;
}

function readGuards({ world, decisions }: Graph): Guards {
  const contexts = new Set([...world.memberships.keys()].map((id) => decisions.classes.contexts.of(id)));
  const statements = new Set(
    [...contexts].flatMap(({ scps, rcps }) => [...scps, ...rcps].flatMap((shape) => shape.statements)),
  );
  const { accounts, anyNumber, keys } = freeOf([...statements]);
  const resources = [...statements].filter(
    (statement) =>
      statement.notResources || (statement.resources ?? []).every((template) => template.source !== "*"),
  );
  return { accounts, anyNumber, keys, resources };
}

function coverText({ resources, notResources }: Statement, arn: string): string {
  const templates = resources ?? [];
  // Where a variable stands, only the decision tells.
  if (templates.some((template) => template.hasVariable)) return arn;
  const covered = templates.some((template) => compareFixed("StringLike", arn, template));
  return covered === notResources ? "" : "covered";
}
