import { compareFixed } from "../../decide/domain/comparison.js";
import { coversAction } from "../../policy/action.js";
import type { Policy, Statement } from "../../policy/document.js";
import { maySpeakOf } from "../../policy/lazy-policy.js";
import type { Template } from "../../policy/variable.js";
import type { PolicyRef } from "../../world/policy-ref.js";
import { Ids } from "./ids.js";

/** The actions that a user or a role may need to enter a role, or for a root task. */
const OWN_ACTIONS = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity", "sts:AssumeRoot"];

/** All that anybody may need. */
const ENTRY_ACTIONS = [...OWN_ACTIONS, "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];

const coveredActions = new WeakMap<Statement, string>();

/** Which of all the actions that anybody may need to enter a role a statement covers; empty when none. */
export function entryActionsOf(statement: Statement): string {
  let covered = coveredActions.get(statement);
  if (covered === undefined) {
    covered = ENTRY_ACTIONS.map((action, index) =>
      coversAction(statement, action) ? String(index) : "",
    ).join("");
    coveredActions.set(statement, covered);
  }
  return covered;
}

/** Whether a statement speaks of users and roles entering roles at all. */
export function speaksOfEntry(statement: Statement): boolean {
  const [first = ""] = entryActionsOf(statement);
  return first !== "" && Number(first) < OWN_ACTIONS.length;
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
  /** Whether that is the same text for every role. */
  readonly isSameForAll: boolean;
  /** Whether some resource holds a policy variable: then the role's own ARN may decide. */
  readonly hasVariable: boolean;
  /** Whether a document is missing: it may say anything. */
  readonly isIncomplete: boolean;
  /** Whether a statement may allow to assume the role, or a missing document may. */
  readonly mayAllow: (roleArn: string) => boolean;
}

/** One statement by what it says of entering roles. */
interface Content {
  readonly id: number;
  /** The same for statements that say the same of a role that they cover: the resources have been asked. */
  readonly coveringId: number;
  /** Whether it allows to assume the roles that it covers. */
  readonly allows: boolean;
  /** Whether it covers every role. */
  readonly everywhere: boolean;
  /** The account of all the roles that it may cover, where its resources name one. */
  readonly account: string | null;
  /** Whether the statement may cover the role. */
  readonly mayCover: (roleArn: string) => boolean;
}

/** A statement, or the name of a document that is missing. */
type Part = { readonly content: Content; readonly statement: Statement } | { readonly missing: string };

/** Gives equal policies the same shape. */
export class PolicyShapes {
  private readonly contents = new Map<string, Content>();
  private readonly coveringTexts = new Ids();
  private readonly read = new WeakMap<Statement, Content>();
  private readonly entries = new WeakMap<Policy, readonly Statement[]>();
  private readonly shapes = new Map<string, PolicyShape>();
  private readonly policies = new Ids<Policy>();
  private readonly byRefs = new Map<string, PolicyShape>();
  private readonly parts = new Map<PolicyShape, readonly Part[]>();

  /** @param refs in the order in which decisions read them; a document that is missing counts by its name */
  of(refs: readonly PolicyRef[]): PolicyShape {
    let key = "";
    // Most policies say nothing of entering roles: they are no part of the shape.
    for (const { policy, source } of refs)
      if (policy === null) key += `${JSON.stringify(source)},`;
      else if (this.speaking(policy).length > 0) key += `${this.policies.of(policy)},`;
    let shape = this.byRefs.get(key);
    if (shape === undefined) {
      shape = this.ofRefs(refs);
      this.byRefs.set(key, shape);
    }
    return shape;
  }

  private ofRefs(refs: readonly PolicyRef[]): PolicyShape {
    return this.ofParts(
      refs.flatMap((ref): readonly Part[] =>
        ref.policy === null
          ? [{ missing: `missing ${JSON.stringify(ref.source)}` }]
          : this.speaking(ref.policy).map((statement) => ({ content: this.contentOf(statement), statement })),
      ),
    );
  }

  /** What is left of policies for the roles of all accounts but one. */
  outside(shape: PolicyShape, account: string): PolicyShape {
    const parts = this.parts.get(shape) ?? [];
    const left = parts.filter((part) => "missing" in part || part.content.account !== account);
    return left.length === parts.length ? shape : this.ofParts(left);
  }

  private ofParts(parts: readonly Part[]): PolicyShape {
    const text = parts.map((part) => ("missing" in part ? part.missing : part.content.id)).join(",");
    let shape = this.shapes.get(text);
    if (shape === undefined) {
      shape = shapeOf(this.shapes.size, parts);
      this.shapes.set(text, shape);
      this.parts.set(shape, parts);
    }
    return shape;
  }

  private speaking(policy: Policy): readonly Statement[] {
    let statements = this.entries.get(policy);
    if (statements === undefined) {
      statements = maySpeakOf(policy, "sts:AssumeRole")
        ? policy.statements.filter((statement) => entryActionsOf(statement) !== "")
        : [];
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
      coveringId: this.coveringTexts.of(coveringText(statement)),
      account: accountOf(statement),
      allows: statement.effect === "Allow" && coversAction(statement, "sts:AssumeRole"),
      everywhere: statement.resources === null || coversAll(statement),
      mayCover: mayCover(statement),
    };
    this.contents.set(text, content);
    this.read.set(statement, content);
    return content;
  }
}

function shapeOf(id: number, parts: readonly Part[]): PolicyShape {
  const known = parts.flatMap((part) => ("missing" in part ? [] : part));
  const isIncomplete = known.length < parts.length;
  const coversAll = known.every(({ content }) => content.everywhere);
  const hasVariable = known.some(({ statement }) => statement.resources?.some((one) => one.hasVariable));
  const whole = textOf(parts);
  return {
    id,
    statements: known.map(({ statement }) => statement),
    textFor: coversAll ? () => whole : textByRole(parts),
    isSameForAll: coversAll && !hasVariable,
    hasVariable,
    isIncomplete,
    mayAllow: (roleArn) =>
      isIncomplete || known.some(({ content }) => content.allows && content.mayCover(roleArn)),
  };
}

/** Texts by the parts that cover a role: most roles are covered by the same few. */
function textByRole(parts: readonly Part[]): (roleArn: string) => string {
  const isIn = (part: Part, roleArn: string): boolean => "missing" in part || part.content.mayCover(roleArn);
  if (parts.length > PLACE_COUNT_MAX) return (roleArn) => textOf(parts.filter((part) => isIn(part, roleArn)));
  const texts = new Map<number, string>();
  return (roleArn) => {
    let places = 0;
    let place = 1;
    for (const part of parts) {
      if (isIn(part, roleArn)) places |= place;
      place <<= 1;
    }
    let text = texts.get(places);
    if (text === undefined) {
      text = textOf(parts.filter((_part, index) => (places & (1 << index)) !== 0));
      texts.set(places, text);
    }
    return text;
  };
}

/** Bits of a number. */
const PLACE_COUNT_MAX = 30;

function textOf(parts: readonly Part[]): string {
  return parts.map((part) => ("missing" in part ? part.missing : part.content.coveringId)).join(",");
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

// Where a variable stands, the decision asks the resources again.
function coveringText(statement: Statement): string {
  if (statement.resources?.some((template) => template.hasVariable)) return contentText(statement);
  const conditions = conditionsText(statement);
  const named =
    statement.resources === null || statement.principals !== null || statement.notPrincipals !== null;
  return `${statement.effect} ${entryActionsOf(statement)}${named ? ` ${contentText(statement)}` : ""} ${conditions}`;
}

// The version of the document tells whether `${` opens a variable.
function templatesText(templates: readonly Template[]): string {
  return JSON.stringify(
    templates.map(({ source, parts }) => (source.includes("${") ? [source, parts] : source)),
  );
}

const ROLE_OF_ACCOUNT = /^arn:[^:*?$]*:iam::(\d{12}):/;

function accountOf({ resources, notResources }: Statement): string | null {
  if (resources === null || resources.length === 0 || notResources) return null;
  const accounts = new Set(
    resources.map((one) => (one.hasVariable ? null : (ROLE_OF_ACCOUNT.exec(one.source)?.[1] ?? null))),
  );
  const [account = null] = accounts;
  return accounts.size === 1 ? account : null;
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
  return (roleArn) => {
    if (literals.has(roleArn)) return !notResources;
    for (const template of patterns) if (compareFixed("StringLike", roleArn, template)) return !notResources;
    return notResources;
  };
}
