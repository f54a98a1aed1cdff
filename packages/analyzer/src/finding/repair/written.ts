import { type Json, joinPointer, valueAt } from "@rolepath/snapshot";
import type { Statement } from "../../policy/document.js";
import { matches, wildcardPattern } from "../../policy/pattern.js";
import { listOf } from "../../policy/principal.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { PolicyRef } from "../../world/policy-ref.js";
import type { Survey } from "../survey/survey.js";
import type { NamedEntry, NewTest, Operations } from "./repair.js";

type JsonObject = { readonly [key: string]: Json };

// A trust policy must have a statement; one that lets nobody in says what an empty one would.
const NOBODY: Json = { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" };

/** Takes entries out of a role's trust policy, and statements that have no other; null where that cannot be written. */
export function withoutEntries(
  survey: Survey,
  role: RolePrincipal,
  entries: readonly NamedEntry[],
): Operations | null {
  const document = objectOf(valueAt(survey.snapshot, role.trust.file, role.trust.documentPointer));
  if (document === null) return null;
  const statements = [...new Set(entries.map(({ statement }) => statement))];
  const namesOf = (statement: Statement): ReadonlySet<string> =>
    new Set(entries.filter((entry) => entry.statement === statement).map(({ name }) => name));
  // From the last to the first, so that what stands before keeps its place.
  const found = statements
    .toSorted((a, b) => b.index - a.index)
    .map((statement) => ({ statement, left: entriesLeft(document, statement, namesOf(statement)) }));
  if (found.some(({ left }) => left === null)) return null;
  const emptied = found.filter(({ left }) => left?.length === 0);
  const count = listOf(document.Statement).length;
  return found.flatMap(({ statement, left }): Operations => {
    if (left === null || left.length > 0) return left ?? [];
    const last = emptied.length === count && statement === emptied.at(-1)?.statement;
    return last
      ? [{ op: "replace", path: statement.pointer, value: NOBODY }]
      : [{ op: "remove", path: statement.pointer }];
  });
}

// What takes the names out of the statement; empty where nobody would be left, null where they are not found.
function entriesLeft(
  document: JsonObject,
  statement: Statement,
  names: ReadonlySet<string>,
): Operations | null {
  const principal = objectOf(statementAt(document, statement)?.Principal);
  if (principal === null) return null;
  const at = joinPointer(statement.pointer, "Principal");
  let left = 0;
  let removed = 0;
  const operations = Object.entries(principal).flatMap(([type, value]): Operations => {
    const entries = listOf(value);
    const gone = entries.flatMap((entry, index) => (names.has(String(entry)) ? [index] : []));
    left += entries.length - gone.length;
    removed += gone.length;
    if (gone.length === 0) return [];
    if (gone.length === entries.length) return [{ op: "remove", path: joinPointer(at, type) }];
    return gone.toReversed().map((index) => ({ op: "remove", path: joinPointer(at, type, index) }));
  });
  if (removed === 0) return null;
  return left === 0 ? [] : operations;
}

/** Adds a test to a statement of a role's trust policy; null where it tests the key that way already. */
export function withTest(
  survey: Survey,
  role: RolePrincipal,
  statement: Statement,
  test: NewTest,
): Operations | null {
  return withTestIn(survey, role.trust, statement, test);
}

/** As {@link withTest}, in any policy. */
export function withTestIn(
  survey: Survey,
  policy: PolicyRef,
  statement: Statement,
  test: NewTest,
): Operations | null {
  const fields = statementIn(survey, policy, statement);
  return fields === null ? null : testAdded(fields.Condition, statement.pointer, test);
}

/**
 * Narrows the entries of `Action` that cover some calls: to one call where they cover that too, else away.
 *
 * @returns null where an entry covers more services, so that it would lose more than is meant, or where nothing is left
 */
export function withCallsNarrowed(
  survey: Survey,
  policy: PolicyRef,
  statement: Statement,
  calls: readonly string[],
  kept: string,
): Operations | null {
  const action = statementIn(survey, policy, statement)?.Action;
  if (action === undefined) return null;
  const service = kept.slice(0, kept.indexOf(":") + 1);
  const entries = listOf(action).map(String);
  const covers = (entry: string, call: string): boolean =>
    matches(wildcardPattern([{ text: entry.toLowerCase(), wild: true }]), call.toLowerCase());
  const tooWide = entries.filter((entry) => calls.some((call) => covers(entry, call)));
  if (tooWide.some((entry) => !entry.toLowerCase().startsWith(service))) return null;
  const left = entries.filter((entry) => !tooWide.includes(entry));
  if (tooWide.some((entry) => covers(entry, kept)) && !left.some((entry) => covers(entry, kept)))
    left.push(kept);
  if (left.length === 0) return null;
  const value: Json = left.length === 1 ? (left[0] ?? "") : left;
  return [{ op: "replace", path: joinPointer(statement.pointer, "Action"), value }];
}

function testAdded(
  condition: Json | undefined,
  pointer: string,
  { operator, key, values }: NewTest,
): Operations | null {
  const value: Json = values.length === 1 ? (values[0] ?? "") : values;
  const at = joinPointer(pointer, "Condition");
  if (condition === undefined) return [{ op: "add", path: at, value: { [operator]: { [key]: value } } }];
  const block = objectOf(condition);
  if (block === null) return null;
  const tests = block[operator];
  if (tests === undefined) return [{ op: "add", path: joinPointer(at, operator), value: { [key]: value } }];
  const keys = objectOf(tests);
  if (keys === null || Object.keys(keys).some((other) => other.toLowerCase() === key.toLowerCase()))
    return null;
  return [{ op: "add", path: joinPointer(at, operator, key), value }];
}

/** Drops `IfExists` from the tests of one key in a statement of a role's trust policy; null where there is none. */
export function withoutIfExists(
  survey: Survey,
  role: RolePrincipal,
  statement: Statement,
  keyId: string,
): Operations | null {
  const condition = objectOf(statementIn(survey, role.trust, statement)?.Condition);
  if (condition === null) return null;
  const at = joinPointer(statement.pointer, "Condition");
  for (const [operator, tests] of Object.entries(condition)) {
    const strict = /^(.*)IfExists$/.exec(operator)?.[1];
    const keys = objectOf(tests);
    const key = keys === null ? undefined : Object.keys(keys).find((name) => name.toLowerCase() === keyId);
    if (strict === undefined || keys === null || key === undefined) continue;
    const rest = Object.keys(keys).length === 1 ? [] : [key];
    const values = listOf(keys[key]).map(String);
    const added = testAdded(condition, statement.pointer, { operator: strict, key, values });
    return added === null ? null : [...added, { op: "remove", path: joinPointer(at, operator, ...rest) }];
  }
  return null;
}

function statementIn(survey: Survey, policy: PolicyRef, statement: Statement): JsonObject | null {
  const document = objectOf(valueAt(survey.snapshot, policy.file, policy.documentPointer));
  return document === null ? null : statementAt(document, statement);
}

function statementAt(document: JsonObject, statement: Statement): JsonObject | null {
  return objectOf(listOf(document.Statement)[statement.index]);
}

function objectOf(value: Json | undefined): JsonObject | null {
  if (value === undefined || value === null || typeof value !== "object" || Array.isArray(value)) return null;
  // Neither a list nor null.
  return value as JsonObject;
}
