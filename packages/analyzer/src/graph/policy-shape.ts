import { compareFixed } from "../decide/comparison.js";
import { coversAction } from "../policy/action.js";
import type { Policy, Statement } from "../policy/document.js";
import type { Template } from "../policy/variable.js";
import type { PolicyRef } from "../world/policy-ref.js";

/** The actions that a user or a role may need to enter a role, or for a root task. */
const OWN_ACTIONS = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity", "sts:AssumeRoot"];

/** All that anybody may need. */
const ENTRY_ACTIONS = [...OWN_ACTIONS, "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];

/** Whether a statement speaks of users and roles entering roles at all. */
export function speaksOfEntry(statement: Statement): boolean {
  return OWN_ACTIONS.some((action) => coversAction(statement, action));
}

/** Which of all the actions that anybody may need to enter a role a statement covers; empty when none. */
export function entryActionsOf(statement: Statement): string {
  return ENTRY_ACTIONS.map((action, index) => (coversAction(statement, action) ? String(index) : "")).join(
    "",
  );
}

/** The conditions of a statement by what they say. */
export function conditionsText(statement: Statement): string {
  if (statement.conditions.length === 0) return "";
  return JSON.stringify(
    statement.conditions.map((entry) => [entry.operator, entry.key, templatesText(entry.values)]),
  );
}

/**
 * Policies of a principal as far as they speak of entering roles, by what they say: equal policies of two principals are
 * one shape, wherever they hang and whatever else they allow.
 */
export interface PolicyShape {
  readonly id: number;
  readonly statements: readonly Statement[];
  /** What is left for one role: the same text where the statements that may cover it say the same. */
  readonly textFor: (roleArn: string) => string;
  /** Whether some resource holds a policy variable: then the role's own ARN may decide. */
  readonly hasVariable: boolean;
}

/** One statement by what it says of entering roles. */
interface Content {
  readonly id: number;
  /** Whether it covers every role. */
  readonly everywhere: boolean;
  /** Whether the statement may cover the role. */
  readonly mayCover: (roleArn: string) => boolean;
}

/** Gives equal policies the same shape. */
export class PolicyShapes {
  private readonly contents = new Map<string, Content>();
  private readonly read = new WeakMap<Statement, Content>();
  private readonly entries = new WeakMap<Policy, readonly Statement[]>();
  private readonly shapes = new Map<string, PolicyShape>();

  /** @param refs in the order in which decisions read them; a document that is missing counts by its name */
  of(refs: readonly PolicyRef[]): PolicyShape {
    const parts: (Content | string)[] = [];
    const statements: Statement[] = [];
    for (const ref of refs) {
      if (ref.policy === null) parts.push(`missing ${JSON.stringify(ref.source)}`);
      else
        for (const statement of this.speaking(ref.policy)) {
          statements.push(statement);
          parts.push(this.contentOf(statement));
        }
    }
    const text = parts.map(partText).join(",");
    let shape = this.shapes.get(text);
    if (shape === undefined) {
      const hasVariable = statements.some(({ resources }) => resources?.some((one) => one.hasVariable));
      shape = { id: this.shapes.size, statements, textFor: textFor(parts), hasVariable };
      this.shapes.set(text, shape);
    }
    return shape;
  }

  private speaking(policy: Policy): readonly Statement[] {
    let statements = this.entries.get(policy);
    if (statements === undefined) {
      statements = policy.statements.filter((statement) => entryActionsOf(statement) !== "");
      this.entries.set(policy, statements);
    }
    return statements;
  }

  private contentOf(statement: Statement): Content {
    const known = this.read.get(statement);
    if (known !== undefined) return known;
    const text = contentText(statement);
    const content = this.contents.get(text) ?? {
      id: this.contents.size,
      everywhere: statement.resources === null || coversAll(statement),
      mayCover: mayCover(statement),
    };
    this.contents.set(text, content);
    this.read.set(statement, content);
    return content;
  }
}

function partText(part: Content | string): string {
  return typeof part === "string" ? part : String(part.id);
}

function textFor(parts: readonly (Content | string)[]): (roleArn: string) => string {
  const whole = parts.map(partText).join(",");
  if (parts.every((part) => typeof part === "string" || part.everywhere)) return () => whole;
  return (roleArn) =>
    parts
      .filter((part) => typeof part === "string" || part.mayCover(roleArn))
      .map(partText)
      .join(",");
}

// Everything that decisions read of the statement of an identity policy, a boundary or a guardrail.
function contentText(statement: Statement): string {
  return JSON.stringify([
    statement.effect,
    entryActionsOf(statement),
    statement.principals === null && statement.notPrincipals === null,
    statement.resources === null ? null : templatesText(statement.resources),
    statement.notResources,
    conditionsText(statement),
  ]);
}

// The version of the document tells whether `${` opens a variable.
function templatesText(templates: readonly Template[]): string {
  return JSON.stringify(
    templates.map(({ source, parts }) => (source.includes("${") ? [source, parts] : source)),
  );
}

function coversAll({ resources, notResources }: Statement): boolean {
  return !notResources && (resources ?? []).some((template) => template.source === "*");
}

// Where variables stand in the resources, only the decision tells.
function mayCover(statement: Statement): (roleArn: string) => boolean {
  const { resources, notResources } = statement;
  if (resources === null) return () => true;
  if (resources.some((template) => template.hasVariable)) return () => true;
  const literals = new Set<string>();
  const patterns: Template[] = [];
  for (const template of resources)
    if (/[*?]|\$\{/.test(template.source)) patterns.push(template);
    else literals.add(template.source);
  return (roleArn) =>
    (literals.has(roleArn) || patterns.some((template) => compareFixed("StringLike", roleArn, template))) !==
    notResources;
}
