import { coversAction, speaksOfAction } from "../../policy/action.js";
import type { ConditionEntry } from "../../policy/condition.js";
import type { Outline, Policy, Statement } from "../../policy/document.js";
import { statementsWhere } from "../../policy/lazy-policy.js";
import type { Pattern } from "../../policy/pattern.js";
import type { Template } from "../../policy/variable.js";
import type { RolePrincipal, UserPrincipal } from "../../world/entity.js";
import { type GuardrailLevel, levelsOver } from "../../world/organization.js";
import type { PolicyRef } from "../../world/policy-ref.js";
import type { World } from "../../world/world.js";
import { asCaller } from "../caller/caller.js";
import { compareFixed } from "../domain/comparison.js";
import type { KeyKnowledge } from "../domain/knowledge.js";
import { knowledgeText } from "../domain/knowledge-text.js";
import {
  callerKnowledge,
  targetKnowledge,
  tellsAccountsApart,
  tellsCallersApart,
  tellsTargetsApart,
} from "../keys/facts.js";
import { entryFormula } from "../match/condition-formula.js";

type Owner = UserPrincipal | RolePrincipal;

/** What is asked of a principal: some actions, each on some resource of its account or on itself. */
export interface Probing {
  readonly actions: readonly string[];
  /** Those of which a principal must be allowed at least one for any of the questions to be answered with yes. */
  readonly decisive: readonly string[];
  readonly resourcesOf: (owner: Owner) => readonly string[];
  readonly asTarget: (owner: Owner) => RolePrincipal;
}

/**
 * Tells principals apart as far as some questions go: policies, boundary and SCPs that say the same of the actions, the
 * same answers to what these ask of the principal and of the resources.
 */
export class AdminClasses {
  private readonly contents = new Map<string, number>();
  private readonly read = new WeakMap<Policy, Content | null>();
  private readonly levels = new WeakMap<readonly GuardrailLevel[], readonly Content[]>();
  private readonly levelTexts = new WeakMap<readonly GuardrailLevel[], string>();
  private readonly deciding = new WeakMap<Policy, boolean>();
  private readonly spoken = new WeakMap<readonly Pattern[], boolean>();

  constructor(
    private readonly world: World,
    private readonly probing: Probing,
  ) {}

  /**
   * The same text for principals of whom the questions have the same answers; null for those whose own policies allow
   * none of the decisive actions.
   */
  textOf(owner: Owner): string | null {
    if (!owner.identityPolicies.some(({ policy }) => policy !== null && this.decides(policy))) return null;
    const own = this.contentsOf(owner.identityPolicies);
    const boundary = owner.boundary === null ? [] : this.contentsOf([owner.boundary]);
    const scps = levelsOver(this.world, owner.account, "scps");
    const guards = this.contentsOfLevels(scps);
    const answers: string[] = [];
    for (const content of own) this.answer(owner, content, answers);
    for (const content of boundary) this.answer(owner, content, answers);
    for (const content of guards) this.answer(owner, content, answers);
    const limit = owner.boundary === null ? "-" : ids(boundary);
    return `${owner.kind} ${owner.partition} ${ids(own)} ${limit} ${this.levelTexts.get(scps) ?? ""} ${answers.join("\n")}`;
  }

  private contentsOf(refs: readonly PolicyRef[]): readonly Content[] {
    let found: Content[] | null = null;
    for (const { policy } of refs) {
      const content = policy === null ? null : this.contentOf(policy);
      if (content === null) continue;
      if (found === null) found = [content];
      else found.push(content);
    }
    return found ?? NOTHING;
  }

  private contentsOfLevels(levels: readonly GuardrailLevel[]): readonly Content[] {
    let found = this.levels.get(levels);
    if (found === undefined) {
      const each = levels.map((level) => this.contentsOf(level.policies));
      found = each.flat();
      this.levels.set(levels, found);
      this.levelTexts.set(levels, each.map(ids).join("/"));
    }
    return found;
  }

