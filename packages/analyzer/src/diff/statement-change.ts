import type { Json, PolicyDocument } from "@rolepath/snapshot";
import type { StatementChange } from "./answer.js";
import { type EntryStatement, entryStatements } from "./canonical.js";

/** One statement that is not as it was, by its places in both documents. */
export interface StatementPair {
  readonly before: EntryStatement | null;
  readonly after: EntryStatement | null;
}

/**
 * The statements that speak of entering roles and are not as they were.
 *
 * Statements that say the same are paired wherever they stand; of the rest those with one Sid, and a lone one with a lone
 * one, are taken for the same statement changed.
 */
export function statementPairs(
  before: PolicyDocument | null,
  after: PolicyDocument | null,
): readonly StatementPair[] {
  const [old, now] = [entriesOf(before), entriesOf(after)];
  const stays = new Set(old.map(({ canonical }) => canonical));
  const stayed = new Set(now.map(({ canonical }) => canonical));
  const gone = old.filter(({ canonical }) => !stayed.has(canonical));
  const fresh = now.filter(({ canonical }) => !stays.has(canonical));
  const pairs: StatementPair[] = [];
  const taken = new Set<EntryStatement>();
  for (const statement of gone) {
    const twin = fresh.find((one) => !taken.has(one) && statement.sid !== null && one.sid === statement.sid);
    if (twin === undefined) continue;
    taken.add(twin).add(statement);
    pairs.push({ before: statement, after: twin });
  }
  const [left, right] = [gone, fresh].map((list) => list.filter((one) => !taken.has(one)));
  if (left?.length === 1 && right?.length === 1)
    return [...pairs, { before: left[0] ?? null, after: right[0] ?? null }];
  return [
    ...pairs,
    ...(left ?? []).map((statement) => ({ before: statement, after: null })),
    ...(right ?? []).map((statement) => ({ before: null, after: statement })),
  ];
}

/** The pair as an answer shows it, with the places of the documents before the pointers. */
export function statementChange(
  { before, after }: StatementPair,
  places: { readonly before: string; readonly after: string },
  decisive: boolean | null,
): StatementChange {
  const sid = after?.sid ?? before?.sid ?? null;
  return {
    change: before === null ? "added" : after === null ? "removed" : "changed",
    ...(sid === null ? {} : { sid }),
    ...(before === null ? {} : { before: before.raw, pointerBefore: `${places.before}${before.pointer}` }),
    ...(after === null ? {} : { after: after.raw, pointerAfter: `${places.after}${after.pointer}` }),
    ...(decisive === null ? {} : { decisive }),
  };
}

/** The new document with one pair changed back. */
export function withStatementBack(after: PolicyDocument, pair: StatementPair): PolicyDocument {
  const held = after.Statement;
  const list: readonly Json[] = held === undefined ? [] : isList(held) ? held : [held];
  const without = list.filter((statement) => statement !== pair.after?.raw);
  return { ...after, Statement: [...without, ...(pair.before === null ? [] : [pair.before.raw])] };
}

function entriesOf(document: PolicyDocument | null): readonly EntryStatement[] {
  return document === null ? [] : entryStatements(document);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
