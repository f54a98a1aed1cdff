import type { Json, PolicyDocument } from "@rolepath/snapshot";
import { actionsIn } from "./action-list.js";
import { type ConditionEntry, parseConditions } from "./condition.js";
import type { Pattern } from "./pattern.js";
import { listOf, type PrincipalForm, parsePrincipals } from "./principal.js";
import { hasMisplacedVariable, parseResource, type Template } from "./variable.js";

/** Which actions a statement allows or denies, whatever else it says. */
export interface Outline {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly Pattern[];
  readonly notActions: boolean;
}

/** One statement, parsed. */
export interface Statement extends Outline {
  readonly index: number;
  /** JSON pointer inside the document: `/Statement/0`, or `/Statement` for a lone object. */
  readonly pointer: string;
  readonly sid: string | null;
  /** Null where the element is absent: identity policies, SCPs. */
  readonly principals: readonly PrincipalForm[] | null;
  readonly notPrincipals: readonly PrincipalForm[] | null;
  /** Null where the element is absent: trust policies. */
  readonly resources: readonly Template[] | null;
  readonly notResources: boolean;
  readonly conditions: readonly ConditionEntry[];
}

/** What could not be understood in a policy, by statement. */
interface PolicyNote {
  readonly pointer: string;
  readonly text: string;
}

export interface Policy {
  readonly statements: readonly Statement[];
  readonly notes: readonly PolicyNote[];
}

/**
 * A policy document, parsed once.
 *
 * Only version 2012-10-17 has policy variables; a missing version means 2008-10-17 (IAM User Guide, "IAM JSON policy
 * elements: Version"). A statement without a usable effect or action cannot exist in IAM; it is left out with a note.
 */
export function parsePolicy(document: PolicyDocument): Policy {
  const notes: PolicyNote[] = [];
  if (document.Statement === undefined) notes.push({ pointer: "", text: "the document has no `Statement`" });
  return { statements: parseStatements(document, () => true, notes), notes };
}

/** The statements of a document that are wanted, as parsing all of it gives them. */
export function statementsOf(
  document: PolicyDocument,
  wanted: (outline: Outline) => boolean,
): readonly Statement[] {
  return parseStatements(document, wanted, []);
}

function parseStatements(
  { Version, Statement: element }: PolicyDocument,
  wanted: (outline: Outline) => boolean,
  notes: PolicyNote[],
): readonly Statement[] {
  const variables = Version === "2012-10-17";
  const single = element !== undefined && !Array.isArray(element);
  return listOf(element).flatMap((entry, index) => {
    const pointer = single ? "/Statement" : `/Statement/${index}`;
    const note = (text: string): void => void notes.push({ pointer, text });
    const outline = outlineOf(entry, note);
    if (outline === null || !wanted(outline)) return [];
    return [parseStatement(entry as Fields, outline, index, pointer, variables, note)];
  });
}

interface Fields {
  readonly [key: string]: Json;
}

/** Effect and actions of a statement; null for what is left out. */
export function outlineOf(entry: Json, note: (text: string) => void = () => undefined): Outline | null {
  if (entry === null || typeof entry !== "object" || Array.isArray(entry)) {
    note("the statement is not an object; it is left out");
    return null;
  }
  const fields = entry as Fields;
  const effect = fields.Effect;
  if (effect !== "Allow" && effect !== "Deny") {
    note(
      `the effect is ${JSON.stringify(effect ?? null)}, expected "Allow" or "Deny"; the statement is left out`,
    );
    return null;
  }
  const actions = actionsIn(fields.Action ?? fields.NotAction);
  if (actions.length === 0) note("the statement names no action; it matches none");
  return outline(effect, actions, fields.NotAction !== undefined);
}

const outlines = new WeakMap<readonly Pattern[], Outline[]>();

// One for all statements that say the same of the same list, so that policies can keep theirs.
function outline(effect: Outline["effect"], actions: readonly Pattern[], notActions: boolean): Outline {
  const known = outlines.get(actions) ?? [];
  outlines.set(actions, known);
  let found = known.find((one) => one.effect === effect && one.notActions === notActions);
  if (found === undefined) {
    found = { effect, actions, notActions };
    known.push(found);
  }
  return found;
}

/** The policy with other statements in place of its own. */
export function withStatements(policy: Policy, statements: readonly Statement[]): Policy {
  return { statements, notes: policy.notes };
}

function parseStatement(
  fields: Fields,
  outline: Outline,
  index: number,
  pointer: string,
  variables: boolean,
  note: (text: string) => void,
): Statement {
  const resources = fields.Resource ?? fields.NotResource;
  const principals = fields.Principal === undefined ? null : parsePrincipals(fields.Principal);
  const notPrincipals = fields.NotPrincipal === undefined ? null : parsePrincipals(fields.NotPrincipal);
  for (const form of [...(principals ?? []), ...(notPrincipals ?? [])]) {
    if (form.kind === "unreadable") note(`principal \`${form.text}\`: ${form.why}; it matches nobody`);
  }
  const named = resources === undefined ? null : texts(resources);
  for (const text of named ?? [])
    if (variables && hasMisplacedVariable(text))
      note(
        `resource \`${text}\`: AWS fills in variables after the fifth colon only; before it they are text`,
      );
  const sid = fields.Sid;
  return {
    index,
    pointer,
    sid: typeof sid === "string" && sid !== "" ? sid : null,
    effect: outline.effect,
    principals,
    notPrincipals,
    actions: outline.actions,
    notActions: outline.notActions,
    resources: named?.map((text) => parseResource(text, variables)) ?? null,
    notResources: fields.Resource === undefined && fields.NotResource !== undefined,
    conditions: parseConditions(fields.Condition, variables, note),
  };
}

function texts(element: Json | undefined): readonly string[] {
  return listOf(element).filter((value): value is string => typeof value === "string");
}
