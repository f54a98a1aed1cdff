import { isRootTarget } from "../../decide/caller/root-task.js";
import { knowledgeText } from "../../decide/domain/knowledge-text.js";
import { targetKnowledge, tellsTargetsApart } from "../../decide/keys/facts.js";
import { conditionKeyId } from "../../policy/condition.js";
import type { Policy, Statement } from "../../policy/document.js";
import { PerPair } from "../../policy/per-pair.js";
import type { Template } from "../../policy/variable.js";
import type { RolePrincipal } from "../../world/entity.js";
import { policiesOfEntry } from "../../world/policies.js";
import type { World } from "../../world/world.js";
import type { AccountContext, AccountContexts } from "./account-context.js";
import { type CallerTests, callerTests } from "./caller-tests.js";
import { Ids } from "./ids.js";
import { entryActionsOf, speaksOfEntry } from "./policy-shape.js";
import { asksForOwnAccount } from "./same-account.js";
import { type TrustShape, trustShape } from "./trust-shape.js";

/**
 * Roles with one trust policy that no caller can tell apart but by their names: RCPs that say the same of them, same
 * kind, same values of the keys of a target that some policy tests.
 */
export interface TargetClass {
  /** The same for classes whose trust policies say the same apart from whom they name. */
  readonly id: number;
  readonly context: AccountContext;
  /** What the trust policy and the RCPs ask of the calling user or role. */
  readonly tests: CallerTests;
  /** Whom the trust policy names, and in which ways. */
  readonly trust: TrustShape;
  /** Whether an RCP may tell single roles apart: a resource with a variable may name the one and not the other. */
  readonly namesCount: boolean;
}

const NO_TRUST: TrustShape = { text: "", namingOf: () => "", accounts: new Map() };

/** Finds the class of every role, and of root users as targets of a task. */
export class TargetClasses {
  private readonly known = new WeakMap<RolePrincipal, TargetClass>();
  private readonly ids = new Ids();
  private readonly trustTexts = new Ids();
  private readonly classes = new PerPair<number, Policy | null, TargetClass>();
  private readonly tests = new PerPair<AccountContext, Policy | null, CallerTests>();
  private readonly testsByText = new Map<string, CallerTests>();
  private readonly testedKeys: readonly string[];

  constructor(
    private readonly world: World,
    private readonly contexts: AccountContexts,
  ) {
    this.testedKeys = testedTargetKeys(world);
  }

  of(target: RolePrincipal): TargetClass {
    let found = this.known.get(target);
    if (found === undefined) {
      found = this.find(target);
      this.known.set(target, found);
    }
    return found;
  }

  private find(target: RolePrincipal): TargetClass {
    const context = this.contexts.of(target.account);
    const { policy } = target.trust;
    const trust = policy === null ? NO_TRUST : trustShape(policy);
    const kind = `${target.serviceLinked ? "linked" : ""} ${target.identityCenter ? "sso" : ""} ${isRootTarget(target) ? "root" : ""}`;
    const says = policy === null ? `missing ${target.arn}` : this.trustTexts.of(trust.text);
    let text = `${target.partition} ${kind} ${context.id} ${says}`;
    // How many there are, the context tells.
    for (const level of context.rcps) text += `\n${level.textFor(target.arn)}`;
    for (const key of this.testedKeys) text += `\n${knowledgeText(targetKnowledge(this.world, target, key))}`;
    const id = this.ids.of(text);
    return this.classes.of(id, policy, () => {
      const namesCount = context.rcps.some((level) => level.hasVariable);
      return { id, context, tests: this.testsOf(context, policy), trust, namesCount };
    });
  }

  private testsOf(context: AccountContext, policy: Policy | null): CallerTests {
    return this.tests.of(context, policy, () => {
      const statements = (policy?.statements ?? []).filter(speaksOfEntry);
      const made = callerTests([...statements, ...context.rcps.flatMap((level) => level.statements)]);
      // One object for the same tests: their answers are kept with it.
      const known = this.testsByText.get(made.text) ?? made;
      this.testsByText.set(made.text, known);
      return known;
    });
  }
}

// Lower-case keys of the target that some policy tests, or takes as a variable.
function testedTargetKeys(world: World): readonly string[] {
  const keys = new Set<string>();
  const add = (key: string): void => {
    const id = conditionKeyId(key);
    if (tellsTargetsApart(id)) keys.add(id);
  };
  const variables = (template: Template): void => {
    for (const part of template.parts) if (part.kind === "variable") add(part.key);
  };
  const read = (statement: Statement): void => {
    for (const template of statement.resources ?? []) variables(template);
    for (const entry of statement.conditions) {
      if (asksForOwnAccount(statement, entry)) continue;
      add(entry.key);
      for (const value of entry.values) variables(value);
    }
  };
  for (const policy of policiesOfEntry(world))
    for (const statement of policy.statements) if (entryActionsOf(statement) !== "") read(statement);
  return [...keys].toSorted();
}
