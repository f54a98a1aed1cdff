import type { KeyKnowledge } from "../../decide/domain/knowledge.js";
import { knowledgeText } from "../../decide/domain/knowledge-text.js";
import { entryFormula } from "../../decide/match/condition-formula.js";
import { type ConditionEntry, conditionKeyId } from "../../policy/condition.js";
import type { Statement } from "../../policy/document.js";
import type { Template } from "../../policy/variable.js";
import { asksForOwnAccount } from "./same-account.js";

/** Tests of condition keys. */
export interface KeyTests {
  readonly entries: readonly ConditionEntry[];
  /** Keys of which all that is known counts. */
  readonly keys: readonly string[];
}

export const NOTHING_ASKED: KeyTests = { entries: [], keys: [] };

export function asksNothing({ entries, keys }: KeyTests): boolean {
  return entries.length === 0 && keys.length === 0;
}

/** What is answered to the tests by one of whose keys that is known. */
export function keyAnswers(tests: KeyTests, facts: (key: string) => KeyKnowledge): string {
  let answers = "";
  for (const entry of tests.entries) {
    const knowledge = facts(entry.key);
    answers +=
      knowledge.kind === "open" ? knowledgeText(knowledge) : entryFormula(entry, () => knowledge).kind;
    answers += " ";
  }
  for (const key of tests.keys) answers += `${knowledgeText(facts(key))} `;
  return answers;
}

/** Collects what statements ask of some keys. */
export class KeyTestList {
  private readonly entries = new Map<string, ConditionEntry>();
  private readonly keys = new Set<string>();

  /** @param counts whether a key, by its lower-case name, is among them */
  constructor(private readonly counts: (keyId: string) => boolean) {}

  collect(statement: Statement): void {
    for (const key of variablesIn(statement)) if (this.counts(key)) this.keys.add(key);
    for (const entry of statement.conditions) {
      if (!this.counts(entry.keyId) || asksForOwnAccount(statement, entry)) continue;
      if (entry.values.some((value) => value.hasVariable)) this.keys.add(entry.keyId);
      else this.entries.set(entryText(entry), entry);
    }
  }

  get isEmpty(): boolean {
    return this.entries.size === 0 && this.keys.size === 0;
  }

  /** Equal for the same tests. */
  texts(): readonly (readonly string[])[] {
    return [[...this.entries.keys()].toSorted(), [...this.keys].toSorted()];
  }

  tests(): KeyTests {
    if (this.isEmpty) return NOTHING_ASKED;
    return {
      entries: [...this.entries].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry),
      keys: [...this.keys].toSorted(),
    };
  }
}

/** The lower-case keys that a statement takes as variables. */
export function variablesIn(statement: Statement): readonly string[] {
  const keys: string[] = [];
  const add = ({ hasVariable, parts }: Template): void => {
    if (!hasVariable) return;
    for (const part of parts) if (part.kind === "variable") keys.push(conditionKeyId(part.key));
  };
  for (const template of statement.resources ?? []) add(template);
  for (const entry of statement.conditions)
    if (!asksForOwnAccount(statement, entry)) for (const value of entry.values) add(value);
  return keys;
}

function entryText(entry: ConditionEntry): string {
  return JSON.stringify([
    entry.operator,
    entry.key,
    entry.values.map((value) => [value.source, value.parts]),
  ]);
}
