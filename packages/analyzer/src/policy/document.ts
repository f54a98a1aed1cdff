import type { Json, PolicyDocument } from "@rolepath/snapshot";
import { type ConditionEntry, parseConditions } from "./condition.js";
import { type Pattern, wildcardPattern } from "./pattern.js";
import { listOf, type PrincipalForm, parsePrincipals } from "./principal.js";
import { parseTemplate, type Template } from "./variable.js";

/** One statement, parsed. */
export interface Statement {
  readonly index: number;
  /** JSON pointer inside the document: `/Statement/0`, or `/Statement` for a lone object. */
  readonly pointer: string;
  readonly sid: string | null;
  readonly effect: "Allow" | "Deny";
  /** Null where the element is absent: identity policies, SCPs. */
  readonly principals: readonly PrincipalForm[] | null;
  readonly notPrincipals: readonly PrincipalForm[] | null;
  readonly actions: readonly Pattern[];
  readonly notActions: boolean;
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
  const variables = document.Version === "2012-10-17";
  const element = document.Statement;
  const single = element !== undefined && !Array.isArray(element);
  if (element === undefined) notes.push({ pointer: "", text: "the document has no `Statement`" });
  const statements = listOf(element).flatMap((entry, index) => {
    const pointer = single ? "/Statement" : `/Statement/${index}`;
    const statement = parseStatement(entry, index, pointer, variables, (text) =>
      notes.push({ pointer, text }),
    );
    return statement === null ? [] : [statement];
  });
  return { statements, notes };
}

/** The policy with other statements in place of its own. */
export function withStatements(policy: Policy, statements: readonly Statement[]): Policy {
  return { statements, notes: policy.notes };
}

function parseStatement(
  entry: Json,
  index: number,
  pointer: string,
  variables: boolean,
  note: (text: string) => void,
): Statement | null {
  if (entry === null || typeof entry !== "object" || Array.isArray(entry)) {
    note("the statement is not an object; it is left out");
    return null;
  }
  const fields = entry as { readonly [key: string]: Json };
  const effect = fields.Effect;
  if (effect !== "Allow" && effect !== "Deny") {
    note(
      `the effect is ${JSON.stringify(effect ?? null)}, expected "Allow" or "Deny"; the statement is left out`,
    );
    return null;
  }
  const notActions = fields.NotAction !== undefined;
  const actions = texts(fields.Action ?? fields.NotAction);
  if (actions.length === 0) note("the statement names no action; it matches none");
  const resources = fields.Resource ?? fields.NotResource;
  const principals = fields.Principal === undefined ? null : parsePrincipals(fields.Principal);
  const notPrincipals = fields.NotPrincipal === undefined ? null : parsePrincipals(fields.NotPrincipal);
  for (const form of [...(principals ?? []), ...(notPrincipals ?? [])]) {
    if (form.kind === "unreadable") note(`principal \`${form.text}\`: ${form.why}; it matches nobody`);
  }
  const sid = fields.Sid;
  return {
    index,
    pointer,
    sid: typeof sid === "string" && sid !== "" ? sid : null,
    effect,
    principals,
    notPrincipals,
    actions: actions.map((action) => wildcardPattern([{ text: action.toLowerCase(), wild: true }])),
    notActions,
    resources:
      resources === undefined ? null : texts(resources).map((text) => parseTemplate(text, variables)),
    notResources: fields.Resource === undefined && fields.NotResource !== undefined,
    conditions: parseConditions(fields.Condition, variables, note),
  };
}

function texts(element: Json | undefined): readonly string[] {
  return listOf(element).filter((value): value is string => typeof value === "string");
}
