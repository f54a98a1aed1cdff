import type { Caller } from "../decide/caller.js";
import { entryFormula } from "../decide/condition-formula.js";
import { callerKnowledge, tellsCallersApart } from "../decide/keys/facts.js";
import { knowledgeText } from "../decide/knowledge-text.js";
import { type ConditionEntry, conditionKeyId } from "../policy/condition.js";
import type { Statement } from "../policy/document.js";
import type { Template } from "../policy/variable.js";
import type { World } from "../world/world.js";

/** A user or a role: the callers that fall into classes. */
export type OwnCaller = Caller & { readonly kind: "user" | "role" };

export function isOwnCaller(caller: Caller): caller is OwnCaller {
  return caller.kind === "user" || caller.kind === "role";
}

/**
 * What statements ask of the calling user or role itself, beyond its account and what it is allowed.
 *
 * Callers who give the same answers are the same to those statements. Texts that the statements compare with a key are
 * asked one by one, so that a pattern of names makes two classes and not one for each name; where a key stands as a
 * policy variable, all that is known of it counts.
 */
export interface CallerTests {
  /** The same text for the same tests; empty when nothing is asked. */
  readonly text: string;
  readonly entries: readonly ConditionEntry[];
  /** Keys of which all that is known counts. */
  readonly keys: readonly string[];
  /** Users and roles named by their ARN, and roles named by a session: `account/NAME` → the places. */
  readonly named: ReadonlyMap<string, readonly number[]>;
  readonly sessions: ReadonlyMap<string, readonly number[]>;
}

/** Reads the tests out of statements of any policies. */
export function callerTests(statements: Iterable<Statement>): CallerTests {
  const entries = new Map<string, ConditionEntry>();
  const keys = new Set<string>();
  const forms = new Map<string, readonly ["arn" | "session", string]>();
  const wholeKey = (key: string): void => {
    if (tellsCallersApart(conditionKeyId(key))) keys.add(conditionKeyId(key));
  };
  const variables = (template: Template): void => {
    for (const part of template.parts) if (part.kind === "variable") wholeKey(part.key);
  };
  for (const statement of statements) {
    for (const template of statement.resources ?? []) variables(template);
    for (const entry of statement.conditions) {
      entry.values.forEach(variables);
      if (entry.values.some((value) => value.hasVariable)) wholeKey(entry.key);
      else if (tellsCallersApart(entry.keyId)) entries.set(entryText(entry), entry);
    }
    for (const form of [...(statement.principals ?? []), ...(statement.notPrincipals ?? [])]) {
      if (form.kind === "user" || form.kind === "role") forms.set(`arn ${form.arn}`, ["arn", form.arn]);
      if (form.kind === "session")
        forms.set(`session ${form.text}`, ["session", `${form.account}/${form.roleName}`]);
    }
  }
  const sorted = [...forms].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const places = (kind: "arn" | "session"): ReadonlyMap<string, readonly number[]> => {
    const found = new Map<string, number[]>();
    for (const [index, [, [form, name]]] of sorted.entries())
      if (form === kind) found.set(name, [...(found.get(name) ?? []), index]);
    return found;
  };
  const parts = [[...entries.keys()].toSorted(), [...keys].toSorted(), sorted.map(([text]) => text)];
  return {
    text: parts.every((part) => part.length === 0) ? "" : JSON.stringify(parts),
    entries: [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry),
    keys: [...keys].toSorted(),
    named: places("arn"),
    sessions: places("session"),
  };
}

/** What the caller answers to the tests; equal texts mean that the statements do not tell the callers apart. */
export function answersTo(tests: CallerTests, world: World, caller: OwnCaller): string {
  if (tests.text === "") return "";
  const { arn, account, name, kind } = caller.kind === "user" ? caller.user : caller.role;
  const facts = (key: string) => callerKnowledge(world, caller, key);
  const answers = [...(tests.named.get(arn) ?? [])].map(String);
  const sessions = kind === "role" ? tests.sessions.get(`${account}/${name}`) : undefined;
  if (sessions !== undefined) answers.push(...sessions.map(String), knowledgeText(facts("aws:userid")));
  for (const entry of tests.entries) {
    const knowledge = facts(entry.key);
    answers.push(knowledge.kind === "open" ? knowledgeText(knowledge) : entryFormula(entry, facts).kind);
  }
  for (const key of tests.keys) answers.push(knowledgeText(facts(key)));
  return answers.join(" ");
}

/** Whether the tests ask for nothing but names in a Principal element. */
export function asksForNamesAlone(tests: CallerTests): boolean {
  return tests.entries.length === 0 && tests.keys.length === 0 && tests.sessions.size === 0;
}

function entryText(entry: ConditionEntry): string {
  return JSON.stringify([
    entry.operator,
    entry.key,
    entry.values.map((value) => [value.source, value.parts]),
  ]);
}
