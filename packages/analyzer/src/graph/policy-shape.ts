import { compareFixed } from "../decide/comparison.js";
import { coversAction } from "../policy/action.js";
import type { Statement } from "../policy/document.js";
import type { Template } from "../policy/variable.js";
import type { PolicyRef } from "../world/policy-ref.js";

/** The actions that entering a role, or a root task, may need. */
const ENTRY_ACTIONS = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity", "sts:AssumeRoot"];

/** Whether a statement speaks of entering roles at all. */
export function speaksOfEntry(statement: Statement): boolean {
  return ENTRY_ACTIONS.some((action) => coversAction(statement, action));
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
}

/** One statement by what it says of entering roles. */
interface Content {
  readonly id: number;
  /** Whether the statement may cover the role. */
  readonly mayCover: (roleArn: string) => boolean;
}

/** Gives equal policies the same shape. */
export class PolicyShapes {
  private readonly contents = new Map<string, Content>();
  private readonly read = new WeakMap<Statement, Content>();
  private readonly shapes = new Map<string, PolicyShape>();

  /** @param refs in the order in which decisions read them; a document that is missing counts by its name */
  of(refs: readonly PolicyRef[]): PolicyShape {
    const parts: (Content | string)[] = [];
    const statements: Statement[] = [];
    for (const ref of refs) {
      if (ref.policy === null) parts.push(`missing ${JSON.stringify(ref.source)}`);
      for (const statement of ref.policy?.statements ?? []) {
        if (!speaksOfEntry(statement)) continue;
        statements.push(statement);
        parts.push(this.contentOf(statement));
      }
    }
    const text = parts.map(partText).join(",");
    let shape = this.shapes.get(text);
    if (shape === undefined) {
      shape = { id: this.shapes.size, statements, textFor: textFor(parts) };
      this.shapes.set(text, shape);
    }
    return shape;
  }

  private contentOf(statement: Statement): Content {
    const known = this.read.get(statement);
    if (known !== undefined) return known;
    const text = contentText(statement);
    const content = this.contents.get(text) ?? { id: this.contents.size, mayCover: mayCover(statement) };
    this.contents.set(text, content);
    this.read.set(statement, content);
    return content;
  }
}

function partText(part: Content | string): string {
  return typeof part === "string" ? part : String(part.id);
}

function textFor(parts: readonly (Content | string)[]): (roleArn: string) => string {
  return (roleArn) =>
    parts
      .filter((part) => typeof part === "string" || part.mayCover(roleArn))
      .map(partText)
      .join(",");
}

// Everything that decisions read of the statement of an identity policy or a boundary.
function contentText(statement: Statement): string {
  const values = (templates: readonly Template[]) => templates.map(({ source, parts }) => [source, parts]);
  return JSON.stringify([
    statement.effect,
    ENTRY_ACTIONS.map((action) => coversAction(statement, action)),
    statement.principals === null && statement.notPrincipals === null,
    statement.resources === null ? null : values(statement.resources),
    statement.notResources,
    statement.conditions.map((entry) => [entry.operator, entry.key, values(entry.values)]),
  ]);
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