  // Null where the policy says nothing of the actions.
  private contentOf(policy: Policy): Content | null {
    const known = this.read.get(policy);
    if (known !== undefined) return known;
    const statements = statementsWhere(policy, (outline) => this.speaks(outline));
    let content: Content | null = null;
    if (statements.length > 0) {
      const text = JSON.stringify(statements.map((statement) => this.statementText(statement)));
      const id = this.contents.get(text) ?? this.contents.size;
      this.contents.set(text, id);
      content = {
        id,
        entries: statements.flatMap(({ conditions }) => conditions).filter(tellsApart),
        resources: statements.filter(
          ({ resources, notResources }) =>
            notResources || (resources ?? []).every((template) => template.source !== "*"),
        ),
      };
    }
    this.read.set(policy, content);
    return content;
  }

  private decides(policy: Policy): boolean {
    let answer = this.deciding.get(policy);
    if (answer === undefined) {
      answer = this.probing.decisive.some((action) => speaksOfAction(policy, "Allow", action));
      this.deciding.set(policy, answer);
    }
    return answer;
  }

  // Told by the list of actions alone, which statements of many policies have in common: no policy is parsed for it.
  private speaks(outline: Outline): boolean {
    if (outline.notActions) return this.coversSome(outline);
    let answer = this.spoken.get(outline.actions);
    if (answer === undefined) {
      answer = this.coversSome(outline);
      this.spoken.set(outline.actions, answer);
    }
    return answer;
  }

  private coversSome(outline: Outline): boolean {
    return this.probing.actions.some((action) => coversAction(outline, action));
  }

  private statementText(statement: Statement): readonly unknown[] {
    const values = (templates: readonly Template[]) => templates.map(({ source, parts }) => [source, parts]);
    return [
      statement.effect,
      this.probing.actions.map((action) => coversAction(statement, action)),
      statement.principals === null && statement.notPrincipals === null,
      statement.resources === null ? null : values(statement.resources),
      statement.notResources,
      statement.conditions.map((entry) => [entry.operator, entry.key, values(entry.values)]),
    ];
  }

  private answer(owner: Owner, { entries, resources }: Content, answers: string[]): void {
    for (const entry of entries) answers.push(this.entryAnswer(owner, entry));
    for (const statement of resources) {
      const templates = statement.resources ?? [];
      // Where a variable stands, only the decision tells.
      if (templates.some(({ hasVariable }) => hasVariable)) answers.push(owner.arn);
      else
        answers.push(
          this.probing
            .resourcesOf(owner)
            .map((arn) => (templates.some((one) => compareFixed("StringLike", arn, one)) ? "1" : "0"))
            .join(""),
        );
    }
  }

  private entryAnswer(owner: Owner, entry: ConditionEntry): string {
    const variables = variablesOf(entry);
    if (variables.length > 0)
      return [entry.key, ...variables].map((key) => knowledgeText(this.knowledge(owner, key))).join(" ");
    const knowledge = this.knowledge(owner, entry.key);
    return knowledge.kind === "open" ? knowledgeText(knowledge) : entryFormula(entry, () => knowledge).kind;
  }

  // Of keys that are neither the principal's nor the resource's the kind of caller tells all that is known.
  private knowledge(owner: Owner, key: string): KeyKnowledge {
    const id = key.toLowerCase();
    if (tellsTargetsApart(id)) return targetKnowledge(this.world, this.probing.asTarget(owner), key);
    return tellsCallersApart(id) || tellsAccountsApart(id)
      ? callerKnowledge(this.world, asCaller(owner), key)
      : { kind: "absent", name: key };
  }
}

/** A policy as far as it speaks of the actions. */
interface Content {
  readonly id: number;
  /** Tests of keys that tell principals apart. */
  readonly entries: readonly ConditionEntry[];
  /** Statements that cover some resources and not others. */
  readonly resources: readonly Statement[];
}

// Most policies are about other things.
const NOTHING: readonly Content[] = [];

function ids(contents: readonly Content[]): string {
  return contents.map(({ id }) => id).join(",");
}

function tellsApart(entry: ConditionEntry): boolean {
  return [entry.keyId, ...variablesOf(entry)].some((key) => {
    const id = key.toLowerCase();
    return tellsTargetsApart(id) || tellsCallersApart(id) || tellsAccountsApart(id);
  });
}

function variablesOf({ values }: ConditionEntry): readonly string[] {
  return values.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === "variable" ? [part.key] : [])));
}
