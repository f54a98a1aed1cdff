import type { Json, PolicyDocument } from "@rolepath/snapshot";

/** One entry of a `Principal` element: `{type: "AWS", value: "*"}`; a bare `"*"` has the type `*`. */
export interface PrincipalEntry {
  readonly type: string;
  readonly value: string;
}

export interface ConditionEntry {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export interface Statement {
  readonly index: number;
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
  readonly principal: readonly PrincipalEntry[] | undefined;
  readonly notPrincipal: readonly PrincipalEntry[] | undefined;
  readonly action: readonly string[] | undefined;
  readonly notAction: readonly string[] | undefined;
  readonly resource: readonly string[] | undefined;
  readonly notResource: readonly string[] | undefined;
  readonly condition: readonly ConditionEntry[];
}

export interface Policy {
  readonly version: string;
  readonly statements: readonly Statement[];
}

const read = new WeakMap<PolicyDocument, Policy>();

/** The statements of a document; each document is read once, since one snapshot is asked many questions. */
export function readPolicy(document: PolicyDocument | null | undefined): Policy {
  if (document === null || document === undefined) return { version: "2008-10-17", statements: [] };
  const known = read.get(document);
  if (known !== undefined) return known;
  const list = listOf(document.Statement);
  const policy: Policy = {
    version: typeof document.Version === "string" ? document.Version : "2008-10-17",
    statements: list.flatMap((item, index) => readStatement(item, index)),
  };
  read.set(document, policy);
  return policy;
}

function readStatement(item: Json, index: number): Statement[] {
  if (!isObject(item) || (item.Effect !== "Allow" && item.Effect !== "Deny")) return [];
  return [
    {
      index,
      sid: typeof item.Sid === "string" ? item.Sid : undefined,
      effect: item.Effect,
      principal: readPrincipal(item.Principal),
      notPrincipal: readPrincipal(item.NotPrincipal),
      action: readStrings(item.Action),
      notAction: readStrings(item.NotAction),
      resource: readStrings(item.Resource),
      notResource: readStrings(item.NotResource),
      condition: readCondition(item.Condition),
    },
  ];
}

function readPrincipal(item: Json | undefined): PrincipalEntry[] | undefined {
  if (item === undefined) return undefined;
  if (typeof item === "string") return [{ type: item === "*" ? "*" : "AWS", value: item }];
  if (!isObject(item)) return [];
  return Object.entries(item).flatMap(([type, values]) =>
    (readStrings(values) ?? []).map((value) => ({ type, value })),
  );
}

function readCondition(item: Json | undefined): ConditionEntry[] {
  if (item === undefined || !isObject(item)) return [];
  return Object.entries(item).flatMap(([operator, block]) =>
    isObject(block)
      ? Object.entries(block).map(([key, values]) => ({ operator, key, values: readStrings(values) ?? [] }))
      : [],
  );
}

/** A string, number or boolean, or a list of them, as strings: JSON `true` and `3600` mean the same as quoted. */
function readStrings(item: Json | undefined): string[] | undefined {
  if (item === undefined) return undefined;
  return listOf(item).flatMap((value) =>
    typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? [String(value)]
      : [],
  );
}

function listOf(item: Json | undefined): readonly Json[] {
  return item === undefined ? [] : Array.isArray(item) ? item : [item as Json];
}

function isObject(item: Json): item is { readonly [key: string]: Json } {
  return typeof item === "object" && item !== null && !Array.isArray(item);
}
