import type { Json, PolicyDocument, Snapshot } from "@rolepath/snapshot";

// Rewritings of a snapshot that must change nothing, or only in one way.

type Rewrite = (statements: readonly Json[]) => Json;

/** The snapshot with the statements of every document rewritten. */
export function rewriteStatements(snapshot: Snapshot, rewrite: Rewrite): Snapshot {
  return mapDocuments(snapshot, (document) => {
    const list = Array.isArray(document.Statement) ? document.Statement : [document.Statement as Json];
    return { ...document, Statement: rewrite(list) };
  });
}

/** A list with one statement as that statement, and the other way round. */
export function unwrapStatements(snapshot: Snapshot): Snapshot {
  return mapDocuments(snapshot, (document) => {
    const { Statement: held } = document;
    if (!Array.isArray(held)) return { ...document, Statement: [held as Json] };
    return held.length === 1 ? { ...document, Statement: held[0] as Json } : document;
  });
}

/** Every condition key in other letters. */
export function recaseConditionKeys(snapshot: Snapshot, recase: (key: string) => string): Snapshot {
  return rewriteStatements(snapshot, (statements) =>
    statements.map((statement) => recaseStatement(statement, recase)),
  );
}

function recaseStatement(statement: Json, recase: (key: string) => string): Json {
  const fields = statement as { readonly [key: string]: Json };
  if (fields.Condition === undefined) return statement;
  const operators = Object.entries(
    fields.Condition as { readonly [key: string]: { readonly [key: string]: Json } },
  );
  const recased = operators.map(([operator, block]) => [
    operator,
    Object.fromEntries(Object.entries(block).map(([key, values]) => [recase(key), values])),
  ]);
  return { ...fields, Condition: Object.fromEntries(recased) };
}

/** The snapshot with each text replaced by another wherever it stands. */
export function replaceText(snapshot: Snapshot, replacements: Readonly<Record<string, string>>): Snapshot {
  let text = JSON.stringify(snapshot);
  for (const [from, to] of Object.entries(replacements)) text = text.replaceAll(from, to);
  const renamed: Snapshot = JSON.parse(text);
  return { ...renamed, accounts: [...renamed.accounts].sort((one, other) => (one.id < other.id ? -1 : 1)) };
}

/** The snapshot with a Deny added to the trust policy of every role. */
export function addTrustDeny(snapshot: Snapshot, deny: Json): Snapshot {
  return {
    ...snapshot,
    accounts: snapshot.accounts.map((account) => ({
      ...account,
      authorizationDetails: {
        ...account.authorizationDetails,
        RoleDetailList: account.authorizationDetails.RoleDetailList.map((role) => ({
          ...role,
          AssumeRolePolicyDocument: withStatement(role.AssumeRolePolicyDocument, deny),
        })),
      },
    })),
  };
}

function withStatement(document: PolicyDocument | null, statement: Json): PolicyDocument | null {
  if (document === null) return null;
  const list = Array.isArray(document.Statement) ? document.Statement : [document.Statement as Json];
  return { ...document, Statement: [...list, statement] };
}

/** The snapshot with every policy document changed. */
export function mapDocuments(
  snapshot: Snapshot,
  change: (document: PolicyDocument) => PolicyDocument,
): Snapshot {
  return mapJson(snapshot as unknown as Json, (value) =>
    isDocument(value) ? (change(value) as Json) : value,
  ) as unknown as Snapshot;
}

function isDocument(value: Json): value is PolicyDocument {
  return typeof value === "object" && value !== null && "Statement" in value;
}

/** Every value inside, changed from the outside in; what `change` puts in another form is not entered. */
function mapJson(value: Json, change: (value: Json) => Json): Json {
  const changed = change(value);
  if (changed !== value) return changed;
  if (Array.isArray(value)) return value.map((item) => mapJson(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapJson(item, change)]));
}
